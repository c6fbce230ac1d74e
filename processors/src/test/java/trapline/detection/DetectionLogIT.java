package trapline.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trapline.capture.Capture;
import trapline.stage.PermanentFailure;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;
import trapline.testing.World;

class DetectionLogIT {
    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    private final World world = new World(database, TestClock.at("2026-03-01T12:00:00Z"));

    @Test
    void keepsWhatWasSeenInItsOrderAndMovesTheCaptureOn() {
        var capture = world.capture(world.camera("north"));
        var boxes = List.of(box("animal", 0.9), box("person", 0.5), box("animal", 0.1));

        var saved = world.detectionLog.save(detected(capture, "demo", true, boxes));

        assertThat(saved.found()).isEqualTo(boxes);
        assertThat(world.detectionLog.of(capture.captureId())).isEqualTo(saved);
        var after = world.captures.find(capture.captureId()).orElseThrow();
        assertThat(after.state()).isEqualTo(Capture.State.DETECTED);
        assertThat(after.truncated()).isTrue();
        assertThat(after.thumbnailKey()).contains("thumbnail");
        assertThat(after.previewKey()).contains("preview");
    }

    @Test
    void tellsNothingThereFromNotLookedYet() {
        var capture = world.capture(world.camera("north"));

        assertThatThrownBy(() -> world.detectionLog.of(capture.captureId()))
                .isInstanceOf(PermanentFailure.class);
        world.detectionLog.save(detected(capture, "demo", false, List.of()));

        assertThat(world.detectionLog.of(capture.captureId()).found()).isEmpty();
    }

    @Test
    void keepsTheFirstLookOfAModelAndHandsItOn() {
        var capture = world.capture(world.camera("north"));
        var first = List.of(box("animal", 0.9));
        world.detectionLog.save(detected(capture, "demo", false, first));

        var second =
                world.detectionLog.save(
                        detected(capture, "demo", false, List.of(box("animal", 0.9))));

        assertThat(second.found()).isEqualTo(first);
        assertThat(world.detectionLog.of(capture.captureId()).found()).isEqualTo(first);
    }

    @Test
    void countsTheNewestLookOfSeveralModels() {
        var capture = world.capture(world.camera("north"));
        world.detectionLog.save(detected(capture, "old", false, List.of(box("animal", 0.9))));
        world.clock.advance(Duration.ofDays(1));
        var better = List.of(box("person", 0.8));
        world.detectionLog.save(detected(capture, "new", false, better));

        assertThat(world.detectionLog.of(capture.captureId()).found()).isEqualTo(better);
        assertThat(world.detectionLog.of(capture.captureId()).model()).isEqualTo("new");
    }

    @Test
    void countsAModelAgainThatLooksOnceMoreAndKeepsWhatEachFound() {
        var capture = world.capture(world.camera("north"));
        var first = List.of(box("animal", 0.9));
        world.detectionLog.save(detected(capture, "old", false, first));
        world.clock.advance(Duration.ofDays(1));
        world.detectionLog.save(detected(capture, "new", false, List.of(box("person", 0.8))));
        world.clock.advance(Duration.ofDays(1));

        var again =
                world.detectionLog.save(
                        detected(capture, "old", false, List.of(box("animal", 0.7))));

        assertThat(again.found()).isEqualTo(first);
        assertThat(world.detectionLog.of(capture.captureId()).model()).isEqualTo("old");
        assertThat(
                        database.jdbc()
                                .sql("select count(*) from detection where capture_id = :capture")
                                .param("capture", capture.captureId())
                                .query(Long.class)
                                .single())
                .isEqualTo(2);
    }

    @Test
    void givesEachBoxOfALookItsId() {
        var look =
                new Detector.Look(
                        "demo",
                        "1",
                        List.of(
                                new Detector.Found(
                                        "animal", "dog", 0.7, new BoundingBox(0, 0, 1, 1))),
                        false,
                        "thumbnail",
                        "preview");
        var capture = world.capture(world.camera("north"));

        var detected = new DetectStep(c -> look, world.identifiers).detect(capture);

        assertThat(detected.detections().found())
                .singleElement()
                .satisfies(
                        detection -> {
                            assertThat(detection.sourceLabel()).isEqualTo("dog");
                            assertThat(detection.detectionId()).isNotNull();
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "-0.1, 0, 0.5, 0.5",
        "0, 0, 0, 0.5",
        "0.6, 0, 0.5, 0.5",
        "0, 0.9, 0.1, 0.2",
        "NaN, 0, 0.5, 0.5",
        "0, 0, 0.5, Infinity"
    })
    void refusesABoxOutsideThePicture(double x, double y, double width, double height) {
        assertThatThrownBy(() -> new BoundingBox(x, y, width, height))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"-0.01", "1.01", "NaN"})
    void refusesAConfidenceThatIsNone(double confidence) {
        assertThatThrownBy(() -> box("animal", confidence))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Detection box(String category, double confidence) {
        return new Detection(
                UUID.randomUUID(),
                category,
                category,
                confidence,
                new BoundingBox(0.1, 0.2, 0.3, 0.4));
    }

    private static DetectStep.Detected detected(
            Capture capture, String model, boolean truncated, List<Detection> boxes) {
        return new DetectStep.Detected(
                new Detections(capture, model, "1", boxes), truncated, "thumbnail", "preview");
    }
}
