package trapline.routes.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trapline.delivery.Answer;
import trapline.delivery.AnswerStep;
import trapline.delivery.Inbound;
import trapline.delivery.SignalChannel;

/**
 * What people write to a number on Signal, and how they react to messages. The gateway forgets what
 * it has handed out, so a crash meanwhile loses it; who gets no answer writes again.
 */
public class SignalAnswersIn {
    private static final Logger log = LoggerFactory.getLogger(SignalAnswersIn.class);

    private final SignalApi api;
    private final Inbound inbound;
    private final AnswerStep answerStep;

    public SignalAnswersIn(SignalApi api, Inbound inbound, AnswerStep answerStep) {
        this.api = api;
        this.inbound = inbound;
        this.answerStep = answerStep;
    }

    /** Asks once, and deals with what there is. */
    void poll(SignalChannel channel) throws PartyClient.NotReached, PartyClient.AnswerLost {
        var said = api.receive(channel);
        if (said.status() != 200) {
            log.atWarn()
                    .addKeyValue("channel", channel.channelId())
                    .log("Answers could not be asked for: the gateway answered {}", said.status());
            return;
        }
        for (var message : said.body()) {
            take(channel, message.path("envelope"));
        }
    }

    private void take(SignalChannel channel, JsonNode envelope) {
        var data = envelope.path("dataMessage");
        var from = envelope.path("sourceNumber").asText(envelope.path("source").asText(""));
        if (data.isMissingNode() || from.isEmpty()) {
            return;
        }
        inbound.wrote(channel.channelId(), from);
        var group = data.path("groupInfo").path("groupId").asText("");
        var chat = group.isEmpty() ? from : group(group);
        said(data)
                .map(
                        said ->
                                new Answer(
                                        channel.channelId(),
                                        chat,
                                        !group.isEmpty(),
                                        envelope.path("sourceName").asText(from),
                                        Optional.empty(),
                                        said))
                .flatMap(answerStep::answer)
                .ifPresent(text -> say(channel, chat, text));
    }

    private static Optional<Answer.Said> said(JsonNode data) {
        var reaction = data.path("reaction");
        if (reaction.isObject()) {
            return reaction.path("isRemove").asBoolean(false)
                    ? Optional.empty()
                    : Optional.of(
                            new Answer.Reacted(
                                    reaction.path("emoji").asText(""),
                                    reaction.path("targetSentTimestamp").asText("")));
        }
        var text = data.path("message").asText("");
        var quoted = data.path("quote").path("id");
        return text.isBlank()
                ? Optional.empty()
                : Optional.of(
                        new Answer.Wrote(
                                text,
                                quoted.isNumber()
                                        ? Optional.of(quoted.asText())
                                        : Optional.empty()));
    }

    /** Messages are sent to the gateway's name of a group, and received with signal-cli's. */
    private static String group(String internal) {
        return "group."
                + Base64.getEncoder().encodeToString(internal.getBytes(StandardCharsets.UTF_8));
    }

    private void say(SignalChannel channel, String chat, String text) {
        var message = SignalApi.JSON.createObjectNode().put("number", channel.number());
        message.putArray("recipients").add(chat);
        message.put("message", text).put("text_mode", "normal");
        try {
            api.send(channel, message);
        } catch (PartyClient.NotReached | PartyClient.AnswerLost e) {
            log.atWarn()
                    .addKeyValue("channel", channel.channelId())
                    .log("Nothing could be said back: the gateway {}", e.getMessage());
        }
    }
}
