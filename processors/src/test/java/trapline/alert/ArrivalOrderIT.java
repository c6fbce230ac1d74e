package trapline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trapline.event.GroupStep;
import trapline.observation.Observations;
import trapline.observation.Observations.Label;
import trapline.observation.Observations.Sighted;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;
import trapline.testing.TestRule;
import trapline.testing.World;

/**
 * A property: in whatever order the captures of some cameras arrive, the same rules alert for the
 * same events. An event that was told of twice because a late capture joined two is one event.
 */
class ArrivalOrderIT {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final List<String> LABELS = List.of("deer", "fox", "wolf", "");
    private static final int CAPTURES = 40;
    private static final int ORDERS = 4;

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    private final World world = new World(database, TestClock.at(NOON.toString()));
    private final Rules rules = new Rules();
    private final GroupStep groupStep =
            new GroupStep(
                    world.events,
                    world.eventLabels,
                    world.cameras,
                    Duration.ofMinutes(1),
                    Optional.empty());
    private final JudgeStep judgeStep = world.judgeStep(rules);

    private record Taken(int camera, int second, String label, int count) {}

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void noOrderOfArrivalChangesTheSetOfAlerts(long seed) {
        rules.replace(
                List.of(
                        new TestRule("deer").labels("deer").build(),
                        new TestRule("pairs").labels("deer", "fox").minCount(2).build(),
                        new TestRule("any").categories("animal").build(),
                        new TestRule("wolf-day")
                                .labels("wolf")
                                .coolDown(Duration.ofDays(1))
                                .build()));
        var random = new Random(seed);
        var taken = new ArrayList<Taken>();
        for (var i = 0; i < CAPTURES; i++) {
            taken.add(
                    new Taken(
                            random.nextInt(3),
                            random.nextInt(1800),
                            LABELS.get(random.nextInt(LABELS.size())),
                            1 + random.nextInt(3)));
        }

        var expected = alerts(taken);

        assertThat(expected).isNotEmpty();
        for (var order = 0; order < ORDERS; order++) {
            Collections.shuffle(taken, random);
            assertThat(alerts(taken)).as("order %d of seed %d", order, seed).isEqualTo(expected);
        }
    }

    /** Rule, camera and begin of the event; of a rule with a silence, rule and camera. */
    private Set<String> alerts(List<Taken> arrivals) {
        database.clear();
        for (var taken : arrivals) {
            var camera = world.camera("camera-" + taken.camera());
            var capture = world.capture(camera, NOON.plusSeconds(taken.second()));
            var seen =
                    Collections.nCopies(
                            taken.label().isEmpty() ? 0 : taken.count(),
                            new Sighted("animal", 0.9, Optional.of(new Label(taken.label(), 0.9))));
            database.inTransaction(
                    () -> judgeStep.judge(groupStep.group(new Observations(capture, seen))));
        }
        return new TreeSet<>(
                database.jdbc()
                        .sql(
                                """
                                select distinct a.rule_id || ' ' || c.device_id
                                       || case a.rule_id when 'wolf-day' then ''
                                          else ' ' || e.started_at end
                                  from alert a join event own using (event_id)
                                  join event e on e.event_id = coalesce(own.merged_into,
                                                                        own.event_id)
                                  join camera c on c.camera_id = e.camera_id
                                """)
                        .query(String.class)
                        .list());
    }
}
