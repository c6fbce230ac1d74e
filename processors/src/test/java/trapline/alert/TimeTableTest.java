package trapline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import trapline.condition.HourWindow;

/** The table of who is told when, {@code times.csv}: quiet hours, digests, rosters. */
class TimeTableTest {

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/trapline/alert/times.csv", delimiter = '|', numLinesToSkip = 1)
    void holdsTheTimesOfTheTable(
            String name, String what, String zone, String now, String expected) {
        var at = Instant.parse("2026-" + now.replace("Z", ":00Z"));
        var place = ZoneId.of(zone);
        var rest = what.substring(what.indexOf(' ') + 1);
        var found =
                switch (what.substring(0, what.indexOf(' '))) {
                    case "quiet" ->
                            new QuietHours(window(rest), place)
                                    .endAfter(at)
                                    .map(TimeTableTest::shown)
                                    .orElse("-");
                    case "digest" -> shown(digest(rest.split(" "), place).lastDue(at));
                    default -> onCall(rest, place, at);
                };

        assertThat(found).as(name).isEqualTo(expected);
    }

    private static String shown(Instant at) {
        return at.toString().replace("2026-", "").replace(":00Z", "Z");
    }

    private static Digest digest(String[] words, ZoneId zone) {
        return new Digest(
                Digest.Every.valueOf(words[0].toUpperCase(Locale.ROOT)),
                LocalTime.parse(words[1]),
                words.length > 2 ? days(words[2]).iterator().next() : DayOfWeek.MONDAY,
                zone);
    }

    private static String onCall(String text, ZoneId zone, Instant at) {
        var shifts = new ArrayList<Roster.Shift>();
        Optional<Roster.Turns> turns = Optional.empty();
        for (var part : text.split(";")) {
            var words = part.strip().split(" ");
            if (words[0].equals("shift")) {
                shifts.add(
                        new Roster.Shift(
                                days(words[1]), Optional.of(window(words[2])), people(words[3])));
            } else {
                turns =
                        Optional.of(
                                new Roster.Turns(
                                        LocalDate.parse(words[1]),
                                        Integer.parseInt(words[2]),
                                        people(words[3])));
            }
        }
        var told = new Roster("list", zone, shifts, turns).onCall(at);
        return told.isEmpty()
                ? "-"
                : told.stream().map(Rule.Recipient::address).collect(Collectors.joining(","));
    }

    private static List<Rule.Recipient> people(String names) {
        return Arrays.stream(names.split(",")).map(n -> new Rule.Recipient("mail", n)).toList();
    }

    private static HourWindow window(String text) {
        return new HourWindow(
                LocalTime.parse(text.substring(0, 5)), LocalTime.parse(text.substring(6)));
    }

    private static Set<DayOfWeek> days(String text) {
        return Arrays.stream(DayOfWeek.values())
                .filter(d -> Arrays.stream(text.split(",")).anyMatch(n -> starts(d, n)))
                .collect(Collectors.toSet());
    }

    private static boolean starts(DayOfWeek day, String name) {
        return day.name().toLowerCase(Locale.ROOT).startsWith(name);
    }
}
