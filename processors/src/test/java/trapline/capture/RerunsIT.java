package trapline.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import trapline.detection.BoundingBox;
import trapline.detection.DetectStep;
import trapline.detection.Detection;
import trapline.detection.Detections;
import trapline.stage.Lane;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;
import trapline.testing.World;

class RerunsIT {
    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    private final World world = new World(database, TestClock.at("2026-03-01T12:00:00Z"));
    private Reruns reruns;

    @BeforeEach
    void reruns() {
        reruns = database.transactional(new Reruns(database.jdbc(), world.stages));
    }

    @Test
    void sendsACompletedCaptureBehindEverythingLiveAndWithoutAlerts() {
        var capture = completed();

        var count = reruns.again(List.of(capture.captureId()));

        assertThat(count).isEqualTo(1);
        var now = world.captures.find(capture.captureId()).orElseThrow();
        assertThat(now.state()).isEqualTo(Capture.State.RECEIVED);
        assertThat(now.origin()).isEqualTo(Capture.Origin.REPROCESSED);
        var task = world.stages.claim("image-ingested", "", "test", Duration.ofMinutes(1));
        assertThat(task.orElseThrow().subjectId()).isEqualTo(capture.captureId());
        assertThat(task.orElseThrow().lane()).isEqualTo(Lane.BACKLOG);
    }

    @Test
    void leavesAloneWhatIsStillOnItsWay() {
        var capture = world.capture(world.camera("north"));

        var count = reruns.again(List.of(capture.captureId(), UUID.randomUUID()));

        assertThat(count).isZero();
        assertThat(world.captures.find(capture.captureId()).orElseThrow().origin())
                .isEqualTo(Capture.Origin.LIVE);
    }

    @Test
    void doesNotQueueACaptureTwice() {
        var capture = completed();

        reruns.again(List.of(capture.captureId()));
        var again = reruns.again(List.of(capture.captureId()));

        assertThat(again).isZero();
    }

    @Test
    void keepsWhatTheOldModelFoundBesideTheNewOnesFindings() {
        var capture = completed();
        save(capture, "old", "animal");
        reruns.again(List.of(capture.captureId()));
        world.clock.advance(Duration.ofMinutes(1));

        save(capture, "new", "person");

        assertThat(world.detectionLog.of(capture.captureId()).model()).isEqualTo("new");
        assertThat(
                        database.jdbc()
                                .sql(
                                        """
                                        select r.model || ' ' || d.category
                                          from detection_run r join detection d using (run_id)
                                         where r.capture_id = :capture order by r.ran_at
                                        """)
                                .param("capture", capture.captureId())
                                .query(String.class)
                                .list())
                .containsExactly("old animal", "new person");
    }

    private Capture completed() {
        var capture = world.capture(world.camera("north"));
        world.captures.complete(capture);
        return capture;
    }

    private void save(Capture capture, String model, String category) {
        var box =
                new Detection(
                        UUID.randomUUID(),
                        category,
                        category,
                        0.9,
                        new BoundingBox(0.1, 0.2, 0.3, 0.4));
        world.detectionLog.save(
                new DetectStep.Detected(
                        new Detections(capture, model, "1", List.of(box)),
                        false,
                        "thumbnail",
                        "preview"));
    }
}
