package trapline.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import trapline.camera.Camera;
import trapline.condition.BatteryLow;
import trapline.condition.DiskFull;
import trapline.event.GroupStep;
import trapline.observation.Observations;
import trapline.observation.Observations.Label;
import trapline.observation.Observations.Sighted;
import trapline.testing.QuietInstallation;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;
import trapline.testing.TestRule;
import trapline.testing.World;

/** What a rule would have sent, told without sending. */
class DryRunIT {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    private final World world = new World(database, TestClock.at(NOON.toString()));
    private final GroupStep groupStep =
            new GroupStep(
                    world.events,
                    world.eventLabels,
                    world.cameras,
                    Duration.ofMinutes(1),
                    Optional.empty());
    private final DryRun dryRun =
            new DryRun(
                    new CheckStep.Facts(
                            database.jdbc(),
                            world.projects,
                            world.cameras,
                            () -> new QuietInstallation(NOON),
                            ZoneOffset.UTC),
                    new StoredPast(database.jdbc()),
                    (text, facts) -> false);
    private Camera camera;

    @BeforeEach
    void aDayOfDeer() {
        camera = world.camera("north");
        for (var burst = 0; burst < 3; burst++) {
            for (var picture = 0; picture < 5; picture++) {
                seen(camera, "deer");
                world.clock.advance(Duration.ofSeconds(10));
            }
            world.clock.advance(Duration.ofMinutes(20));
        }
        seen(camera, "fox");
        seen(world.pendingCamera("new"), "deer");
    }

    @Test
    void countsAnAlertForEachEventAndSaysHowOftenItHeld() {
        var result = run(new TestRule().labels("deer"));

        assertThat(result.held()).isEqualTo(15);
        assertThat(result.alerts()).isEqualTo(3);
        assertThat(result.messages()).isEqualTo(3);
        assertThat(result.complete()).isTrue();
        assertThat(result.examples())
                .extracting(DryRun.Example::about)
                .containsExactly("deer", "deer", "deer");
    }

    @Test
    void keepsTheSilenceOfTheRule() {
        assertThat(run(new TestRule().labels("deer").coolDown(Duration.ofMinutes(30))).alerts())
                .isEqualTo(2);
    }

    @Test
    void countsTheMessagesOfDigestsInPlaceOfThoseOfAlerts() {
        var daily =
                new Digest(
                        Digest.Every.DAILY, LocalTime.of(7, 0), DayOfWeek.MONDAY, ZoneOffset.UTC);

        var result = run(new TestRule().labels("deer").digest(daily));

        assertThat(result.alerts()).isEqualTo(3);
        assertThat(result.messages()).isEqualTo(1);
    }

    @Test
    void leavesOutWhatIsOlder() {
        var until = world.clock.instant().plusSeconds(1);

        var result =
                dryRun.run(
                        new TestRule().labels("deer").build(),
                        camera.projectId(),
                        until.minus(Duration.ofMinutes(30)),
                        until);

        assertThat(result.alerts()).isEqualTo(1);
    }

    @Test
    void findsTheSameAsTheRuleThatRan() {
        var rules = new Rules();
        var rule = new TestRule().labels("deer", "fox").coolDown(Duration.ofMinutes(30));
        rules.replace(List.of(rule.build()));

        var expected = run(rule).alerts();

        assertThat(replayed(rules)).isEqualTo(expected);
    }

    @Test
    void checksCamerasAsTheyWere() {
        var low = new TestRule().when(new BatteryLow(20, 30, OptionalInt.empty()));
        for (var percent : List.of(50, 15, 14, 60, 10)) {
            world.clock.advance(Duration.ofHours(5));
            report(percent);
        }
        world.clock.advance(Duration.ofHours(2));

        assertThat(run(low).alerts()).isEqualTo(2);
    }

    @Test
    void saysThatThePastOfTheInstallationIsNotKept() {
        var full = new TestRule().when(new DiskFull(80, 75));

        assertThatThrownBy(() -> run(full))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not kept");
    }

    @Test
    void storesAndSendsNothing() {
        run(new TestRule().labels("deer").coolDown(Duration.ofHours(1)));

        for (var table : List.of("alert", "cool_down", "delivery", "stage_task", "escalation")) {
            assertThat(
                            database.jdbc()
                                    .sql("select count(*) from " + table)
                                    .query(Long.class)
                                    .single())
                    .as(table)
                    .isZero();
        }
    }

    private DryRun.Result run(TestRule rule) {
        return dryRun.run(
                rule.build(),
                camera.projectId(),
                NOON.minus(Duration.ofDays(1)),
                world.clock.instant().plusSeconds(1));
    }

    /** The captures are judged in earnest, in the same order. */
    private int replayed(Rules rules) {
        var judge = world.judgeStep(rules);
        var captures =
                database.jdbc()
                        .sql(
                                """
                                select capture_id from capture where camera_id = :camera
                                 order by received_at, capture_id
                                """)
                        .param("camera", camera.cameraId())
                        .query(UUID.class)
                        .list();
        var alerts = 0;
        for (var id : captures) {
            var capture = world.captures.find(id).orElseThrow();
            var label =
                    database.jdbc()
                            .sql("select label from classification where capture_id = :id")
                            .param("id", id)
                            .query(String.class)
                            .single();
            var seen = new Sighted("animal", 0.9, Optional.of(new Label(label, 0.9)));
            var observations = new Observations(capture, List.of(seen));
            alerts +=
                    database.inTransaction(() -> judge.judge(groupStep.group(observations)))
                            .alerts()
                            .size();
        }
        return alerts;
    }

    private void seen(Camera of, String label) {
        var capture = world.capture(of);
        var run = world.identifiers.next();
        var detection = world.identifiers.next();
        database.jdbc()
                .sql(
                        """
                        insert into detection_run (run_id, capture_id, model, model_version, ran_at)
                        values (:run, :capture, 'finder', '1', :now)
                        """)
                .param("run", run)
                .param("capture", capture.captureId())
                .param("now", world.clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        database.jdbc()
                .sql(
                        """
                        insert into detection (detection_id, run_id, capture_id, ordinal, category,
                            source_label, confidence, bbox_x, bbox_y, bbox_width, bbox_height)
                        values (:id, :run, :capture, 0, 'animal', 'animal', 0.9, 0.1, 0.1, 0.2, 0.2)
                        """)
                .param("id", detection)
                .param("run", run)
                .param("capture", capture.captureId())
                .update();
        database.jdbc()
                .sql(
                        """
                        insert into classification (detection_id, model, model_version, rank, label,
                            confidence, capture_id, classified_at)
                        values (:id, 'namer', '1', 1, :label, 0.9, :capture, :now)
                        """)
                .param("id", detection)
                .param("label", label)
                .param("capture", capture.captureId())
                .param("now", world.clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        database.jdbc()
                .sql("update capture set state = 'completed' where capture_id = :id")
                .param("id", capture.captureId())
                .update();
        var sighted = new Sighted("animal", 0.9, Optional.of(new Label(label, 0.9)));
        database.inTransaction(() -> groupStep.group(new Observations(capture, List.of(sighted))));
    }

    private void report(int percent) {
        database.jdbc()
                .sql(
                        """
                        insert into health_report (report_id, camera_id, received_at,
                                                   battery_percent, sha256)
                        values (:id, :camera, :now, :percent, :sha)
                        """)
                .param("id", world.identifiers.next())
                .param("camera", camera.cameraId())
                .param("now", world.clock.instant().atOffset(ZoneOffset.UTC))
                .param("percent", percent)
                .param("sha", world.identifiers.next().toString())
                .update();
    }
}
