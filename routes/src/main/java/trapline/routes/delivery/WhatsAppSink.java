package trapline.routes.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import trapline.delivery.AlertText;
import trapline.delivery.Channels;
import trapline.delivery.DeliveryOutcome;
import trapline.delivery.Inbound;
import trapline.delivery.Masking;
import trapline.delivery.Message;
import trapline.delivery.Uploads;
import trapline.delivery.WhatsAppChannel;
import trapline.stage.PermanentFailure;

/**
 * Sends a message to one number on WhatsApp: as it is to who has written within a day, else as the
 * approved template with its picture and four words. Each picture is uploaded once a channel.
 */
public class WhatsAppSink {
    /** Meta keeps uploads for 30 days. */
    private static final Duration KEPT = Duration.ofDays(29);

    /** Meta counts 24 hours; an hour less, for what is on its way. */
    private static final Duration WINDOW = Duration.ofHours(23);

    private static final int LONGEST_CAPTION = 1024;
    private static final int LONGEST_WORD = 200;

    private final Channels channels;
    private final SinkMessages messages;
    private final Inbound inbound;
    private final Uploads uploads;
    private final WhatsAppApi api;
    private final WhatsAppAnswers answers;

    public WhatsAppSink(
            Channels channels,
            SinkMessages messages,
            Inbound inbound,
            Uploads uploads,
            WhatsAppApi api,
            Masking masking) {
        this.channels = channels;
        this.messages = messages;
        this.inbound = inbound;
        this.uploads = uploads;
        this.api = api;
        this.answers = new WhatsAppAnswers(masking);
    }

    /**
     * @param body a {@link Message}, or the text of one
     * @param to whom a text is for; not asked for a message, which knows
     * @throws NotAccepted if WhatsApp did not take it
     */
    public DeliveryOutcome send(Object body, String channelId, String to) {
        var channel = channel(channelId);
        var message = messages.of(body, channelId, to);
        try {
            var said = Optional.<WhatsAppApi.Said>empty();
            if (inbound.hasWritten(channelId, digits(message.recipient()), WINDOW)) {
                said = Optional.of(api.message(channel, free(channel, message)));
            }
            if (said.isEmpty() || said.get().code() == WhatsAppAnswers.OUTSIDE_WINDOW) {
                said = Optional.of(api.message(channel, template(channel, message)));
            }
            return accepted(channel, said.get());
        } catch (PartyClient.NotReached | PartyClient.AnswerLost e) {
            throw new NotAccepted(WhatsAppAnswers.unanswered(channel, e));
        }
    }

    private DeliveryOutcome accepted(WhatsAppChannel channel, WhatsAppApi.Said said) {
        var id = said.body().path("messages").path(0).path("id").asText("");
        if (!said.isOk() || id.isEmpty()) {
            throw new NotAccepted(answers.outcome(channel, said));
        }
        return new DeliveryOutcome.Accepted(id);
    }

    private ObjectNode free(WhatsAppChannel channel, Message message)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        var request = request(message);
        if (message.picture().isPresent()) {
            request.put("type", "image");
            request.putObject("image")
                    .put("id", media(channel, message.picture().get()))
                    .put("caption", cut(message.text(), LONGEST_CAPTION));
        } else {
            request.put("type", "text");
            request.putObject("text").put("preview_url", false).put("body", message.text());
        }
        return request;
    }

    private ObjectNode template(WhatsAppChannel channel, Message message)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        var request = request(message);
        request.put("type", "template");
        var template = request.putObject("template").put("name", channel.template().name());
        template.putObject("language").put("code", channel.template().language());
        var components = template.putArray("components");
        var picture =
                message.picture().orElseGet(() -> new Message.Picture("no picture", nothing()));
        components
                .addObject()
                .put("type", "header")
                .putArray("parameters")
                .addObject()
                .put("type", "image")
                .putObject("image")
                .put("id", media(channel, picture));
        var words = components.addObject().put("type", "body").putArray("parameters");
        words(message).forEach(word -> words.addObject().put("type", "text").put("text", word));
        return request;
    }

    private static ObjectNode request(Message message) {
        var request = WhatsAppApi.JSON.createObjectNode();
        request.put("messaging_product", "whatsapp").put("recipient_type", "individual");
        request.put("to", digits(message.recipient()));
        request.put("biz_opaque_callback_data", message.id());
        return request;
    }

    /** What, where, when, and the number to ask about. */
    private static List<String> words(Message message) {
        return message
                .dispatch()
                .map(dispatch -> new AlertText(dispatch, Optional.empty()))
                .map(text -> List.of(what(text), text.place(), text.time(), message.id()))
                .orElseGet(() -> List.of(message.text(), "-", "-", message.id()))
                .stream()
                .map(WhatsAppSink::word)
                .toList();
    }

    private static String what(AlertText text) {
        return text.ending().map(end -> text.what() + ". " + end).orElse(text.what());
    }

    /** A template takes no line ends, no tabs, and no more than four blanks in a row. */
    private static String word(String text) {
        var word = cut(text.replaceAll("[\\p{Cc}\\s]+", " ").strip(), LONGEST_WORD);
        return word.isEmpty() ? "-" : word;
    }

    private String media(WhatsAppChannel channel, Message.Picture picture)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        var known = uploads.find(channel.channelId(), picture.key(), KEPT);
        if (known.isPresent()) {
            return known.get();
        }
        WhatsAppApi.Said said;
        try {
            said = api.upload(channel, picture.jpeg());
        } catch (PartyClient.AnswerLost e) {
            // Nothing was sent to anybody yet, so this is no lost message.
            throw new PartyClient.NotReached("did not take the picture: " + e.getMessage());
        }
        var id = said.body().path("id").asText("");
        if (!said.isOk() || id.isEmpty()) {
            throw new NotAccepted(answers.outcome(channel, said));
        }
        uploads.keep(channel.channelId(), picture.key(), id);
        return id;
    }

    /** The template has a place for a picture, also when there is none. */
    private static byte[] nothing() {
        var image = new BufferedImage(320, 180, BufferedImage.TYPE_3BYTE_BGR);
        try (var bytes = new ByteArrayOutputStream()) {
            ImageIO.write(image, "jpeg", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing a JPEG to memory failed", e);
        }
    }

    static String digits(String number) {
        var digits = number.startsWith("+") ? number.substring(1) : number;
        if (!digits.matches("[1-9]\\d{6,14}")) {
            throw new PermanentFailure(
                    "The recipient is no number with country code, such as +254700000001. Correct"
                            + " it in rules.yaml.");
        }
        return digits;
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }

    private WhatsAppChannel channel(String channelId) {
        return channels.find(channelId)
                .filter(WhatsAppChannel.class::isInstance)
                .map(WhatsAppChannel.class::cast)
                .orElseThrow(
                        () ->
                                new PermanentFailure(
                                        "There is no WhatsApp channel %s.".formatted(channelId)));
    }
}
