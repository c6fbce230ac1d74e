package trapline.runner;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a model is and how to talk to it; the content of a {@code model.yaml}.
 *
 * @param name unique; what captures are marked with
 * @param file name of the weights beside the descriptor
 * @param sha256 of the weights; a file with another hash is refused
 * @param input what the network takes
 * @param layout how a detector's output is laid out; absent for classifiers
 * @param classes a detector's class names in order, or a file that lists them
 * @param categories class index to category; classes that are not named are dropped
 * @param minConfidence least confidence that is reported, 0 to 1
 * @param suppressionOverlap boxes of one category that overlap more are the same thing, 0 to 1
 * @param labels a classifier's label file, one a line
 * @param top how many labels a classifier reports
 * @param softmax whether the classifier's output is raw scores
 * @param demo true for a small model that only shows how things work
 */
public record ModelDescriptor(
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) String version,
        @JsonProperty(required = true) Task task,
        @JsonProperty(required = true) String file,
        Optional<String> address,
        Optional<String> sha256,
        @JsonProperty(required = true) String licence,
        @JsonProperty(required = true) EngineKind engine,
        @JsonProperty(required = true) Input input,
        Optional<Layout> layout,
        Optional<String> classes,
        Map<Integer, String> categories,
        Double minConfidence,
        Double suppressionOverlap,
        Optional<String> labels,
        Integer top,
        boolean softmax,
        boolean demo,
        Optional<String> note) {

    private static final double DEFAULT_CONFIDENCE = 0.1;
    private static final double DEFAULT_OVERLAP = 0.45;
    private static final int DEFAULT_TOP = 5;

    /** What a model is for. */
    public enum Task {
        @JsonProperty("detect")
        DETECT,
        @JsonProperty("classify")
        CLASSIFY
    }

    /** What runs it. */
    public enum EngineKind {
        @JsonProperty("onnxruntime")
        ONNX_RUNTIME("OnnxRuntime"),
        @JsonProperty("pytorch")
        PYTORCH("PyTorch");

        private final String djlName;

        EngineKind(String djlName) {
            this.djlName = djlName;
        }

        String djlName() {
            return djlName;
        }
    }

    /** How a detector lays out its boxes. */
    public enum Layout {
        /** {@code [N, A, 5 + classes]}: YOLOv5, MegaDetector v5. */
        @JsonProperty("v5")
        V5,
        /** {@code [N, 4 + classes, A]}: YOLOv8, v9, v11. */
        @JsonProperty("v8")
        V8,
        /** {@code [N, K, 6]}: x1, y1, x2, y2, score, class. */
        @JsonProperty("e2e")
        E2E,
        /** {@code [N, A, 5 + classes]}, not decoded, strides 8, 16, 32. */
        @JsonProperty("yolox-raw")
        YOLOX_RAW
    }

    /** Which colour comes first. */
    public enum ColourOrder {
        @JsonProperty("rgb")
        RGB,
        @JsonProperty("bgr")
        BGR;

        /** Which colour (0 red, 1 green, 2 blue) each plane takes. */
        int[] planes() {
            return this == RGB ? new int[] {0, 1, 2} : new int[] {2, 1, 0};
        }
    }

    /** Where the picture lies on the square canvas. */
    public enum Placement {
        @JsonProperty("centre")
        CENTRE,
        @JsonProperty("top-left")
        TOP_LEFT
    }

    /**
     * What the network takes: {@code [1, 3, size, size]}, 32-bit floats, {@code (sample * scale -
     * mean) / deviation}.
     *
     * @param size pixels of each side
     * @param scale factor for samples of 0 to 255; 1/255 when absent
     * @param mean three numbers, zero when absent
     * @param deviation three numbers, one when absent
     * @param padding sample value around a letterboxed picture, 114 when absent
     */
    public record Input(
            @JsonProperty(required = true) int size,
            Optional<ColourOrder> colours,
            Optional<Double> scale,
            Optional<List<Double>> mean,
            Optional<List<Double>> deviation,
            Optional<Integer> padding,
            Optional<Placement> placement) {

        private static final int GREY = 114;

        int paddingOrDefault() {
            return padding.orElse(GREY);
        }

        ColourOrder coloursOrDefault() {
            return colours.orElse(ColourOrder.RGB);
        }

        Placement placementOrDefault() {
            return placement.orElse(Placement.CENTRE);
        }

        /** What each sample value becomes, for each plane. */
        float[][] levels() {
            var factor = scale.map(Double::floatValue).orElse(1f / 255f);
            var levels = new float[3][256];
            for (var band = 0; band < 3; band++) {
                var shift = mean.isPresent() ? mean.get().get(band).floatValue() : 0f;
                var spread = deviation.isPresent() ? deviation.get().get(band).floatValue() : 1f;
                for (var value = 0; value < 256; value++) {
                    var scaled = scale.isPresent() ? value * factor : value / 255f;
                    levels[band][value] = (scaled - shift) / spread;
                }
            }
            return levels;
        }
    }

    /** Checks what the schema of the fields cannot. */
    public ModelDescriptor {
        categories = categories == null ? Map.of() : Map.copyOf(categories);
        minConfidence = minConfidence == null ? DEFAULT_CONFIDENCE : minConfidence;
        suppressionOverlap = suppressionOverlap == null ? DEFAULT_OVERLAP : suppressionOverlap;
        top = top == null ? DEFAULT_TOP : top;
        require(
                name,
                name.matches("[a-z0-9][a-z0-9.-]{0,63}"),
                "name",
                "use a-z, 0-9, '.' and '-'");
        require(name, plain(file), "file", "give the name of a file beside the descriptor");
        require(name, input.size() >= 8 && input.size() <= 4096, "input.size", "8 to 4096");
        require(name, input.mean().map(List::size).orElse(3) == 3, "input.mean", "three numbers");
        require(
                name,
                input.deviation().map(List::size).orElse(3) == 3,
                "input.deviation",
                "three numbers");
        require(name, minConfidence >= 0 && minConfidence <= 1, "minConfidence", "0 to 1");
        require(
                name,
                suppressionOverlap > 0 && suppressionOverlap <= 1,
                "suppressionOverlap",
                "above 0, at most 1");
        if (task == Task.DETECT) {
            require(name, layout.isPresent(), "layout", "one of v5, v8, e2e, yolox-raw");
            require(name, !categories.isEmpty(), "categories", "class index: category");
        } else {
            require(
                    name,
                    labels.isPresent() && plain(labels.get()),
                    "labels",
                    "give the name of the label file beside the descriptor");
            require(name, top >= 1 && top <= 100, "top", "1 to 100");
        }
    }

    private static boolean plain(String file) {
        return !file.isBlank() && !file.contains("/") && !file.contains("\\") && !file.equals("..");
    }

    private static void require(String name, boolean met, String field, String advice) {
        if (!met) {
            throw new ModelUnavailable(
                    "Model %s: the field %s is missing or wrong: %s."
                            .formatted(name, field, advice));
        }
    }
}
