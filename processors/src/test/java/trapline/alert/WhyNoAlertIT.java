package trapline.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import trapline.alert.WhyNoAlert.Answer;
import trapline.alert.WhyNoAlert.Why;
import trapline.camera.Camera;
import trapline.capture.Capture;
import trapline.event.GroupStep;
import trapline.observation.Observations;
import trapline.observation.Observations.Label;
import trapline.observation.Observations.Sighted;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;
import trapline.testing.TestRule;
import trapline.testing.World;

/** Each rule's answer agrees with what the station judge did. */
class WhyNoAlertIT {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

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
    private final WhyNoAlert why =
            new WhyNoAlert(
                    database.jdbc(),
                    rules,
                    world.cameras,
                    new StoredPast(database.jdbc()),
                    (text, facts) -> false,
                    ZoneOffset.UTC);
    private Camera camera;

    @BeforeEach
    void setUpCamera() {
        camera = world.camera("north");
    }

    @Test
    void saysRuleByRuleWhatHeldAndWhatDidNot() {
        rules.replace(
                List.of(
                        new TestRule("deer").labels("deer").build(),
                        new TestRule("wolves").labels("wolf").build(),
                        new TestRule("sure").labels("deer").minConfidence(0.95).build(),
                        new TestRule("many").labels("deer").minCount(3).build(),
                        new TestRule("night")
                                .hours(LocalTime.of(22, 0), LocalTime.of(4, 0))
                                .build(),
                        new TestRule("elsewhere").cameras("south").build()));
        var capture = world.capture(camera);
        judged(capture);

        var answers = why.explain(capture.captureId());

        assertThat(answers)
                .extracting(one -> one.ruleId().orElse(""), Answer::why)
                .containsExactly(
                        tuple("deer", Why.ALERTED),
                        tuple("wolves", Why.NOT_SEEN),
                        tuple("sure", Why.NOT_SEEN),
                        tuple("many", Why.NOT_SEEN),
                        tuple("night", Why.NOT_SEEN),
                        tuple("elsewhere", Why.OTHER_CAMERAS));
        assertThat(answers.get(1).reason()).contains("Nothing on it");
        assertThat(answers.get(2).reason()).contains("0.90").contains("0.95");
        assertThat(answers.get(3).reason()).contains("1 times").contains("at least 3");
        assertThat(answers.get(4).reason()).contains("hours");
    }

    @Test
    void saysThatARuleWasSilentBecauseItHadTold() {
        rules.replace(
                List.of(new TestRule("deer").labels("deer").coolDown(Duration.ofHours(1)).build()));
        judged(world.capture(camera));
        world.clock.advance(Duration.ofMinutes(10));
        var later = world.capture(camera);
        judged(later);

        assertThat(why.explain(later.captureId()))
                .singleElement()
                .satisfies(one -> assertThat(one.why()).isEqualTo(Why.SILENT));
    }

    @Test
    void saysWhatConcernsAllRulesFirst() {
        var backlog = world.backlogCapture(camera);
        var pending = world.capture(world.pendingCamera("new"));

        assertThat(why.explain(backlog.captureId()))
                .extracting(Answer::why)
                .containsExactly(Why.NOT_LIVE);
        assertThat(why.explain(pending.captureId()))
                .extracting(Answer::why)
                .containsExactly(Why.CAMERA_NOT_APPROVED, Why.NOT_DONE);
        assertThat(why.explain(world.identifiers.next())).isEmpty();
    }

    /** One deer, seen, grouped and judged as the stations do. */
    private void judged(Capture capture) {
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
                        values (:id, 'namer', '1', 1, 'deer', 0.9, :capture, :now)
                        """)
                .param("id", detection)
                .param("capture", capture.captureId())
                .param("now", world.clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        database.jdbc()
                .sql("update capture set state = 'completed' where capture_id = :id")
                .param("id", capture.captureId())
                .update();
        var sighted = new Sighted("animal", 0.9, Optional.of(new Label("deer", 0.9)));
        var judge = world.judgeStep(rules);
        database.inTransaction(
                () -> judge.judge(groupStep.group(new Observations(capture, List.of(sighted)))));
    }
}
