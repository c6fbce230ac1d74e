package trapline.classification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import trapline.camera.Camera;
import trapline.capture.Capture;
import trapline.detection.BoundingBox;
import trapline.detection.DetectStep;
import trapline.detection.Detection;
import trapline.detection.Detections;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;
import trapline.testing.World;

class BurstLooksIT {
    private static final Classifier.Model MODEL = new Classifier.Model("names", "1");
    private static final Duration GAP = Duration.ofSeconds(10);

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    private final World world = new World(database, TestClock.at("2026-03-01T12:00:00Z"));
    private final BurstLooks looks = new BurstLooks(database.jdbc(), GAP);

    @Test
    void findsThePicturesThatCanBeReachedFromOneToTheNext() {
        var camera = world.camera("burst");
        scored(camera, 0, 0.1f, MODEL);
        scored(camera, 11, 0.2f, MODEL);
        scored(camera, 20, 0.3f, MODEL);
        var now = scored(camera, 29, 0.4f, MODEL);
        scored(camera, 38, 0.5f, MODEL);
        scored(camera, 49, 0.6f, MODEL);

        var others = looks.others(now, MODEL);

        assertThat(others)
                .extracting(look -> look.toArray()[0])
                .containsExactlyInAnyOrder(0.2f, 0.3f, 0.5f);
    }

    @Test
    void takesNoLooksOfOtherCamerasModelsOrVersions() {
        var camera = world.camera("mine");
        scored(world.camera("other"), 1, 0.1f, MODEL);
        scored(camera, 2, 0.2f, new Classifier.Model("names", "2"));
        scored(camera, 3, 0.3f, new Classifier.Model("others", "1"));

        var others = looks.others(captured(camera, 0), MODEL);

        assertThat(others).isEmpty();
    }

    @Test
    void keepsTheFirstLookHoweverOftenItIsSaved() {
        var camera = world.camera("twice");
        var scored = scored(camera, 0, 0.1f, MODEL);
        save(scored, 0.9f, MODEL);

        var others = looks.others(captured(camera, 1), MODEL);

        assertThat(others).extracting(look -> look.toArray()[0]).containsExactly(0.1f);
    }

    @Test
    void leavesPicturesWithoutACameraTimeAlone() {
        var camera = world.camera("no-clock");
        var timeless = captured(camera, 0);
        database.jdbc()
                .sql("update capture set captured_source = 'received' where capture_id = :id")
                .param("id", timeless.captureId())
                .update();
        save(timeless, 0.1f, MODEL);
        scored(camera, 1, 0.2f, MODEL);

        assertThat(looks.others(timeless, MODEL)).isEmpty();
        assertThat(looks.others(captured(camera, 2), MODEL))
                .extracting(look -> look.toArray()[0])
                .containsExactly(0.2f);
    }

    private Capture scored(Camera camera, long second, float score, Classifier.Model model) {
        var capture = captured(camera, second);
        save(capture, score, model);
        return capture;
    }

    private Capture captured(Camera camera, long second) {
        return world.capture(camera, world.clock.instant().plusSeconds(second));
    }

    private void save(Capture capture, float score, Classifier.Model model) {
        var detections =
                new Detections(
                        capture,
                        "finder",
                        "1",
                        List.of(
                                new Detection(
                                        world.identifiers.next(),
                                        "animal",
                                        "animal",
                                        0.9,
                                        new BoundingBox(0, 0, 1, 1))));
        world.detectionLog.save(new DetectStep.Detected(detections, false, "thumbnail", "preview"));
        world.classificationLog.save(
                new Classifications(
                        detections,
                        Optional.of(model.name()),
                        Optional.of(model.version()),
                        List.of(),
                        Optional.of(LabelScores.of(new float[] {score, 1 - score}))));
    }
}
