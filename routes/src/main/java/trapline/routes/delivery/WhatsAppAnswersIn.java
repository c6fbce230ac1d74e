package trapline.routes.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import trapline.delivery.Answer;
import trapline.delivery.AnswerStep;
import trapline.delivery.Inbound;
import trapline.delivery.ReportStep;
import trapline.delivery.WhatsAppChannel;

/** What Meta sends: how messages ended, and what people wrote. Each may come more than once. */
public class WhatsAppAnswersIn {
    static final String SIGNATURE_HEADER = "X-Hub-Signature-256";

    private final Inbound inbound;
    private final AnswerStep answerStep;
    private final ReportStep reportStep;

    public WhatsAppAnswersIn(Inbound inbound, AnswerStep answerStep, ReportStep reportStep) {
        this.inbound = inbound;
        this.answerStep = answerStep;
        this.reportStep = reportStep;
    }

    /** Whether Meta has signed exactly these bytes with the channel's secret. */
    static boolean isSigned(WhatsAppChannel.Hook hook, Optional<String> signature, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(
                            hook.appSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var ours = "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
            return MessageDigest.isEqual(
                    ours.getBytes(StandardCharsets.UTF_8),
                    signature.orElse("").getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    void take(WhatsAppChannel channel, JsonNode event) {
        for (var entry : event.path("entry")) {
            for (var change : entry.path("changes")) {
                var value = change.path("value");
                value.path("statuses").forEach(status -> status(channel, status));
                value.path("messages").forEach(message -> message(channel, message));
            }
        }
    }

    private void status(WhatsAppChannel channel, JsonNode status) {
        var receipt = status.path("id").asText("");
        var delivery = delivery(status.path("biz_opaque_callback_data").asText(""));
        if (receipt.isEmpty()) {
            return;
        }
        if (status.path("status").asText("").equals("failed")) {
            var error = status.path("errors").path(0);
            reportStep.report(
                    new ReportStep.Report(
                            channel.channelId(),
                            receipt,
                            delivery,
                            Optional.of(
                                    "WhatsApp said later, code %d: %s"
                                            .formatted(
                                                    error.path("code").asInt(0),
                                                    error.path("title").asText("")))));
        } else {
            reportStep.report(
                    new ReportStep.Report(
                            channel.channelId(), receipt, delivery, Optional.empty()));
        }
    }

    private void message(WhatsAppChannel channel, JsonNode message) {
        var from = message.path("from").asText("");
        if (!from.matches("\\d{7,15}")) {
            return;
        }
        inbound.wrote(channel.channelId(), from);
        said(message)
                .ifPresent(
                        said ->
                                answerStep.answer(
                                        new Answer(
                                                channel.channelId(),
                                                from,
                                                false,
                                                "+" + from,
                                                Optional.empty(),
                                                said)));
    }

    private static Optional<Answer.Said> said(JsonNode message) {
        var about =
                Optional.of(message.path("context").path("id").asText(""))
                        .filter(id -> !id.isEmpty());
        return switch (message.path("type").asText("")) {
            case "text" ->
                    Optional.of(
                            new Answer.Wrote(message.path("text").path("body").asText(""), about));
            case "button" -> Optional.of(new Answer.Wrote("ack", about));
            case "reaction" ->
                    Optional.of(
                            new Answer.Reacted(
                                    message.path("reaction").path("emoji").asText(""),
                                    message.path("reaction").path("message_id").asText("")));
            default -> Optional.empty();
        };
    }

    private static Optional<UUID> delivery(String callback) {
        return callback.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? Optional.of(UUID.fromString(callback))
                : Optional.empty();
    }
}
