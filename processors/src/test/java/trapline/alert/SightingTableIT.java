package trapline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import trapline.camera.Camera;
import trapline.event.GroupStep;
import trapline.observation.Observations;
import trapline.observation.Observations.Label;
import trapline.observation.Observations.Sighted;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;
import trapline.testing.TestRule;
import trapline.testing.World;

/**
 * The table of what rules tell of captures, {@code sightings.csv}: a rule, a story of captures, and
 * for each what is told: the label; {@code +} for an alert that grows; {@code -} for nothing.
 *
 * <p>A step of a story is the camera's time, the receive time behind {@code >} where it is another,
 * what is seen ({@code deer*2/0.4}: two, confidence 0.4; {@code person!}: a box without a name),
 * and the camera: a, b, t1 (tag river), s1 and s2 (at the site Creek).
 */
class SightingTableIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    private final World world = new World(database, TestClock.at("2026-03-01T12:00:00Z"));
    private final Rules rules = new Rules();
    private final GroupStep groupStep =
            new GroupStep(world.events, world.eventLabels, world.cameras, MINUTE, Optional.empty());
    private final JudgeStep judgeStep = world.judgeStep(rules);

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/trapline/alert/sightings.csv", delimiter = '|', numLinesToSkip = 1)
    void tellsAsTheTableSays(String name, String zone, String rule, String story, String alerts) {
        rules.replace(List.of(rule(rule)));

        var told =
                Arrays.stream(story.split(";"))
                        .map(step -> told(step.strip().split("\\s+"), ZoneId.of(zone)))
                        .toList();

        assertThat(String.join(" ", told)).as(name).isEqualTo(alerts);
    }

    private String told(String[] step, ZoneId zone) {
        var times = step[0].split(">");
        var captured = instant(times[0], zone);
        world.clock.set(times.length > 1 ? instant(times[1], zone) : captured);
        var camera = camera(step.length > 2 ? step[2].substring(1) : "a", zone);
        var capture = world.capture(camera, captured);
        var raised =
                database.inTransaction(
                        () ->
                                judgeStep.judge(
                                        groupStep.group(new Observations(capture, seen(step[1])))));
        if (!raised.alerts().isEmpty()) {
            return raised.alerts().get(0).label().replace(' ', '_').replace(';', '~');
        }
        return raised.grown().isEmpty() ? "-" : "+";
    }

    private Camera camera(String name, ZoneId zone) {
        var camera = world.camera(name);
        if (name.startsWith("s")) {
            camera = world.at(camera, "Creek");
        }
        if (name.startsWith("t")) {
            camera = world.set(camera, "tags", new String[] {"river"});
        }
        return world.set(camera, "zone", zone.getId());
    }

    private static Instant instant(String text, ZoneId zone) {
        var whole = text.length() < 4 || text.charAt(4) == '-' ? text : "2026-" + text;
        return whole.endsWith("Z")
                ? LocalDateTime.parse(whole.substring(0, whole.length() - 1))
                        .toInstant(ZoneOffset.UTC)
                : LocalDateTime.parse(whole).atZone(zone).toInstant();
    }

    private static List<Sighted> seen(String text) {
        if (text.equals("nothing")) {
            return List.of();
        }
        return Arrays.stream(text.split("\\+")).flatMap(SightingTableIT::sighted).toList();
    }

    private static Stream<Sighted> sighted(String text) {
        var parts = text.split("/");
        var confidence = parts.length > 1 ? Double.parseDouble(parts[1]) : 0.9;
        var named = parts[0].split("\\*");
        var count = named.length > 1 ? Integer.parseInt(named[1]) : 1;
        var name = named[0].replace('_', ' ').replace('~', ';');
        var one =
                name.endsWith("!")
                        ? new Sighted(
                                name.substring(0, name.length() - 1), confidence, Optional.empty())
                        : new Sighted(
                                "animal", confidence, Optional.of(new Label(name, confidence)));
        return Stream.generate(() -> one).limit(count);
    }

    private static Rule rule(String text) {
        var rule = new TestRule();
        for (var word : text.strip().split("\\s+")) {
            var at = word.indexOf('=');
            var value = word.substring(at + 1);
            var list = value.split(",");
            switch (at < 0 ? word : word.substring(0, at)) {
                case "any" -> rule.minConfidence(0);
                case "labels" -> rule.labels(list);
                case "taxa" -> rule.taxa(list);
                case "categories" -> rule.categories(list);
                case "cameras" -> rule.cameras(list);
                case "sites" -> rule.sites(list);
                case "tags" -> rule.tags(list);
                case "least" -> rule.minConfidence(Double.parseDouble(value));
                case "count" -> rule.minCount(Integer.parseInt(value));
                case "max" -> rule.maxCount(Integer.parseInt(value));
                case "group" -> rule.minGroup(Integer.parseInt(value));
                case "rare" -> rule.notSeenFor(Period.parse(value));
                case "since" -> rule.firstSince(MonthDay.parse("--" + value));
                case "days" -> rule.days(days(list));
                case "hours" ->
                        rule.hours(
                                LocalTime.parse(value.substring(0, 5)),
                                LocalTime.parse(value.substring(6)));
                case "cool" -> rule.coolDown(Duration.parse(value));
                case "gone" -> rule.coolDownUntilGone(rule.build().coolDown());
                default -> throw new IllegalArgumentException("unknown in the table: " + word);
            }
        }
        if (!text.contains("labels=")
                && !text.contains("taxa=")
                && !text.contains("categories=")
                && !text.contains("group=3")) {
            rule.labels("deer", "fox", "wolf", "stork");
        }
        return rule.build();
    }

    private static DayOfWeek[] days(String[] names) {
        var days = new ArrayList<DayOfWeek>();
        for (var day : DayOfWeek.values()) {
            for (var name : names) {
                if (day.name().toLowerCase(Locale.ROOT).startsWith(name)) {
                    days.add(day);
                }
            }
        }
        return days.toArray(DayOfWeek[]::new);
    }
}
