package trapline.routes.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import trapline.delivery.WhatsAppChannel;

/** The calls of Meta's Cloud API that Trapline uses. */
public class WhatsAppApi {
    static final ObjectMapper JSON = new ObjectMapper();

    private final PartyClient client;

    public WhatsAppApi(PartyClient client) {
        this.client = client;
    }

    /**
     * @param code Meta's own; 0: it gave none
     * @param words Meta's; may repeat what was sent
     */
    record Said(int status, int code, String words, JsonNode body, Duration retryAfter) {
        boolean isOk() {
            return status == 200 && code == 0 && !body.isMissingNode();
        }
    }

    Said message(WhatsAppChannel channel, ObjectNode message)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        return said(
                client.call(
                        request(channel, "messages")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(message.toString())),
                        channel.timeout()));
    }

    Said upload(WhatsAppChannel channel, byte[] jpeg)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        var form =
                new FormData()
                        .text("messaging_product", "whatsapp")
                        .text("type", "image/jpeg")
                        .file("file", "picture.jpg", "image/jpeg", jpeg);
        return said(
                client.call(
                        request(channel, "media")
                                .header("Content-Type", form.contentType())
                                .POST(form.publisher()),
                        channel.timeout()));
    }

    private static HttpRequest.Builder request(WhatsAppChannel channel, String what) {
        var base = channel.baseUrl().toString().replaceAll("/+$", "");
        return HttpRequest.newBuilder(
                        URI.create(
                                "%s/%s/%s/%s"
                                        .formatted(
                                                base,
                                                channel.apiVersion(),
                                                channel.phoneNumberId(),
                                                what)))
                .header("Authorization", "Bearer " + channel.token());
    }

    private static Said said(PartyClient.Answer answer) {
        JsonNode body = MissingNode.getInstance();
        try {
            var read = JSON.readTree(answer.body());
            body = read == null ? body : read;
        } catch (JsonProcessingException e) {
            // A page of a proxy's; its status says enough.
        }
        var error = body.path("error");
        var details = error.path("error_data").path("details").asText("");
        return new Said(
                answer.status(),
                error.path("code").asInt(0),
                details.isEmpty() ? error.path("message").asText("") : details,
                body,
                answer.retryAfter());
    }
}
