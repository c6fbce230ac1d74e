package trapline.routes.delivery;

import java.util.Base64;
import trapline.delivery.Channels;
import trapline.delivery.DeliveryOutcome;
import trapline.delivery.Masking;
import trapline.delivery.Message;
import trapline.delivery.SignalChannel;
import trapline.stage.PermanentFailure;

/**
 * Sends a message to one number or one group on Signal, or changes one that was sent. One recipient
 * a request: only then does the gateway say whether it failed.
 */
public class SignalSink {
    private final Channels channels;
    private final SinkMessages messages;
    private final SignalApi api;
    private final SignalAnswers answers;

    public SignalSink(Channels channels, SinkMessages messages, SignalApi api, Masking masking) {
        this.channels = channels;
        this.messages = messages;
        this.api = api;
        this.answers = new SignalAnswers(masking);
    }

    /**
     * @param body a {@link Message}, or the text of one
     * @param to whom a text is for; not asked for a message, which knows
     * @throws NotAccepted if the gateway did not take it
     */
    public DeliveryOutcome send(Object body, String channelId, String to) {
        var channel = channel(channelId);
        var message = messages.of(body, channelId, to);
        DeliveryOutcome outcome;
        try {
            outcome = answers.outcome(channel, api.send(channel, request(channel, message)));
        } catch (PartyClient.NotReached | PartyClient.AnswerLost e) {
            outcome = SignalAnswers.unanswered(e);
        }
        if (outcome instanceof DeliveryOutcome.Accepted accepted) {
            return message.edits()
                    .<DeliveryOutcome>map(DeliveryOutcome.Accepted::new)
                    .orElse(accepted);
        }
        throw new NotAccepted(outcome);
    }

    private static com.fasterxml.jackson.databind.node.ObjectNode request(
            SignalChannel channel, Message message) {
        var request = SignalApi.JSON.createObjectNode();
        request.put("number", channel.number());
        request.putArray("recipients").add(message.recipient());
        request.put("message", message.text());
        request.put("text_mode", message.dispatch().isPresent() ? "styled" : "normal");
        message.edits()
                .ifPresent(timestamp -> request.put("edit_timestamp", Long.parseLong(timestamp)));
        message.picture()
                .ifPresent(
                        picture ->
                                request.putArray("base64_attachments")
                                        .add(
                                                "data:image/jpeg;filename=picture.jpg;base64,"
                                                        + Base64.getEncoder()
                                                                .encodeToString(picture.jpeg())));
        return request;
    }

    private SignalChannel channel(String channelId) {
        return channels.find(channelId)
                .filter(SignalChannel.class::isInstance)
                .map(SignalChannel.class::cast)
                .orElseThrow(
                        () ->
                                new PermanentFailure(
                                        "There is no Signal channel %s.".formatted(channelId)));
    }
}
