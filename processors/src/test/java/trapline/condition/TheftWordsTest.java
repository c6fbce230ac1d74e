package trapline.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import trapline.event.Fact;

/** What a ranger reads when a camera may be gone: what speaks for a theft, and what against. */
class TheftWordsTest {
    private static final UnusuallySilent UNUSUAL = new UnusuallySilent(Sensitivity.MEDIUM);

    @Test
    void namesFirstWhoWasThereBeforeTheSilence() {
        var verdict =
                UNUSUAL.judge(FakeFacts.of("silent=PT7H rhythm=20,PT2H visitor=PT5M battery=80"));

        assertThat(verdict.headline()).isEqualTo("North silent for 7 hours, longer than usual");
        assertThat(verdict.facts())
                .containsExactly(
                        new Fact("Seen before that", "a person at 2026-03-10 04:55"),
                        new Fact("Last heard of", "2026-03-10 05:00"),
                        new Fact("Usual gap", "2 hours"),
                        new Fact("Battery then", "80 percent"));
    }

    @Test
    void saysThatItMayBeTheNetworkWhenAllFellSilentTogether() {
        var verdict =
                UNUSUAL.judge(
                        FakeFacts.of("silent=PT30H rhythm=20,PT2H near=PT29H30M/PT2H,PT31H/PT2H"));

        assertThat(verdict.facts())
                .contains(
                        new Fact("Within 1 km", "2 of 2 others silent too: North, North"),
                        new Fact("Perhaps", "no theft: all fell silent within the same hour"));
    }

    @Test
    void doesNotSaySoWhenOneStillTalksOrFellSilentLater() {
        assertThat(names("silent=PT30H rhythm=20,PT2H near=PT30H/PT2H,PT1H/PT2H"))
                .doesNotContain("Perhaps");
        assertThat(names("silent=PT30H rhythm=20,PT2H near=PT30H/PT2H,PT25H/PT2H"))
                .doesNotContain("Perhaps");
        assertThat(names("silent=PT30H rhythm=20,PT2H near=PT30H/PT2H")).doesNotContain("Perhaps");
    }

    @Test
    void saysSinceWhenNeighboursAreSilent() {
        var verdict =
                new NeighboursSilent(2, 1000, Duration.ofDays(1))
                        .judge(FakeFacts.of("silent=P2D visitor=PT1M near=P3D,PT26H,PT1H"));

        assertThat(verdict.headline()).isEqualTo("North silent for 2 days with 2 neighbours");
        assertThat(verdict.facts())
                .containsExactly(
                        new Fact("Last heard of", "2026-03-08 12:00"),
                        new Fact("Silent too", "North (3 days), North (26 hours)"),
                        new Fact("Seen before that", "a person at 2026-03-08 11:59"));
    }

    private static List<String> names(String facts) {
        return UNUSUAL.judge(FakeFacts.of(facts)).facts().stream().map(Fact::name).toList();
    }
}
