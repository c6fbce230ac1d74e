package trapline.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import trapline.runner.CropClassifier;
import trapline.runner.ModelDescriptor;
import trapline.runner.ModelFolder;
import trapline.runner.ModelUnavailable;
import trapline.runner.ObjectDetector;
import trapline.runner.PictureClassifier;
import trapline.runner.batch.FolderDetection;
import trapline.runner.batch.ModelLooker;
import trapline.runner.batch.PictureTree;
import trapline.runner.format.ResultsFormat;
import trapline.standin.camera.ProgressBar;

/** Looks through a folder of pictures, without a server and without a database. */
@Command(
        name = "detect",
        description =
                "Find animals, people and vehicles on all pictures of a folder, and write what is"
                        + " there in MegaDetector's format. Killed at any time, it goes on where it"
                        + " was when the same command is given again.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every picture was looked at",
            "1:it could not be done; why is said",
            "2:wrong usage",
            "3:done, but some pictures could not be read; the results name them"
        })
final class DetectCommand implements Callable<Integer> {
    private static final int SOME_FAILED = 3;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final Clock clock = Clock.system(ZoneId.systemDefault());

    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FOLDER", description = "JPEG and PNG pictures.")
    private Path folder;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the results go. Default: detections.json in the folder.")
    private Path output;

    @Option(
            names = "--detector",
            paramLabel = "NAME",
            description = "Which detector. Default: the first that is installed.")
    private String detectorName;

    @Option(
            names = "--classifier",
            paramLabel = "NAME",
            description = "Name the animals with this classifier, too. Default: none.")
    private String classifierName;

    @Option(
            names = "--threshold",
            description =
                    "Leave out detections with less confidence, 0 to 1. Default: the detector's"
                            + " own, usually 0.1.")
    private Double threshold;

    @Option(
            names = "--workers",
            description = "Pictures looked at at once. Default: one for each processor.")
    private Integer workers;

    @Option(names = "--no-recursive", description = "Leave folders in the folder out.")
    private boolean flat;

    @Option(
            names = "--models",
            paramLabel = "FOLDER",
            description = "Default: TRAPLINE_MODELS, else models in the data folder.")
    private Path models;

    @Option(
            names = "--coco",
            paramLabel = "FILE",
            description = "Write COCO Camera Traps JSON, too.")
    private Path coco;

    @Option(
            names = "--timelapse",
            paramLabel = "FILE",
            description = "Write a CSV for Timelapse, too.")
    private Path timelapse;

    @Option(
            names = "--restart",
            description = "Forget what an earlier run found, and overwrite its results.")
    private boolean restart;

    @Option(
            names = "--retry-failures",
            description = "When going on: try pictures that failed once more.")
    private boolean retryFailures;

    @Override
    public Integer call() throws Exception {
        LoggingSystem.get(getClass().getClassLoader()).beforeInitialize();
        check();
        var installed = new ModelFolder(models());
        var detector = detector(installed);
        var classifier = classifier(installed);
        var out = spec.commandLine().getOut();
        out.printf(
                "%s %s looks at %s%s.%n",
                detector.descriptor().name(),
                detector.descriptor().version(),
                folder.toAbsolutePath().normalize(),
                classifier
                        .map(one -> "; " + one.descriptor().name() + " names animals")
                        .orElse(""));
        out.flush();
        var options =
                new FolderDetection.Options(
                        output(), settings(detector, classifier), workers(), retryFailures);
        if (restart) {
            Files.deleteIfExists(options.checkpoint());
        }
        FolderDetection.Summary summary;
        var began = System.nanoTime();
        try (var model = new ObjectDetector(detector, workers());
                var namer = namer(classifier)) {
            var looker =
                    new ModelLooker(
                            model,
                            Optional.ofNullable(namer),
                            least(detector),
                            Runtime.getRuntime().maxMemory() / 2);
            summary = run(new FolderDetection(tree(), looker, options), detector, classifier);
        }
        convert(out);
        tell(out, summary, Duration.ofNanos(System.nanoTime() - began));
        return summary.failed() == 0 ? 0 : SOME_FAILED;
    }

    @SuppressWarnings("ClosingStandardOutputStreams") // the bar leaves the stream open
    private FolderDetection.Summary run(
            FolderDetection detection,
            ModelFolder.Installed detector,
            Optional<ModelFolder.Installed> classifier)
            throws IOException, InterruptedException {
        try (var bar = ProgressBar.fitting(System.out, "Looking")) {
            var start = System.nanoTime();
            return detection.run(
                    () -> info(detector, classifier),
                    (done, total, before, failed) -> {
                        var now = System.nanoTime();
                        var pace = new Pace(start, before);
                        var left = pace.left(done, total, now);
                        bar.show(
                                done,
                                total,
                                "%.1f/s%s%s"
                                        .formatted(
                                                pace.rate(done, now),
                                                left.isEmpty() ? "" : ", " + left,
                                                failed == 0 ? "" : ", " + failed + " failed"));
                    });
        }
    }

    private void check() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("There is no folder %s.".formatted(folder));
        }
        if (threshold != null && !(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("--threshold is 0 to 1.");
        }
        if (workers() < 1 || workers() > 256) {
            throw new IllegalArgumentException("--workers is 1 to 256.");
        }
        for (var file : new Path[] {output(), coco, timelapse}) {
            if (file != null && !Files.isDirectory(file.toAbsolutePath().getParent())) {
                throw new IOException(
                        "There is no folder %s for the results."
                                .formatted(file.toAbsolutePath().getParent()));
            }
        }
        if (Files.exists(output()) && !restart && !Files.exists(checkpoint())) {
            throw new IOException(
                    "%s is there already. Choose another file with -o, or overwrite it with --restart."
                            .formatted(output()));
        }
    }

    private PictureTree tree() throws IOException {
        var tree = new PictureTree(folder, !flat);
        if (!tree.iterator().hasNext()) {
            throw new IOException("There is no JPEG or PNG picture in %s.".formatted(folder));
        }
        return tree;
    }

    private ModelFolder.Installed detector(ModelFolder installed) {
        return installed
                .find(ModelDescriptor.Task.DETECT, Optional.ofNullable(detectorName))
                .map(
                        model ->
                                new ModelFolder.Installed(
                                        model.descriptor().reporting(least(model)), model.folder()))
                .orElseThrow(
                        () ->
                                new ModelUnavailable(
                                        "No detector is installed in %s. See what there is with './trapline models list', and fetch one, such as './trapline models pull yolox-nano'."
                                                .formatted(models().toAbsolutePath().normalize())));
    }

    private Optional<ModelFolder.Installed> classifier(ModelFolder installed) {
        return Optional.ofNullable(classifierName)
                .flatMap(name -> installed.find(ModelDescriptor.Task.CLASSIFY, Optional.of(name)));
    }

    private PictureClassifier namer(Optional<ModelFolder.Installed> classifier) {
        return classifier.map(one -> new CropClassifier(one, workers())).orElse(null);
    }

    private double least(ModelFolder.Installed detector) {
        return threshold == null ? detector.descriptor().minConfidence() : threshold;
    }

    /** All that decides what is found. */
    private String settings(
            ModelFolder.Installed detector, Optional<ModelFolder.Installed> classifier)
            throws IOException {
        var json = new ObjectMapper().createObjectNode();
        json.put("folder", folder.toRealPath().toString());
        json.put("recursive", !flat);
        json.put("threshold", least(detector));
        json.put("detector", print(detector));
        classifier.ifPresent(one -> json.put("classifier", print(one)));
        return json.toString();
    }

    private static String print(ModelFolder.Installed model) {
        var descriptor = model.descriptor();
        return "%s %s %s %s"
                .formatted(
                        descriptor.name(),
                        descriptor.version(),
                        descriptor.file(),
                        descriptor
                                .sha256()
                                .orElseGet(() -> model.weights().toFile().length() + " bytes"));
    }

    private Map<String, JsonNode> info(
            ModelFolder.Installed detector, Optional<ModelFolder.Installed> classifier) {
        var now = TextNode.valueOf(TIME.format(LocalDateTime.now(clock)));
        var info = new LinkedHashMap<String, JsonNode>();
        info.put("detector", TextNode.valueOf(detector.descriptor().file()));
        info.put("detection_completion_time", now);
        var metadata = new ObjectMapper().createObjectNode();
        metadata.put("name", detector.descriptor().name());
        metadata.put("version", detector.descriptor().version());
        metadata.put("image_size", detector.descriptor().input().size());
        metadata.put("typical_detection_threshold", detector.descriptor().typicalConfidence());
        metadata.put("output_threshold", least(detector));
        info.put("detector_metadata", metadata);
        if (classifier.isPresent()) {
            info.put("classifier", TextNode.valueOf(classifier.get().descriptor().file()));
            info.put("classification_completion_time", now);
            var named = new ObjectMapper().createObjectNode();
            named.put("name", classifier.get().descriptor().name());
            named.put("version", classifier.get().descriptor().version());
            info.put("classifier_metadata", named);
        }
        info.put(
                "root_folder",
                TextNode.valueOf(
                        String.valueOf(folder.toAbsolutePath().normalize().getFileName())));
        return info;
    }

    private void convert(PrintWriter out) throws IOException {
        if (coco != null) {
            ResultsFormat.convert(output(), coco, ResultsFormat.COCO);
            out.println("COCO Camera Traps: " + coco);
        }
        if (timelapse != null) {
            ResultsFormat.convert(output(), timelapse, ResultsFormat.TIMELAPSE);
            out.println("Timelapse: " + timelapse);
        }
    }

    private void tell(PrintWriter out, FolderDetection.Summary summary, Duration time) {
        out.printf("Results: %s%n", output());
        out.printf(
                "%d pictures in %s%s.%n",
                summary.pictures(),
                Pace.words(time),
                summary.before() == 0
                        ? ""
                        : ", %d of them looked at before".formatted(summary.before()));
        summary.found().forEach((category, count) -> out.printf("  %-10s %d%n", category, count));
        out.printf("  %-10s %d%n", "nothing", summary.empty());
        if (summary.failed() > 0) {
            out.printf("  %-10s %d (why stands in the results)%n", "failed", summary.failed());
        }
        out.flush();
    }

    private Path output() {
        return output == null ? folder.resolve("detections.json") : output;
    }

    private Path checkpoint() {
        return new FolderDetection.Options(output(), "", 1, false).checkpoint();
    }

    private Path models() {
        return models == null ? ModelsPath.of(System.getenv()) : models;
    }

    private int workers() {
        return workers == null ? Runtime.getRuntime().availableProcessors() : workers;
    }
}
