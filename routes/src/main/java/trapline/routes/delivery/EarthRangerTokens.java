package trapline.routes.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import trapline.delivery.DeliveryOutcome;
import trapline.delivery.EarthRangerChannel;
import trapline.delivery.EarthRangerChannel.Access;
import trapline.delivery.Masking;

/** The access tokens of EarthRanger sites, kept until shortly before they end. */
public class EarthRangerTokens {
    /** What sites give to programs that are not theirs. */
    private static final String CLIENT = "das_web_client";

    private static final Duration EARLY = Duration.ofMinutes(5);

    private final PartyClient client;
    private final Masking masking;
    private final Clock clock;
    private final Map<EarthRangerChannel, Granted> granted = new HashMap<>();

    public EarthRangerTokens(PartyClient client, Masking masking, Clock clock) {
        this.client = client;
        this.masking = masking;
        this.clock = clock;
    }

    private record Granted(String token, Instant renewAt) {}

    /**
     * @throws NotAccepted if the site refuses the login
     */
    String of(EarthRangerChannel channel) throws PartyClient.NotReached {
        if (channel.access() instanceof Access.Token token) {
            return token.token();
        }
        var known = known(channel);
        if (known != null && clock.instant().isBefore(known.renewAt())) {
            return known.token();
        }
        var fresh = grant(channel, (Access.Login) channel.access());
        synchronized (granted) {
            granted.put(channel, fresh);
        }
        return fresh.token();
    }

    /** The site does not take it any more. */
    void drop(EarthRangerChannel channel, String token) {
        synchronized (granted) {
            granted.computeIfPresent(
                    channel, (c, held) -> held.token().equals(token) ? null : held);
        }
    }

    private Granted known(EarthRangerChannel channel) {
        synchronized (granted) {
            return granted.get(channel);
        }
    }

    private Granted grant(EarthRangerChannel channel, Access.Login login)
            throws PartyClient.NotReached {
        var form =
                "grant_type=password&username=%s&password=%s&client_id=%s"
                        .formatted(encoded(login.username()), encoded(login.password()), CLIENT);
        PartyClient.Answer answer;
        try {
            answer =
                    client.call(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    EarthRangerApi.base(channel)
                                                            + "/oauth2/token/"))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(HttpRequest.BodyPublishers.ofString(form)),
                            channel.timeout());
        } catch (PartyClient.AnswerLost e) {
            // No report was sent yet, so this is no lost message.
            throw new PartyClient.NotReached("did not answer a login: " + e.getMessage());
        }
        return granted(channel, answer);
    }

    private Granted granted(EarthRangerChannel channel, PartyClient.Answer answer) {
        var body = body(answer);
        var token = body.path("access_token").asText("");
        if (answer.status() == 200 && !token.isEmpty()) {
            var life = Duration.ofSeconds(body.path("expires_in").asLong(0));
            return new Granted(token, clock.instant().plus(life).minus(EARLY));
        }
        if (answer.status() == 400 || answer.status() == 401) {
            throw new NotAccepted(
                    new DeliveryOutcome.Barred(
                            "EarthRanger refused the login: "
                                    + masking.mask(
                                            body.path("error_description")
                                                    .asText(body.path("error").asText("")),
                                            channel)));
        }
        throw new NotAccepted(
                new DeliveryOutcome.Deferred(
                        "EarthRanger answered %d to a login.".formatted(answer.status()),
                        answer.retryAfter(),
                        DeliveryOutcome.Concerns.CHANNEL));
    }

    private static JsonNode body(PartyClient.Answer answer) {
        try {
            return EarthRangerApi.JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            // A page of a proxy's; its status says enough.
            return EarthRangerApi.JSON.createObjectNode();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
