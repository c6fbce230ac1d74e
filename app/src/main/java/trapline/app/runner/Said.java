package trapline.app.runner;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import trapline.classification.Classifier;
import trapline.detection.BoundingBox;
import trapline.detection.Detector;
import trapline.runner.PictureReader;
import trapline.runner.UnreadablePicture;

/** Reads a runner's answers; what does not hold is an {@link IllegalArgumentException}. */
final class Said {
    private static final int MOST = 1000;
    private static final int LONGEST_NAME = 200;

    private static final PictureReader PREVIEWS = new PictureReader(2_000_000);

    private Said() {}

    static RemoteModels.Analysis analysis(JsonNode answer) {
        var names = new ArrayList<RemoteModels.Name>();
        for (var one : list(answer, "detections")) {
            if (one.has("classifications")) {
                names.add(new RemoteModels.Name(bbox(one.path("bbox")), labels(one)));
            }
        }
        var sight = sight(answer);
        var preview = bytes(answer.path("preview"));
        requirePicture(preview);
        return new RemoteModels.Analysis(
                sight.model(),
                sight.found(),
                answer.path("picture").path("truncated").asBoolean(),
                preview,
                answer.has("classifier")
                        ? Optional.of(model(answer.path("classifier")))
                        : Optional.empty(),
                names);
    }

    static RemoteModels.Sight sight(JsonNode answer) {
        var found = new ArrayList<Detector.Found>();
        for (var one : list(answer, "detections")) {
            found.add(
                    new Detector.Found(
                            text(one, "category"),
                            text(one, "label"),
                            confidence(one),
                            bbox(one.path("bbox"))));
        }
        return new RemoteModels.Sight(model(answer.path("detector")), found);
    }

    /**
     * @param boxes that were asked about
     */
    static Classifier.Named naming(JsonNode answer, int boxes) {
        var labels = new ArrayList<List<Classifier.Label>>();
        for (var crop : list(answer, "crops")) {
            labels.add(labels(crop));
        }
        require(labels.size() == boxes, "crops");
        return new Classifier.Named(model(answer.path("classifier")), labels);
    }

    private static Classifier.Model model(JsonNode model) {
        return new Classifier.Model(text(model, "name"), text(model, "version"));
    }

    private static List<Classifier.Label> labels(JsonNode of) {
        var labels = new ArrayList<Classifier.Label>();
        for (var one : list(of, "classifications")) {
            labels.add(new Classifier.Label(text(one, "label"), confidence(one)));
        }
        return labels;
    }

    private static BoundingBox bbox(JsonNode numbers) {
        require(numbers.size() == 4, "bbox");
        numbers.forEach(number -> require(number.isNumber(), "bbox"));
        return new BoundingBox(
                numbers.get(0).asDouble(),
                numbers.get(1).asDouble(),
                numbers.get(2).asDouble(),
                numbers.get(3).asDouble());
    }

    private static double confidence(JsonNode of) {
        var value = of.path("confidence");
        require(value.isNumber() && value.asDouble() >= 0 && value.asDouble() <= 1, "confidence");
        return value.asDouble();
    }

    private static String text(JsonNode of, String field) {
        var value = of.path(field);
        require(
                value.isTextual()
                        && !value.asText().isBlank()
                        && value.asText().length() <= LONGEST_NAME,
                field);
        return value.asText();
    }

    private static JsonNode list(JsonNode of, String field) {
        var list = of.path(field);
        require(list.isArray() && list.size() <= MOST, field);
        return list;
    }

    private static byte[] bytes(JsonNode base64) {
        try {
            var bytes = base64.isTextual() ? base64.binaryValue() : null;
            require(bytes != null && bytes.length > 0, "preview");
            return bytes;
        } catch (IOException e) {
            throw new IllegalArgumentException("the field preview is no base64", e);
        }
    }

    private static void requirePicture(byte[] preview) {
        try {
            PREVIEWS.read(preview);
        } catch (UnreadablePicture e) {
            throw new IllegalArgumentException("the field preview is no picture", e);
        }
    }

    private static void require(boolean holds, String field) {
        if (!holds) {
            throw new IllegalArgumentException("the field %s is missing or wrong".formatted(field));
        }
    }
}
