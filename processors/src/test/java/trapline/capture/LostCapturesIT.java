package trapline.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import trapline.detection.DetectStep;
import trapline.detection.Detections;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;
import trapline.testing.World;

class LostCapturesIT {
    private static final Duration LEASE = Duration.ofSeconds(60);

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    private final World world = new World(database, TestClock.at("2026-03-01T12:00:00Z"));
    private final LostCaptures lostCaptures =
            database.transactional(new LostCaptures(database.jdbc(), world.stages, world.clock));
    private Capture capture;

    @BeforeEach
    void take() {
        capture = world.capture(world.camera("north"));
        world.clock.advance(Duration.ofMinutes(2));
    }

    @Test
    void putsACaptureBackThatIsBeforeNoStage() {
        world.detectionLog.save(
                new DetectStep.Detected(
                        new Detections(capture, "demo", "1", List.of()),
                        false,
                        "thumbnail",
                        "preview"));

        assertThat(lostCaptures.recover()).hasSize(1);

        assertThat(world.stages.claim("detection-complete", "", "test", LEASE)).isPresent();
        assertThat(lostCaptures.recover()).isEmpty();
    }

    @Test
    void missesNothingThatWaitsIsWorkedOnFailedOrIsDone() {
        world.stages.put("image-ingested", capture);
        assertThat(lostCaptures.recover()).isEmpty();

        var task = world.stages.claim("image-ingested", "", "test", LEASE).orElseThrow();
        assertThat(lostCaptures.recover()).isEmpty();

        world.failedJobs.add(task, "no picture");
        assertThat(lostCaptures.recover()).isEmpty();

        world.captures.complete(capture);
        assertThat(lostCaptures.recover()).isEmpty();
    }

    @Test
    void leavesWhatHasOnlyJustArrivedToItsRoute() {
        world.capture(world.camera("south"));
        world.stages.put("image-ingested", capture);

        assertThat(lostCaptures.recover()).isEmpty();
    }

    @Test
    void notesWhenACaptureWasCompleted() {
        world.captures.complete(capture);

        assertThat(world.captures.find(capture.captureId()).orElseThrow().state())
                .isEqualTo(Capture.State.COMPLETED);
        assertThat(
                        database.jdbc()
                                .sql("select completed_at from capture")
                                .query((row, number) -> row.getTimestamp(1).toInstant())
                                .single())
                .isEqualTo(world.clock.instant());
    }
}
