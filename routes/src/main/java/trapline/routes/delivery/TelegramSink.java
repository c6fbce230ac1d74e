package trapline.routes.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import trapline.delivery.Channels;
import trapline.delivery.DeliveryOutcome;
import trapline.delivery.LinkedChats;
import trapline.delivery.Masking;
import trapline.delivery.Message;
import trapline.delivery.TelegramChannel;
import trapline.delivery.Uploads;
import trapline.stage.PermanentFailure;

/**
 * Sends a message to one chat on Telegram, or changes one that was sent: each picture is uploaded
 * once a bot, texts that Telegram cannot read go without markup, pictures it finds too long or too
 * wide go as files, and groups that got a new id are found there.
 */
public class TelegramSink {
    private static final Duration KEPT = Duration.ofDays(30);

    /** A message is asked for at most so often in one attempt, each time in another way. */
    private static final int MOST_WAYS = 5;

    private final Channels channels;
    private final SinkMessages messages;
    private final LinkedChats chats;
    private final Uploads uploads;
    private final TelegramApi api;
    private final TelegramAnswers answers;

    public TelegramSink(
            Channels channels,
            SinkMessages messages,
            LinkedChats chats,
            Uploads uploads,
            TelegramApi api,
            Masking masking) {
        this.channels = channels;
        this.messages = messages;
        this.chats = chats;
        this.uploads = uploads;
        this.api = api;
        this.answers = new TelegramAnswers(masking);
    }

    /**
     * How one message is asked for; each refusal that can be helped changes it.
     *
     * @param markup whether the text has tags
     * @param asFile whether the picture goes as a file
     * @param fileId of a picture that Telegram has already
     */
    private record Way(String chat, boolean markup, boolean asFile, Optional<String> fileId) {}

    /**
     * @param body a {@link Message}, or the text of one
     * @param to whom a text is for; not asked for a message, which knows
     * @throws NotAccepted if Telegram did not take it
     */
    public DeliveryOutcome send(Object body, String channelId, String to) {
        var bot = bot(channelId);
        var message = messages.of(body, channelId, to);
        var way = new Way(chat(bot, message.recipient()), true, false, known(bot, message));
        for (var ways = 0; ways < MOST_WAYS; ways++) {
            TelegramApi.Said said;
            try {
                said =
                        message.edits().isPresent()
                                ? edit(bot, message, way)
                                : post(bot, message, way);
            } catch (PartyClient.NotReached | PartyClient.AnswerLost e) {
                throw new NotAccepted(TelegramAnswers.unanswered(e));
            }
            if (said.isOk()) {
                return accepted(bot, message, way, said.result());
            }
            var next = another(bot, message, way, said);
            if (next.isEmpty()) {
                throw refused(bot, message, way, said);
            }
            way = next.get();
        }
        throw new NotAccepted(
                new DeliveryOutcome.Refused("Telegram refused the message in every form."));
    }

    private TelegramApi.Said post(TelegramChannel bot, Message message, Way way)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        if (!message.album().isEmpty() && !way.asFile()) {
            return album(bot, message, way);
        }
        if (message.picture().isEmpty()) {
            var body = body(message, way);
            body.put("text", text(message, way));
            body.putObject("link_preview_options").put("is_disabled", true);
            return api.call(bot, "sendMessage", body, bot.timeout());
        }
        var field = way.asFile() ? "document" : "photo";
        var method = way.asFile() ? "sendDocument" : "sendPhoto";
        if (way.fileId().isPresent() && !way.asFile()) {
            var body = body(message, way);
            body.put("caption", text(message, way)).put(field, way.fileId().get());
            return api.call(bot, method, body, bot.timeout());
        }
        var form = new FormData();
        body(message, way)
                .properties()
                .forEach(entry -> form.text(entry.getKey(), asText(entry.getValue())));
        form.text("caption", text(message, way));
        form.file(field, "picture.jpg", "image/jpeg", message.picture().get().jpeg());
        return api.upload(bot, method, form);
    }

    /** The words stand under the first picture, and so under all. No buttons are allowed here. */
    private TelegramApi.Said album(TelegramChannel bot, Message message, Way way)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        var form = new FormData();
        form.text("chat_id", way.chat());
        form.text("disable_notification", "true");
        var media = TelegramApi.JSON.createArrayNode();
        for (var i = 0; i < message.album().size(); i++) {
            var one = media.addObject().put("type", "photo").put("media", "attach://f" + i);
            if (i == 0) {
                one.put("caption", text(message, way));
                if (way.markup()) {
                    one.put("parse_mode", "HTML");
                }
            }
        }
        form.text("media", media.toString());
        for (var i = 0; i < message.album().size(); i++) {
            form.file("f" + i, "picture.jpg", "image/jpeg", message.album().get(i).jpeg());
        }
        return api.upload(bot, "sendMediaGroup", form);
    }

    private TelegramApi.Said edit(TelegramChannel bot, Message message, Way way)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        var receipt = TelegramReceipt.parse(message.edits().orElseThrow());
        var body = body(message, way);
        body.put("chat_id", receipt.chat()).put("message_id", receipt.messageId());
        body.put(receipt.hasPicture() ? "caption" : "text", text(message, way));
        var method = receipt.hasPicture() ? "editMessageCaption" : "editMessageText";
        return api.call(bot, method, body, bot.timeout());
    }

    private static ObjectNode body(Message message, Way way) {
        var body = TelegramApi.JSON.createObjectNode();
        body.put("chat_id", way.chat());
        if (way.markup() && message.dispatch().isPresent()) {
            body.put("parse_mode", "HTML");
        }
        if (!message.actions().isEmpty()) {
            var row = body.putObject("reply_markup").putArray("inline_keyboard").addArray();
            for (var action : message.actions()) {
                var button = row.addObject().put("text", action.words());
                if (action.kind() == Message.Action.Kind.ACKNOWLEDGE) {
                    button.put("callback_data", "ack:" + shortened(action.value()));
                } else {
                    button.put("url", action.value());
                }
            }
        }
        return body;
    }

    /** Buttons carry 64 bytes at most. */
    static String shortened(String uuid) {
        var id = UUID.fromString(uuid);
        var bytes = ByteBuffer.allocate(16);
        bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static String asText(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static String text(Message message, Way way) {
        return way.markup() || message.dispatch().isEmpty()
                ? message.text()
                : message.text()
                        .replaceAll("<[^>]*>", "")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&amp;", "&");
    }

    /** Another way to ask, where the refusal leaves one. */
    private Optional<Way> another(
            TelegramChannel bot, Message message, Way way, TelegramApi.Said said) {
        var moved = said.parameters().path("migrate_to_chat_id");
        if (moved.isNumber()) {
            chats.moved(bot.channelId(), message.recipient(), way.chat(), moved.asText());
            return Optional.of(new Way(moved.asText(), way.markup(), way.asFile(), way.fileId()));
        }
        if (said.code() != 400) {
            return Optional.empty();
        }
        if (way.markup() && said.description().contains("can't parse entities")) {
            return Optional.of(new Way(way.chat(), false, way.asFile(), way.fileId()));
        }
        if (way.fileId().isPresent() && said.description().contains("wrong file identifier")) {
            message.picture().ifPresent(p -> uploads.forget(bot.channelId(), p.key()));
            return Optional.of(new Way(way.chat(), way.markup(), way.asFile(), Optional.empty()));
        }
        if (!way.asFile()
                && message.picture().isPresent()
                && TelegramAnswers.isAboutThePhoto(said.description())) {
            return Optional.of(new Way(way.chat(), way.markup(), true, Optional.empty()));
        }
        return Optional.empty();
    }

    private DeliveryOutcome accepted(TelegramChannel bot, Message message, Way way, JsonNode said) {
        var result = said.isArray() ? said.path(0) : said;
        var sizes = result.path("photo");
        if (message.picture().isPresent()
                && message.album().isEmpty()
                && way.fileId().isEmpty()
                && !sizes.isEmpty()) {
            uploads.keep(
                    bot.channelId(),
                    message.picture().get().key(),
                    sizes.path(sizes.size() - 1).path("file_id").asText());
        }
        if (message.edits().isPresent()) {
            return new DeliveryOutcome.Accepted(message.edits().get());
        }
        return new DeliveryOutcome.Accepted(
                new TelegramReceipt(
                                way.chat(),
                                result.path("message_id").asLong(),
                                message.picture().isPresent())
                        .toString());
    }

    private NotAccepted refused(
            TelegramChannel bot, Message message, Way way, TelegramApi.Said said) {
        if (message.edits().isPresent() && said.description().contains("message is not modified")) {
            return new NotAccepted(new DeliveryOutcome.Refused("The message says so already."));
        }
        var outcome = answers.outcome(bot, said);
        if (said.code() == 403) {
            chats.unlink(bot.channelId(), message.recipient(), way.chat(), outcome.reasonOrNull());
        }
        return new NotAccepted(outcome);
    }

    private Optional<String> known(TelegramChannel bot, Message message) {
        return message.picture().flatMap(p -> uploads.find(bot.channelId(), p.key(), KEPT));
    }

    /** A name stands for the chat that was linked; a number for itself. */
    private String chat(TelegramChannel bot, String recipient) {
        var linked = chats.find(bot.channelId(), recipient);
        if (linked.isPresent() && !linked.get().linked()) {
            throw new PermanentFailure(
                    "The recipient gets no more messages here: %s Link the chat again."
                            .formatted(linked.get().reason()));
        }
        return linked.map(LinkedChats.LinkedChat::chat)
                .or(() -> Optional.of(recipient).filter(id -> id.matches("-?\\d{1,19}")))
                .orElseThrow(
                        () ->
                                new PermanentFailure(
                                        "The recipient has not linked a chat yet. Make a link and"
                                                + " have it opened, then redrive."));
    }

    private TelegramChannel bot(String channelId) {
        return channels.find(channelId)
                .filter(TelegramChannel.class::isInstance)
                .map(TelegramChannel.class::cast)
                .orElseThrow(
                        () ->
                                new PermanentFailure(
                                        "There is no Telegram channel %s.".formatted(channelId)));
    }
}
