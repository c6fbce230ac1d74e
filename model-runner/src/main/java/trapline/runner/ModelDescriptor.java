package trapline.runner;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trapline.runner.taxonomy.NamingOptions;

/**
 * What a model is and how to talk to it; the content of a {@code model.yaml}.
 *
 * @param name unique; what captures are marked with
 * @param file name of the weights beside the descriptor
 * @param sha256 of the weights; a file with another hash is refused
 * @param input what the network takes
 * @param layout how a detector's output is laid out; absent for classifiers
 * @param classes a detector's class names in order, or a file that lists them
 * @param categories class index to category; classes that are not named are dropped, and classes of
 *     one category are one thing when boxes that overlap are removed
 * @param minConfidence least confidence that is reported, 0 to 1
 * @param suppressionOverlap boxes of one category that overlap more are the same thing, above 0 to
 *     1; 1 keeps them all, for networks that remove repeated boxes themselves
 * @param labels a classifier's label file
 * @param labelFormat how that file names the classes
 * @param top how many labels a classifier reports
 * @param softmax whether the classifier's output is raw scores, which become shares of 1 here
 * @param crop which part of the picture a classifier is shown
 * @param naming how a classifier's scores become a name; absent: the best label is the name
 * @param demo true for a small model that only shows how things work
 * @param typicalConfidence what its makers recommend to look at, 0 to 1; absent: 0.2, which
 *     MegaDetector v5's recommend
 * @param origin where it comes from
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
        LabelFormat labelFormat,
        Integer top,
        boolean softmax,
        CropPolicy crop,
        Optional<NamingOptions> naming,
        boolean demo,
        Optional<String> note,
        Double typicalConfidence,
        Origin origin) {

    private static final double DEFAULT_CONFIDENCE = 0.1;
    private static final double DEFAULT_TYPICAL_CONFIDENCE = 0.2;
    private static final double DEFAULT_OVERLAP = 0.45;
    private static final double KEEP_ALL = 1;
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

    /** How a detector lays out its boxes: N pictures, A or K boxes each. */
    public enum Layout {
        /** {@code [N, A, 5 + classes]}: YOLOv5, MegaDetector v5 and v1000 redwood and spruce. */
        @JsonProperty("v5")
        V5,
        /** {@code [N, 4 + classes, A]}: YOLOv8, v9, v11, MegaDetector cedar, larch and sorrel. */
        @JsonProperty("v8")
        V8,
        /** {@code [N, K, 6]}: x1, y1, x2, y2, score, class: YOLOv10, MegaDetector v6. */
        @JsonProperty("e2e")
        E2E,
        /** {@code [N, K, 4 + classes]}, centre and size as fractions of the canvas: RT-DETR. */
        @JsonProperty("rtdetr")
        RTDETR,
        /** {@code [N, A, 5 + classes]}, not decoded, strides 8, 16, 32: YOLOX as published. */
        @JsonProperty("yolox-raw")
        YOLOX_RAW
    }

    /** How a label file names its classes, one a line. */
    public enum LabelFormat {
        /** The line is the label. */
        @JsonProperty("plain")
        PLAIN,
        /** {@code uuid;class;order;family;genus;species;common}. */
        @JsonProperty("speciesnet")
        SPECIESNET,
        /** Comma-separated, with a first line that names the columns. */
        @JsonProperty("csv")
        CSV
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

    /** Where the picture lies on the canvas. */
    public enum Placement {
        @JsonProperty("centre")
        CENTRE,
        @JsonProperty("top-left")
        TOP_LEFT,
        /** All over it, whatever its shape: RT-DETR. */
        @JsonProperty("stretched")
        STRETCHED
    }

    /** The order of the input's axes. */
    public enum Axes {
        /** Picture, colour, row, column: PyTorch's. */
        @JsonProperty("nchw")
        NCHW,
        /** Picture, row, column, colour: TensorFlow's. */
        @JsonProperty("nhwc")
        NHWC
    }

    /** How pixels between pixels are made up. */
    public enum Interpolation {
        @JsonProperty("bilinear")
        BILINEAR,
        @JsonProperty("bicubic")
        BICUBIC,
        /** Each pixel is the mean of those it covers. */
        @JsonProperty("area")
        AREA
    }

    /**
     * What the network takes: {@code [N, 3, height, width]}, 32-bit floats, {@code (sample * scale
     * - mean) / deviation}.
     *
     * @param size pixels of each side of the square; with a stride, of the longer side at most
     * @param stride absent: the canvas is square. Else each side is padded only to the next
     *     multiple of so many pixels, and the network must take any such shape
     * @param batch how many pictures the network takes at once, at most; 1 when absent
     * @param scale factor for samples of 0 to 255; 1/255 when absent
     * @param mean three numbers, zero when absent
     * @param deviation three numbers, one when absent
     * @param padding sample value around a letterboxed picture, 114 when absent
     * @param interpolation bilinear when absent
     * @param antialias whether a picture made smaller is smoothed first, as Pillow does; area
     *     always is
     */
    public record Input(
            @JsonProperty(required = true) int size,
            Optional<Integer> stride,
            Optional<Integer> batch,
            Optional<Axes> axes,
            Optional<ColourOrder> colours,
            Optional<Double> scale,
            Optional<List<Double>> mean,
            Optional<List<Double>> deviation,
            Optional<Integer> padding,
            Optional<Placement> placement,
            Optional<Interpolation> interpolation,
            boolean antialias) {

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

        Axes axesOrDefault() {
            return axes.orElse(Axes.NCHW);
        }

        Interpolation interpolationOrDefault() {
            return interpolation.orElse(Interpolation.BILINEAR);
        }

        int batchOrDefault() {
            return batch.orElse(1);
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
        if (suppressionOverlap == null) {
            var unique = layout.filter(Layout.RTDETR::equals).isPresent();
            suppressionOverlap = unique ? KEEP_ALL : DEFAULT_OVERLAP;
        }
        top = top == null ? DEFAULT_TOP : top;
        typicalConfidence =
                typicalConfidence == null ? DEFAULT_TYPICAL_CONFIDENCE : typicalConfidence;
        origin = origin == null ? Origin.UNKNOWN : origin;
        labelFormat = labelFormat == null ? LabelFormat.PLAIN : labelFormat;
        crop = crop == null ? CropPolicy.BOX : crop;
        var rules = new DescriptorRules(name);
        rules.name(name, version, licence);
        rules.weights(file, address, origin, sha256);
        rules.input(input);
        rules.crop(crop);
        rules.naming(task, naming);
        rules.numbers(minConfidence, typicalConfidence, suppressionOverlap);
        if (task == Task.DETECT) {
            rules.detector(layout, input, categories, classes);
        } else {
            rules.classifier(labels, top, input);
        }
    }

    /** The same model, reporting what reaches another confidence. */
    public ModelDescriptor reporting(double least) {
        return new ModelDescriptor(
                name,
                version,
                task,
                file,
                address,
                sha256,
                licence,
                engine,
                input,
                layout,
                classes,
                categories,
                least,
                suppressionOverlap,
                labels,
                labelFormat,
                top,
                softmax,
                crop,
                naming,
                demo,
                note,
                typicalConfidence,
                origin);
    }
}
