package trapline.delivery;

import java.time.Duration;

/** At most so many messages in any such time. */
public record Rate(int messages, Duration per) {

    public Rate {
        if (messages < 1 || per.isNegative() || per.isZero()) {
            throw new IllegalArgumentException("no rate: %d in %s".formatted(messages, per));
        }
    }
}
