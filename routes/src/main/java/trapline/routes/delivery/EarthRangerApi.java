package trapline.routes.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import trapline.delivery.EarthRangerChannel;

/** The calls of an EarthRanger site's API that Trapline uses. */
public class EarthRangerApi {
    static final ObjectMapper JSON = new ObjectMapper();
    static final int PAGE = 200;
    private static final int LONGEST_WORDS = 2000;

    private final PartyClient client;
    private final EarthRangerTokens tokens;

    public EarthRangerApi(PartyClient client, EarthRangerTokens tokens) {
        this.client = client;
        this.tokens = tokens;
    }

    /**
     * @param data what is inside the envelope; missing when the answer was no JSON
     * @param words what the site says was wrong; may repeat what was sent
     */
    record Said(int status, JsonNode data, String words, Duration retryAfter) {
        boolean isDone() {
            return status >= 200 && status < 300 && !data.isMissingNode();
        }
    }

    Said post(EarthRangerChannel channel, String path, JsonNode body)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        return send(channel, "POST", path, body);
    }

    Said patch(EarthRangerChannel channel, String path, JsonNode body)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        return send(channel, "PATCH", path, body);
    }

    Said get(EarthRangerChannel channel, String path)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        return call(channel, HttpRequest.newBuilder(address(channel, path)).GET());
    }

    /** Reports of the channel's type that changed since then, newest first. */
    Said events(EarthRangerChannel channel, Instant since, int page)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        return get(
                channel,
                "activity/events?event_type=%s&updated_since=%s&sort_by=-created_at&include_notes=true&page_size=%d&page=%d"
                        .formatted(
                                channel.eventType(),
                                URLEncoder.encode(since.toString(), StandardCharsets.UTF_8),
                                PAGE,
                                page));
    }

    Said attach(EarthRangerChannel channel, String event, String fileName, byte[] jpeg)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        var form = new FormData().file("filecontent.file", fileName, "image/jpeg", jpeg);
        return call(
                channel,
                HttpRequest.newBuilder(address(channel, "activity/event/" + event + "/files/"))
                        .header("Content-Type", form.contentType())
                        .POST(form.publisher()));
    }

    private Said send(EarthRangerChannel channel, String method, String path, JsonNode body)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        return call(
                channel,
                HttpRequest.newBuilder(address(channel, path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /** A token of a login may end early; then another is fetched, once. */
    private Said call(EarthRangerChannel channel, HttpRequest.Builder request)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        var token = tokens.of(channel);
        var said = once(channel, request, token);
        if (said.status() == 401 && channel.access() instanceof EarthRangerChannel.Access.Login) {
            tokens.drop(channel, token);
            return once(channel, request, tokens.of(channel));
        }
        return said;
    }

    private Said once(EarthRangerChannel channel, HttpRequest.Builder request, String token)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        return said(
                client.call(
                        request.setHeader("Authorization", "Bearer " + token), channel.timeout()));
    }

    private static URI address(EarthRangerChannel channel, String path) {
        return URI.create(base(channel) + "/api/v1.0/" + path);
    }

    static String base(EarthRangerChannel channel) {
        return channel.site().toString().replaceAll("/+$", "");
    }

    /** Success stands inside an envelope; errors that the site raised stand beside it. */
    static Said said(PartyClient.Answer answer) {
        var body = read(answer.body());
        var data = body.hasNonNull("data") ? body.path("data") : body;
        var detail = body.path("status").path("detail").asText("");
        var words = detail;
        if (words.isEmpty()) {
            words = data.isMissingNode() ? answer.body() : data.toString();
        }
        return new Said(
                answer.status(),
                data,
                words.substring(0, Math.min(words.length(), LONGEST_WORDS)),
                answer.retryAfter());
    }

    private static JsonNode read(String body) {
        try {
            var json = JSON.readTree(body);
            return json == null ? MissingNode.getInstance() : json;
        } catch (JsonProcessingException e) {
            // A page of a proxy's; its status says enough.
            return MissingNode.getInstance();
        }
    }
}
