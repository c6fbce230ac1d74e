package trapline.routes.delivery;

import java.net.URI;
import java.net.http.HttpRequest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import trapline.delivery.AlertText;
import trapline.delivery.DeliveryOutcome;
import trapline.delivery.PushChannel;
import trapline.delivery.PushKeys;
import trapline.delivery.PushServers;
import trapline.delivery.PushSubscription;

/** Hands notifications to the push servers of browsers' makers, and knows what they answer. */
class PushServer {
    private static final Set<Integer> LATER = Set.of(408, 421, 425, 429);
    private static final Set<Integer> GONE = Set.of(404, 410);
    private static final Duration LIMITED = Duration.ofSeconds(60);
    private static final int LONGEST_WORDS = 200;

    private final PartyClient client;
    private final PushKeys keys;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    PushServer(PartyClient client, PushKeys keys, Clock clock) {
        this.client = client;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * How a notification travels.
     *
     * @param alive how long the push server keeps it for a browser that is off
     * @param urgency very-low, low, normal or high (RFC 8030, section 5.3)
     * @param topic a later one of the same topic replaces one that waits; at most 32 characters
     */
    record Travel(Duration alive, String urgency, String topic) {}

    /** What became of it; empty: the push server does not know the browser any more. */
    Optional<DeliveryOutcome> push(
            PushChannel channel, PushSubscription to, byte[] text, Travel travel) {
        if (!PushServers.allows(to.endpoint(), channel.servers())) {
            return Optional.of(
                    new DeliveryOutcome.Refused(
                            "The push server %s is not one that may be used."
                                    .formatted(to.server())));
        }
        var salt = new byte[PushCipher.SALT_BYTES];
        random.nextBytes(salt);
        var body = PushCipher.encrypt(text, to.publicKey(), to.auth(), PushKeys.make(), salt);
        var endpoint = URI.create(to.endpoint());
        var request =
                HttpRequest.newBuilder(endpoint)
                        .header("Content-Type", "application/octet-stream")
                        .header("Content-Encoding", "aes128gcm")
                        .header("TTL", String.valueOf(travel.alive().toSeconds()))
                        .header("Urgency", travel.urgency())
                        .header("Topic", travel.topic())
                        .header(
                                "Authorization",
                                PushToken.authorization(
                                        keys, endpoint, channel.contact(), clock.instant()))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        try {
            return judge(to, client.call(request, channel.timeout()));
        } catch (PartyClient.NotReached e) {
            return Optional.of(
                    new DeliveryOutcome.Deferred(
                            "The push server %s %s.".formatted(to.server(), e.getMessage()),
                            Duration.ZERO));
        } catch (PartyClient.AnswerLost e) {
            return Optional.of(
                    new DeliveryOutcome.Unknown(
                            "The push server %s did not say whether it has the message: %s."
                                    .formatted(to.server(), e.getMessage())));
        }
    }

    /** One server's trouble is no other's, so each answer concerns the recipient alone. */
    private static Optional<DeliveryOutcome> judge(PushSubscription to, PartyClient.Answer answer) {
        var status = answer.status();
        if (GONE.contains(status)) {
            return Optional.empty();
        }
        if (status >= 200 && status < 300) {
            return Optional.of(new DeliveryOutcome.Accepted(String.valueOf(status)));
        }
        var said =
                "The push server %s answered %d: %s"
                        .formatted(to.server(), status, words(to, answer.body()));
        if (status >= 500 || LATER.contains(status)) {
            var wait =
                    status == 429 && answer.retryAfter().isZero() ? LIMITED : answer.retryAfter();
            return Optional.of(new DeliveryOutcome.Deferred(said, wait));
        }
        return Optional.of(new DeliveryOutcome.Refused(said));
    }

    /** Servers repeat addresses, and who knows one can send. */
    private static String words(PushSubscription to, String body) {
        var path = Optional.ofNullable(URI.create(to.endpoint()).getRawPath()).orElse("");
        var last = path.substring(path.lastIndexOf('/') + 1);
        var masked =
                body.replace(to.endpoint(), "***").replace(path.isEmpty() ? "\0" : path, "***");
        return AlertText.cut(
                masked.replace(last.isEmpty() ? "\0" : last, "***").strip(), LONGEST_WORDS);
    }
}
