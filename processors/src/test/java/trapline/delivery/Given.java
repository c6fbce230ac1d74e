package trapline.delivery;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Channels and messages that tests begin with. */
final class Given {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofHours(1));
    static final Channel.Email MAIL =
            new Channel.Email(
                    "mail",
                    "mail.example.org",
                    587,
                    Channel.Security.STARTTLS,
                    Optional.of("trapline"),
                    Optional.of("correct horse"),
                    "Trapline <trapline@example.org>",
                    Optional.empty(),
                    Optional.empty(),
                    Duration.ofSeconds(15),
                    PATIENCE);
    static final Channel.Webhook HOOK =
            new Channel.Webhook(
                    "hook",
                    URI.create("https://hooks.example.org/services/T0KEN?key=s3cret"),
                    Optional.of("0123456789abcdef"),
                    Optional.empty(),
                    Duration.ofSeconds(15),
                    PATIENCE);

    private Given() {}

    /** An alert about two deer at North Gate, with what a test says otherwise. */
    static Dispatch dispatch(String label, String camera, Optional<String> site) {
        var delivery =
                new Delivery(
                        new UUID(7, 1),
                        new UUID(7, 2),
                        new UUID(7, 3),
                        "mail",
                        "ranger@example.org",
                        Delivery.State.DUE);
        return new Dispatch(
                delivery,
                new UUID(7, 4),
                new UUID(7, 5),
                "deer-at-night",
                label,
                2,
                0.914,
                NOON,
                NOON,
                NOON,
                ZoneId.of("Europe/Berlin"),
                camera,
                site,
                Optional.of(52.5),
                Optional.of(-13.25),
                List.of(
                        new Dispatch.Seen(
                                "animal", 0.95, Optional.of(label), List.of(0.1, 0.1, 0.2, 0.2))),
                new UUID(7, 6),
                1,
                1,
                NOON,
                true);
    }
}
