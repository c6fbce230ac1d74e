package trapline.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real pictures through the demo models give the boxes and labels that were kept for them. */
class ReferenceResultsTest {
    private static final double LEAST = 0.1;

    /** Kept boxes are rounded to five decimals, which moves the pixels of a crop. */
    private static final double LABEL_TOLERANCE = 0.02;

    @ParameterizedTest
    @CsvSource({
        "demo-detector, demo-classifier, imagenet",
        "demo-detector-pt, demo-birds-pt, inat_birds",
        "demo-detector-v8-pt, demo-classifier-pt, imagenet",
        "demo-detector-e2e, demo-classifier, imagenet"
    })
    void findsAndNamesWhatTheReferenceFound(String detectorName, String classifierName, String key)
            throws IOException {
        var models = new ModelFolder(SampleData.find("models"));
        var reference =
                new ObjectMapper().readTree(SampleData.find("expected/reference.json").toFile());
        var reader = new PictureReader(100_000_000);
        try (var detector =
                        new ObjectDetector(
                                model(models, ModelDescriptor.Task.DETECT, detectorName), 1);
                var classifier =
                        new CropClassifier(
                                model(models, ModelDescriptor.Task.CLASSIFY, classifierName), 1)) {
            for (var expected : reference.get("images")) {
                var file = expected.get("file").asText();
                var picture = reader.read(SampleData.find("images/" + file));

                var found =
                        detector.detect(picture).stream()
                                .filter(box -> box.confidence() >= LEAST)
                                .toList();

                assertThat(picture.width()).as(file).isEqualTo(expected.get("width").asInt());
                assertThat(picture.height()).as(file).isEqualTo(expected.get("height").asInt());
                var loose = file.contains("cmyk");
                compare(file, found, expected.get("detections"), loose);
                if (!loose) {
                    compareLabels(file, classifier, picture, expected.get("detections"), key);
                }
            }
        }
    }

    /** The same weights at two thirds of the size see nearly the same; the rest is judgement. */
    @Test
    void publishedYoloxAgreesWithTheReferenceOnWhatIsSure() throws IOException {
        var models = new ModelFolder(SampleData.find("models"));
        var reference =
                new ObjectMapper().readTree(SampleData.find("expected/reference.json").toFile());
        var reader = new PictureReader(100_000_000);
        var sure = 0;
        var agreed = 0;
        try (var detector =
                new ObjectDetector(
                        model(models, ModelDescriptor.Task.DETECT, "demo-detector-yolox"), 1)) {
            for (var expected : reference.get("images")) {
                var picture =
                        reader.read(SampleData.find("images/" + expected.get("file").asText()));
                var found = detector.detect(picture);
                for (var box : expected.get("detections")) {
                    if (box.get("conf").asDouble() >= 0.6) {
                        sure++;
                        agreed += found.stream().anyMatch(one -> agrees(one, box)) ? 1 : 0;
                    }
                }
            }
        }

        assertThat(sure).isGreaterThan(15);
        assertThat(agreed).isGreaterThanOrEqualTo(sure * 8 / 10);
    }

    private static boolean agrees(Detected one, JsonNode box) {
        return category(one.category()).equals(box.get("category").asText())
                && overlap(one.box(), box.get("bbox")) >= 0.6;
    }

    private static ModelFolder.Installed model(
            ModelFolder models, ModelDescriptor.Task task, String name) {
        return models.find(task, Optional.of(name)).orElseThrow();
    }

    private static void compare(
            String file, List<Detected> found, JsonNode expected, boolean loose) {
        var wanted = new ArrayList<JsonNode>();
        expected.forEach(
                box -> {
                    if (box.get("conf").asDouble() >= LEAST + (loose ? 0.12 : 0)) {
                        wanted.add(box);
                    }
                });
        for (var box : wanted) {
            var best =
                    found.stream()
                            .filter(
                                    candidate ->
                                            category(candidate.category())
                                                    .equals(box.get("category").asText()))
                            .max(
                                    (a, b) ->
                                            Double.compare(
                                                    overlap(a.box(), box.get("bbox")),
                                                    overlap(b.box(), box.get("bbox"))));
            assertThat(best).as(file + " " + box).isPresent();
            assertThat(overlap(best.get().box(), box.get("bbox")))
                    .as(file + " " + box)
                    .isGreaterThanOrEqualTo(loose ? 0.9 : 0.999);
            assertThat(best.get().confidence())
                    .as(file + " " + box)
                    .isCloseTo(box.get("conf").asDouble(), within(loose ? 0.12 : 1e-4));
        }
        if (!loose) {
            assertThat(found).as(file).hasSize(wanted.size());
        }
    }

    private static void compareLabels(
            String file,
            CropClassifier classifier,
            Picture picture,
            JsonNode expected,
            String key) {
        for (var box : expected) {
            if (!box.has("classifications")) {
                continue;
            }
            var bbox = box.get("bbox");
            var crop =
                    new Box(
                            bbox.get(0).asDouble(),
                            bbox.get(1).asDouble(),
                            bbox.get(2).asDouble(),
                            bbox.get(3).asDouble());

            var labels = classifier.classify(picture, List.of(crop)).get(0);

            var best = box.get("classifications").get(key).get(0);
            assertThat(labels.get(0).label()).as(file).isEqualTo(best.get(0).asText());
            assertThat(labels.get(0).confidence())
                    .as(file)
                    .isCloseTo(best.get(1).asDouble(), within(LABEL_TOLERANCE));
        }
    }

    private static String category(String category) {
        return switch (category) {
            case "animal" -> "1";
            case "person" -> "2";
            default -> "3";
        };
    }

    private static double overlap(Box a, JsonNode b) {
        var width =
                Math.min(a.x() + a.width(), b.get(0).asDouble() + b.get(2).asDouble())
                        - Math.max(a.x(), b.get(0).asDouble());
        var height =
                Math.min(a.y() + a.height(), b.get(1).asDouble() + b.get(3).asDouble())
                        - Math.max(a.y(), b.get(1).asDouble());
        if (width <= 0 || height <= 0) {
            return 0;
        }
        var both = width * height;
        return both / (a.width() * a.height() + b.get(2).asDouble() * b.get(3).asDouble() - both);
    }
}
