package trapline.routes.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import trapline.delivery.SignalChannel;

/** The calls of the signal-cli REST gateway that Trapline uses. */
public class SignalApi {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration QUICK = Duration.ofSeconds(10);

    private final PartyClient client;

    public SignalApi(PartyClient client) {
        this.client = client;
    }

    /**
     * @param body missing when it was no JSON
     */
    record Said(int status, JsonNode body) {}

    Said send(SignalChannel channel, ObjectNode message)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        return said(
                client.call(
                        HttpRequest.newBuilder(address(channel, "/v2/send"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(message.toString())),
                        channel.timeout()));
    }

    /** Takes what people wrote out of the gateway; it is gone there afterwards. */
    Said receive(SignalChannel channel) throws PartyClient.NotReached, PartyClient.AnswerLost {
        return get(channel, "/v1/receive/%s?timeout=1".formatted(encoded(channel.number())));
    }

    /** The numbers that are registered at the gateway. */
    Said accounts(SignalChannel channel) throws PartyClient.NotReached, PartyClient.AnswerLost {
        return get(channel, "/v1/accounts");
    }

    Said groups(SignalChannel channel) throws PartyClient.NotReached, PartyClient.AnswerLost {
        return get(channel, "/v1/groups/" + encoded(channel.number()));
    }

    private Said get(SignalChannel channel, String path)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        return said(client.call(HttpRequest.newBuilder(address(channel, path)).GET(), QUICK));
    }

    private static URI address(SignalChannel channel, String path) {
        return URI.create(channel.gateway().toString().replaceAll("/+$", "") + path);
    }

    private static String encoded(String number) {
        return URLEncoder.encode(number, StandardCharsets.UTF_8);
    }

    private static Said said(PartyClient.Answer answer) {
        try {
            var json = JSON.readTree(answer.body());
            return new Said(answer.status(), json == null ? MissingNode.getInstance() : json);
        } catch (JsonProcessingException e) {
            // A page of a proxy's; its status says enough.
            return new Said(answer.status(), MissingNode.getInstance());
        }
    }
}
