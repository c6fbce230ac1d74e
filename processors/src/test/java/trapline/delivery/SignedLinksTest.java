package trapline.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import trapline.testing.TestClock;

class SignedLinksTest {
    private static final UUID DELIVERY = UUID.randomUUID();

    private static final String LETTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final TestClock clock = TestClock.at("2026-03-01T12:00:00Z");
    private final SignedLinks links = new SignedLinks("the secret of this installation", clock);

    @Test
    void saysWhatALinkIsFor() {
        var code = links.code(SignedLinks.Purpose.UNSUBSCRIBE, DELIVERY);

        assertThat(links.read(code))
                .contains(new SignedLinks.Asked(SignedLinks.Purpose.UNSUBSCRIBE, DELIVERY));
        assertThat(code).matches("[\\w-]+");
    }

    @Test
    void readsNothingThatWasChangedOrMadeElsewhere() {
        var code = links.code(SignedLinks.Purpose.ACKNOWLEDGE, DELIVERY);
        var elsewhere = new SignedLinks("another", clock);

        for (var i = 0; i < code.length(); i++) {
            for (var other : LETTERS.replace(code.substring(i, i + 1), "").toCharArray()) {
                var changed = code.substring(0, i) + other + code.substring(i + 1);
                assertThat(links.read(changed)).as(changed).isEmpty();
            }
        }
        assertThat(links.read(elsewhere.code(SignedLinks.Purpose.ACKNOWLEDGE, DELIVERY))).isEmpty();
        assertThat(links.read("")).isEmpty();
        assertThat(links.read("äöü")).isEmpty();
    }

    @Test
    void readsNothingThatIsTooOld() {
        var code = links.code(SignedLinks.Purpose.ACKNOWLEDGE, DELIVERY);

        clock.advance(Duration.ofDays(31));

        assertThat(links.read(code)).isEmpty();
    }

    @Test
    void readsALinkToAPictureForTwoDays() {
        var code = links.code(SignedLinks.Purpose.PICTURE, DELIVERY);

        clock.advance(Duration.ofDays(2));
        assertThat(links.read(code))
                .contains(new SignedLinks.Asked(SignedLinks.Purpose.PICTURE, DELIVERY));
        clock.advance(Duration.ofSeconds(1));
        assertThat(links.read(code)).isEmpty();
    }
}
