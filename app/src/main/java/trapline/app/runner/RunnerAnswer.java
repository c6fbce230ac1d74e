package trapline.app.runner;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import trapline.classification.Classifier;
import trapline.classification.LabelBasis;
import trapline.classification.LabelScores;
import trapline.detection.BoundingBox;
import trapline.detection.Detector;
import trapline.runner.PictureReader;
import trapline.runner.UnreadablePicture;

/** Reads a runner's answers; what does not hold is an {@link IllegalArgumentException}. */
final class RunnerAnswer {
    private static final int MOST = 1000;
    private static final int LONGEST_NAME = 200;

    /** No separator and nothing unseen. */
    private static final Pattern TAXON = Pattern.compile("[^;\\p{C}]{1,200}");

    private static final PictureReader PREVIEWS = new PictureReader(2_000_000);

    private RunnerAnswer() {}

    static RemoteModels.Analysis analysis(JsonNode answer) {
        var names = new HashMap<BoundingBox, RemoteModels.Names>();
        for (var one : list(answer, "detections")) {
            if (one.has("classifications")) {
                names.put(bbox(one.path("bbox")), names(one));
            }
        }
        var sight = sight(answer);
        var preview = bytes(answer, "preview");
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
                            confidence(one, "confidence"),
                            bbox(one.path("bbox"))));
        }
        return new RemoteModels.Sight(model(answer.path("detector")), found);
    }

    /**
     * @param boxes that were asked about
     */
    static RemoteModels.Said naming(JsonNode answer, int boxes) {
        var names = new ArrayList<RemoteModels.Names>();
        for (var crop : list(answer, "crops")) {
            names.add(names(crop));
        }
        require(names.size() == boxes, "crops");
        return new RemoteModels.Said(model(answer.path("classifier")), names);
    }

    /**
     * @param looks that were to be named
     */
    static List<List<Classifier.Label>> names(JsonNode answer, int looks) {
        var names = new ArrayList<List<Classifier.Label>>();
        for (var one : list(answer, "names")) {
            names.add(labels(one));
        }
        require(names.size() == looks, "names");
        return names;
    }

    /**
     * What the labels anywhere in an answer belong to; runners of an older version do not say.
     *
     * @return by label, in lower case: class, order, family, genus, species
     */
    static Map<String, List<String>> taxa(JsonNode answer) {
        var taxa = new HashMap<String, List<String>>();
        for (var label : answer.findParents("taxa")) {
            var names = new ArrayList<String>();
            for (var one : list(label, "taxa")) {
                require(
                        one.isTextual()
                                && TAXON.matcher(one.asText()).matches()
                                && names.size() < 5,
                        "taxa");
                names.add(one.asText());
            }
            taxa.put(text(label, "label"), names);
        }
        return taxa;
    }

    private static RemoteModels.Names names(JsonNode one) {
        return new RemoteModels.Names(
                labels(list(one, "classifications")),
                one.has("scores")
                        ? Optional.of(LabelScores.of(bytes(one, "scores")))
                        : Optional.empty());
    }

    private static Classifier.Model model(JsonNode model) {
        return new Classifier.Model(text(model, "name"), text(model, "version"));
    }

    private static List<Classifier.Label> labels(JsonNode list) {
        var labels = new ArrayList<Classifier.Label>();
        for (var one : list) {
            labels.add(
                    new Classifier.Label(
                            text(one, "label"), confidence(one, "confidence"), basis(one)));
        }
        return labels;
    }

    /** Runners of an older version give none; then the classifier said so. */
    private static LabelBasis basis(JsonNode label) {
        if (!label.has("source")) {
            return LabelBasis.CLASSIFIER;
        }
        return new LabelBasis(
                text(label, "source"),
                label.has("rawLabel")
                        ? Optional.of(
                                new LabelBasis.Raw(
                                        text(label, "rawLabel"),
                                        confidence(label, "rawConfidence")))
                        : Optional.empty());
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

    private static double confidence(JsonNode of, String field) {
        var value = of.path(field);
        require(value.isNumber() && value.asDouble() >= 0 && value.asDouble() <= 1, field);
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

    private static byte[] bytes(JsonNode of, String field) {
        var base64 = of.path(field);
        try {
            var bytes = base64.isTextual() ? base64.binaryValue() : null;
            require(bytes != null && bytes.length > 0, field);
            return bytes;
        } catch (IOException e) {
            throw new IllegalArgumentException("the field %s is no base64".formatted(field), e);
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
