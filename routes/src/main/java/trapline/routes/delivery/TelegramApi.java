package trapline.routes.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import trapline.delivery.TelegramChannel;

/** The methods of Telegram's Bot API that Trapline uses. */
public class TelegramApi {
    static final ObjectMapper JSON = new ObjectMapper();

    private final PartyClient client;

    public TelegramApi(PartyClient client) {
        this.client = client;
    }

    /**
     * What Telegram answered.
     *
     * @param code Telegram's own, else the status
     * @param result missing when it was refused
     * @param description Telegram's words; may repeat what was sent
     * @param parameters hints on what to do
     */
    record Said(int code, JsonNode result, String description, JsonNode parameters) {
        boolean isOk() {
            return code == 200;
        }

        /** How long to wait; zero: it did not say. */
        Duration retryAfter() {
            return Duration.ofSeconds(parameters.path("retry_after").asLong(0));
        }
    }

    Said call(TelegramChannel bot, String method, ObjectNode body, Duration longest)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        return said(
                client.call(
                        HttpRequest.newBuilder(address(bot, method))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body.toString())),
                        longest));
    }

    Said upload(TelegramChannel bot, String method, FormData form)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        return said(
                client.call(
                        HttpRequest.newBuilder(address(bot, method))
                                .header("Content-Type", form.contentType())
                                .POST(form.publisher()),
                        bot.timeout()));
    }

    /** Holds the token, so it must be kept out of every text. */
    private static URI address(TelegramChannel bot, String method) {
        var base = bot.baseUrl().toString().replaceAll("/+$", "");
        return URI.create("%s/bot%s/%s".formatted(base, bot.token(), method));
    }

    /** A proxy in front of Telegram may answer a page; then only the status counts. */
    private static Said said(PartyClient.Answer answer) {
        try {
            var json = JSON.readTree(answer.body());
            if (json != null && json.path("ok").isBoolean()) {
                return new Said(
                        json.path("ok").asBoolean()
                                ? 200
                                : json.path("error_code").asInt(answer.status()),
                        json.path("result"),
                        json.path("description").asText(""),
                        json.path("parameters"));
            }
        } catch (JsonProcessingException e) {
            // Handled below, by the status alone.
        }
        var code = answer.status() == 200 ? 502 : answer.status();
        return new Said(
                code,
                MissingNode.getInstance(),
                "no answer of Telegram's",
                MissingNode.getInstance());
    }
}
