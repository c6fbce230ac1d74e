package trapline.runner.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trapline.runner.Box;
import trapline.runner.ModelDescriptor;
import trapline.runner.Picture;
import trapline.runner.taxonomy.Prediction;

/** What callers are answered, as it stands in JSON. */
final class Answer {
    private Answer() {}

    /**
     * What was found on one picture.
     *
     * @param classifier absent when nothing was to be named, or no classifier is installed
     * @param detections highest confidence first; empty: looked, nothing there
     * @param preview a small JPEG in base64, if it was asked for
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Analysis(
            Size picture,
            ModelName detector,
            Optional<ModelName> classifier,
            List<Detection> detections,
            Optional<byte[]> preview,
            Millis millis) {}

    /** The names of the boxes that were sent, in their order. */
    record Naming(Size picture, ModelName classifier, List<Crop> crops, Millis millis) {}

    /**
     * @param width of the upright picture, in pixels
     * @param truncated the file is cut off; what was there was looked at
     */
    record Size(int width, int height, boolean truncated) {
        static Size of(Picture picture) {
            return new Size(picture.width(), picture.height(), picture.truncated());
        }
    }

    /** The very model that said it. */
    record ModelName(String name, String version) {
        static ModelName of(ModelDescriptor model) {
            return new ModelName(model.name(), model.version());
        }
    }

    /**
     * @param category animal, person or vehicle
     * @param label the model's own word
     * @param bbox x, y, width, height as fractions of the upright picture, origin top left
     * @param classifications best first; absent where nothing was to be named
     * @param scores of every label, 32-bit floats in base64; only when they were asked for, and the
     *     model names the pictures of a burst together
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Detection(
            String category,
            String label,
            double confidence,
            List<Double> bbox,
            Optional<List<Label>> classifications,
            Optional<byte[]> scores) {}

    /**
     * One box that was sent, and its names, best first; none when it is of a category that the
     * model does not name.
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Crop(List<Double> bbox, List<Label> classifications, Optional<byte[]> scores) {}

    /** The labels of one box, best first, and the scores behind them if they are wanted. */
    record Names(List<Label> labels, Optional<byte[]> scores) {
        static final Names NONE = new Names(List.of(), Optional.empty());
    }

    /** The names of looks whose scores were sent, in their order, best first. */
    record Renaming(ModelName classifier, List<List<Label>> names) {}

    /**
     * @param confidence 0 to 1
     * @param source how the label came about, such as {@code classifier+rollup_to_genus}
     * @param rawLabel the classifier's own best label; absent where that is the label
     * @param rawConfidence and its score
     * @param taxa what the label belongs to, in lower case: class, order, family, genus, species;
     *     absent where the model's taxonomy does not know it
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Label(
            String label,
            double confidence,
            String source,
            Optional<String> rawLabel,
            Optional<Double> rawConfidence,
            List<String> taxa) {

        /**
         * @param lineages what labels belong to
         */
        static List<Label> of(List<Prediction> predictions, Map<String, List<String>> lineages) {
            return predictions.stream()
                    .map(said -> of(said, lineages.getOrDefault(said.label(), List.of())))
                    .toList();
        }

        private static Label of(Prediction said, List<String> taxa) {
            return said.isRaw()
                    ? new Label(
                            said.label(),
                            said.score(),
                            said.source(),
                            Optional.empty(),
                            Optional.empty(),
                            taxa)
                    : new Label(
                            said.label(),
                            said.score(),
                            said.source(),
                            Optional.of(said.rawLabel()),
                            Optional.of(said.rawScore()),
                            taxa);
        }
    }

    /**
     * Where the time went, in milliseconds.
     *
     * @param queue until a worker was free
     */
    record Millis(
            double queue, double decode, double preprocess, double infer, double postprocess) {}

    static List<Double> bbox(Box box) {
        return List.of(box.x(), box.y(), box.width(), box.height());
    }
}
