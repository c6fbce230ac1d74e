package trapline.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import trapline.testing.TestClock;

class PacesTest {
    private final TestClock clock = TestClock.at("2026-03-01T12:00:00Z");
    private final Paces paces = new Paces(clock);
    private final Channel bot =
            new TelegramChannel(
                    "bot",
                    URI.create("https://api.telegram.org"),
                    "123456789:AAexampleOfAToken0123456789",
                    TelegramChannel.Answers.OFF,
                    false,
                    Optional.empty(),
                    Duration.ofSeconds(5),
                    Patience.DEFAULT);

    @Test
    void keepsThePlaceOfWhoMustWait() {
        var first = UUID.randomUUID();
        var second = UUID.randomUUID();
        paces.reserve(UUID.randomUUID(), bot, "42", 1);

        var wait = paces.reserve(first, bot, "42", 1);
        var longer = paces.reserve(second, bot, "42", 1);
        var again = paces.reserve(first, bot, "42", 1);

        assertThat(wait).isEqualTo(again).isPositive();
        assertThat(longer).isGreaterThan(wait);
        clock.advance(wait);
        assertThat(paces.reserve(first, bot, "42", 1)).isZero();
    }

    @Test
    void writesToAGroupAtMostTwentyTimesInAnyMinute() {
        var sent = new ArrayList<Instant>();
        for (var i = 0; i < 60; i++) {
            var wait = paces.reserve(new UUID(1, i), bot, "-77", 1);
            sent.add(clock.instant().plus(wait));
        }

        for (var i = 20; i < sent.size(); i++) {
            assertThat(Duration.between(sent.get(i - 20), sent.get(i)))
                    .isGreaterThan(Duration.ofSeconds(60));
        }
    }

    @Test
    void holdsOneRecipientAndNoOther() {
        paces.hold(bot, "42", Duration.ofSeconds(30));

        assertThat(paces.reserve(UUID.randomUUID(), bot, "42", 1))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(paces.reserve(UUID.randomUUID(), bot, "43", 1)).isZero();
    }
}
