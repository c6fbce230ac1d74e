package trapline.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import trapline.testing.TestClock;

class ChannelRestTest {
    private final TestClock clock = new TestClock(Given.NOON);
    private final ChannelRest rest = new ChannelRest(clock);

    @Test
    void restsLongerEachTimeTheLoginIsRefusedAgain() {
        assertThat(rest.begin(Given.MAIL, "535")).isEqualTo(Duration.ofSeconds(30));
        assertThat(rest.of(Given.MAIL).orElseThrow())
                .isEqualTo(new ChannelRest.Resting("535", Duration.ofSeconds(30)));
        clock.advance(Duration.ofSeconds(30));
        assertThat(rest.of(Given.MAIL)).isEmpty();

        assertThat(rest.begin(Given.MAIL, "535")).isEqualTo(Duration.ofSeconds(60));
        for (var i = 0; i < 20; i++) {
            clock.advance(Duration.ofMinutes(5));
            rest.begin(Given.MAIL, "535");
        }
        assertThat(rest.of(Given.MAIL).orElseThrow().left()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void restsNoLongerBecauseSeveralWorkersAreRefusedAtOnce() {
        rest.begin(Given.MAIL, "535");
        clock.advance(Duration.ofSeconds(10));

        assertThat(rest.begin(Given.MAIL, "535")).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void wakesWhenItWorksOrWasChanged() {
        var changed =
                new Channel.Email(
                        "mail",
                        "mail.example.org",
                        587,
                        Channel.Security.STARTTLS,
                        Optional.of("trapline"),
                        Optional.of("the right one"),
                        "trapline@example.org",
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(15),
                        Given.PATIENCE);
        rest.begin(Given.MAIL, "535");

        assertThat(rest.of(changed)).isEmpty();
        assertThat(rest.of(Given.HOOK)).isEmpty();
        assertThat(rest.of(Given.MAIL)).isPresent();
        rest.end("mail");
        assertThat(rest.of(Given.MAIL)).isEmpty();
    }
}
