package trapline.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import trapline.testing.TestRule;

/** The table of what checks find, {@code checks.csv}: a condition, what is known, the verdict. */
class CheckTableTest {

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/trapline/alert/checks.csv", delimiter = '|', numLinesToSkip = 1)
    void findsWhatTheTableSays(String name, String condition, String facts, String verdict) {
        var known = FakeFacts.of(facts);
        var judged = condition(condition.split(" "));
        var found =
                judged instanceof OnCamera camera
                        ? camera.judge(known)
                        : ((OnInstallation) judged).judge(known).values().iterator().next();

        assertThat(found.state().name().toLowerCase(Locale.ROOT)).as(name).isEqualTo(verdict);
    }

    private static Condition condition(String... words) {
        return switch (words[0]) {
            case "battery" ->
                    new BatteryLow(
                            whole(words[1]),
                            whole(words[2]),
                            words.length > 3
                                    ? OptionalInt.of(whole(words[3]))
                                    : OptionalInt.empty());
            case "card" -> new CardFull(whole(words[1]), whole(words[2]));
            case "silent" -> new Silent(Duration.parse(words[1]));
            case "rhythm" ->
                    new SilentForItsRhythm(Duration.parse(words[1]), Double.parseDouble(words[2]));
            case "unusual" ->
                    new UnusuallySilent(Sensitivity.valueOf(words[1].toUpperCase(Locale.ROOT)));
            case "neighbours" ->
                    new NeighboursSilent(whole(words[1]), 1000, Duration.parse(words[2]));
            case "clock" -> new ClockWrong(Duration.parse(words[1]));
            case "moved" -> new Moved(whole(words[1]));
            case "view" -> new ViewChanged(whole(words[1]));
            case "obstructed" -> new Obstructed(whole(words[1]));
            case "pictures" -> new TooManyPictures(whole(words[1]), Duration.ofDays(1));
            case "sim" -> new SimExpires(whole(words[1]));
            case "nothing" ->
                    new NothingSeen(
                            new TestRule().labels("cow").seen(),
                            LocalTime.parse(words[1]),
                            LocalTime.parse(words[2]),
                            words.length > 3 ? days(words[3]) : Set.of());
            case "channel" -> new ChannelBroken(Duration.parse(words[1]));
            case "stage" -> new StageStalled(Duration.parse(words[1]));
            case "disk" -> new DiskFull(whole(words[1]), whole(words[2]));
            default -> throw new IllegalArgumentException("unknown in the table: " + words[0]);
        };
    }

    private static Set<DayOfWeek> days(String name) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().toLowerCase(Locale.ROOT).startsWith(name))
                .collect(Collectors.toSet());
    }

    private static int whole(String text) {
        return Integer.parseInt(text);
    }
}
