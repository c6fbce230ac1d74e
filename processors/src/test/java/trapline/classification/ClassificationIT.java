package trapline.classification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import trapline.capture.Capture;
import trapline.detection.BoundingBox;
import trapline.detection.DetectStep;
import trapline.detection.Detection;
import trapline.detection.Detections;
import trapline.detection.Frame;
import trapline.observation.Observations;
import trapline.observation.ObserveStep;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;
import trapline.testing.World;

class ClassificationIT {
    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    private final World world = new World(database, TestClock.at("2026-03-01T12:00:00Z"));

    @Test
    void namesTheAnimalsThatAreSureEnoughAndNothingElse() {
        var asked = new ArrayList<Detection>();
        var detections = detected(box("animal", 0.9), box("person", 0.9), box("animal", 0.1));

        var named = step(new Namer(asked), 0.2).classify(detections);

        assertThat(asked).containsExactly(detections.found().get(0));
        assertThat(named.labels())
                .extracting(label -> label.rank() + " " + label.label())
                .containsExactly("1 deer", "2 elk");
        assertThat(named.best(detections.found().get(0).detectionId()).orElseThrow().label())
                .isEqualTo("deer");
        assertThat(named.best(detections.found().get(1).detectionId())).isEmpty();
    }

    @Test
    void asksNoModelWhenThereIsNothingToName() {
        var asked = new ArrayList<Detection>();

        step(new Namer(asked), 0.2).classify(detected(box("person", 0.9)));

        assertThat(asked).isEmpty();
    }

    @Test
    void goesOnWithoutNamesWhenNoClassifierIsInstalled() {
        var detections = detected(box("animal", 0.9));

        var named = step(new NoClassifier(), 0.2).classify(detections);
        var saved = world.classificationLog.save(named);

        assertThat(saved.labels()).isEmpty();
        assertThat(world.classificationLog.of(detections.subjectId()).model()).isEmpty();
        assertThat(world.captures.find(detections.subjectId()).orElseThrow().state())
                .isEqualTo(Capture.State.CLASSIFIED);
    }

    @Test
    void keepsLabelsOnceHoweverOftenTheyAreSaved() {
        var detections = detected(box("animal", 0.9));
        var named = step(new Namer(new ArrayList<>()), 0.2).classify(detections);

        world.classificationLog.save(named);
        var saved = world.classificationLog.save(named);

        var kept = world.classificationLog.of(detections.subjectId());
        assertThat(saved).isEqualTo(kept);
        assertThat(kept.labels()).isEqualTo(named.labels());
        assertThat(kept.model()).isEqualTo(named.model());
        assertThat(kept.detections().found()).isEqualTo(detections.found());
    }

    @Test
    void countsTheLabelsOfTheClassifierThatRanLast() {
        var detections = detected(box("animal", 0.9));
        world.classificationLog.save(labelled(detections, "old", "fox"));
        world.clock.advance(Duration.ofDays(1));
        world.classificationLog.save(labelled(detections, "new", "wolf"));

        var best =
                world.classificationLog
                        .of(detections.subjectId())
                        .best(detections.found().get(0).detectionId());

        assertThat(best.orElseThrow().label()).isEqualTo("wolf");
    }

    @Test
    void countsAClassifierAgainThatRunsOnceMore() {
        var detections = detected(box("animal", 0.9));
        world.classificationLog.save(labelled(detections, "old", "fox"));
        world.clock.advance(Duration.ofDays(1));
        world.classificationLog.save(labelled(detections, "new", "wolf"));
        world.clock.advance(Duration.ofDays(1));

        world.classificationLog.save(labelled(detections, "old", "dog"));

        var now = world.classificationLog.of(detections.subjectId());
        assertThat(now.model()).contains("old");
        assertThat(now.best(detections.found().get(0).detectionId()).orElseThrow().label())
                .isEqualTo("fox");
        assertThat(
                        database.jdbc()
                                .sql(
                                        "select count(*) from classification where capture_id = :capture")
                                .param("capture", detections.subjectId())
                                .query(Long.class)
                                .single())
                .isEqualTo(2);
    }

    @Test
    void observesEveryDetectionWithItsBestLabel() {
        var detections = detected(box("animal", 0.9), box("animal", 0.8), box("person", 0.7));
        var named = step(new Namer(new ArrayList<>()), 0.2).classify(detections);

        var observations = new ObserveStep().observe(named);

        assertThat(observations.labelled(0.5))
                .singleElement()
                .satisfies(
                        observation -> {
                            assertThat(observation.name()).isEqualTo("deer");
                            assertThat(observation.count()).isEqualTo(2);
                        });
        assertThat(observations.ofCategory("person", 0.5).orElseThrow().count()).isEqualTo(1);
        assertThat(observations.ofCategory("person", 0.8)).isEmpty();
    }

    @Test
    void keepsHowALabelCameAbout() {
        var detections = detected(box("animal", 0.9));
        var basis =
                new LabelBasis(
                        "classifier+rollup_to_genus",
                        Optional.of(new LabelBasis.Raw("red fox", 0.4)));
        var id = detections.found().get(0).detectionId();

        world.classificationLog.save(
                new Classifications(
                        detections,
                        Optional.of("names"),
                        Optional.of("1"),
                        List.of(
                                new Classification(id, 1, "Vulpes", 0.7, basis),
                                new Classification(id, 2, "red fox", 0.4))));

        var kept = world.classificationLog.of(detections.subjectId());
        assertThat(kept.best(id).orElseThrow().basis()).isEqualTo(basis);
        assertThat(kept.labels().get(1).basis()).isEqualTo(LabelBasis.CLASSIFIER);
        assertThat(new ObserveStep().observe(kept).sightings().get(0).label().orElseThrow())
                .isEqualTo(new Observations.Label("Vulpes", 0.7, "classifier+rollup_to_genus"));
    }

    @Test
    void countsTheFrameOfAClipThatHasMost() {
        var detections =
                detected(
                        on(3, box("animal", 0.9)),
                        on(7, box("animal", 0.8)),
                        on(7, box("animal", 0.7)));
        var named = step(new Namer(new ArrayList<>()), 0.2).classify(detections);

        var observations = new ObserveStep().observe(named);

        assertThat(observations.labelled(0.5).get(0).count()).isEqualTo(2);
        assertThat(observations.ofCategory("animal", 0.5).orElseThrow())
                .isEqualTo(new Observations.Observation("animal", 2, 0.9));
        assertThat(world.detectionLog.of(detections.subjectId()).found())
                .extracting(found -> found.frame().orElseThrow().number())
                .containsExactly(3, 7, 7);
        assertThat(detections.shown()).containsExactly(detections.found().get(0));
    }

    private static Detection on(int frame, Detection box) {
        return new Detection(
                box.detectionId(),
                box.category(),
                box.sourceLabel(),
                box.confidence(),
                box.bbox(),
                Optional.of(new Frame(frame, Duration.ofMillis(100L * frame))));
    }

    private Detections detected(Detection... boxes) {
        var capture = world.capture(world.camera("north"));
        return world.detectionLog.save(
                new DetectStep.Detected(
                        new Detections(capture, "demo", "1", List.of(boxes)),
                        false,
                        "thumbnail",
                        "preview"));
    }

    private static ClassifyStep step(Classifier classifier, double minConfidence) {
        return new ClassifyStep(classifier, minConfidence);
    }

    private static Classifications labelled(Detections detections, String model, String label) {
        return new Classifications(
                detections,
                Optional.of(model),
                Optional.of("1"),
                List.of(
                        new Classification(
                                detections.found().get(0).detectionId(), 1, label, 0.9)));
    }

    private static Detection box(String category, double confidence) {
        return new Detection(
                UUID.randomUUID(),
                category,
                category,
                confidence,
                new BoundingBox(0.1, 0.2, 0.3, 0.4));
    }

    /** Calls everything a deer, and remembers what it was asked. */
    private record Namer(List<Detection> asked) implements Classifier {
        @Override
        public Optional<Named> classify(Capture capture, List<Detection> detections) {
            asked.addAll(detections);
            return Optional.of(
                    new Named(
                            new Model("namer", "1"),
                            detections.stream()
                                    .map(
                                            d ->
                                                    List.of(
                                                            new Label("deer", 0.9),
                                                            new Label("elk", 0.1)))
                                    .toList()));
        }
    }

    /** What stands there when no model is installed. */
    private static class NoClassifier implements Classifier {
        @Override
        public Optional<Named> classify(Capture capture, List<Detection> detections) {
            return Optional.empty();
        }
    }
}
