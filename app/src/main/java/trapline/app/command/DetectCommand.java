package trapline.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import trapline.runner.Execution;
import trapline.runner.ModelDescriptor;
import trapline.runner.ModelFolder;
import trapline.runner.ModelUnavailable;
import trapline.runner.ObjectDetector;
import trapline.runner.batch.FolderDetection;
import trapline.runner.batch.ModelLooker;
import trapline.runner.batch.PictureTree;
import trapline.runner.clip.ClipLimits;
import trapline.runner.clip.ClipReader;
import trapline.runner.clip.FfmpegSearch;
import trapline.runner.format.ResultsFormat;
import trapline.runner.taxonomy.NamingModel;
import trapline.runner.taxonomy.Place;
import trapline.standin.camera.ProgressBar;

/** Looks through a folder of pictures, without a server and without a database. */
@Command(
        name = "detect",
        description =
                "Find animals, people and vehicles on all pictures and clips of a folder, and write"
                        + " what is there in MegaDetector's format. Killed at any time, it goes on where it"
                        + " was when the same command is given again.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:everything was looked at",
            "1:it could not be done; why is said",
            "2:wrong usage",
            "3:done, but some files could not be read; the results name them"
        })
final class DetectCommand implements Callable<Integer> {
    private static final int SOME_FAILED = 3;

    private final Clock clock = Clock.system(ZoneId.systemDefault());

    @Spec private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "FOLDER",
            description = "JPEG and PNG pictures, and clips.")
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
            names = "--country",
            paramLabel = "CODE",
            description =
                    "Where the cameras are, such as KEN, for classifiers that know what occurs"
                            + " where.")
    private String country;

    @Option(
            names = "--region",
            paramLabel = "CODE",
            description = "Of that country, such as CA of the USA.")
    private String region;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "The labels, common names or taxa that occur there, with commas between.")
    private List<String> only = List.of();

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

    @Option(names = "--no-clips", description = "Leave clips out.")
    private boolean noClips;

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
        var facts =
                new DetectFacts(
                        folder,
                        !flat,
                        !noClips,
                        least(detector),
                        detector,
                        classifier,
                        new Place(Optional.ofNullable(country), Optional.ofNullable(region)),
                        only);
        var options =
                new FolderDetection.Options(output(), facts.settings(), workers(), retryFailures);
        if (restart) {
            Files.deleteIfExists(options.checkpoint());
        }
        FolderDetection.Summary summary;
        var began = System.nanoTime();
        try (var model = new ObjectDetector(detector, workers());
                var namer = namer(classifier);
                var clips = clips()) {
            var looker =
                    new ModelLooker(
                            model,
                            Optional.ofNullable(namer)
                                    .map(one -> one.at(facts.place(), facts.only())),
                            least(detector),
                            Runtime.getRuntime().maxMemory() / 2,
                            noClips ? Optional.empty() : Optional.of(clips));
            summary = run(new FolderDetection(tree(), looker, options), facts);
        }
        convert(out);
        tell(out, summary, Duration.ofNanos(System.nanoTime() - began));
        return summary.failed() == 0 ? 0 : SOME_FAILED;
    }

    @SuppressWarnings("ClosingStandardOutputStreams") // the bar leaves the stream open
    private FolderDetection.Summary run(FolderDetection detection, DetectFacts facts)
            throws IOException, InterruptedException {
        try (var bar = ProgressBar.fitting(System.out, "Looking")) {
            var start = System.nanoTime();
            return detection.run(
                    () -> facts.info(clock),
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
        var tree = new PictureTree(folder, !flat, !noClips);
        if (!tree.iterator().hasNext()) {
            throw new IOException(
                    "There is no JPEG or PNG picture%s in %s."
                            .formatted(noClips ? "" : " and no clip", folder));
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

    private NamingModel namer(Optional<ModelFolder.Installed> classifier) {
        return classifier
                .map(one -> NamingModel.load(one, Execution.throughput(workers())))
                .orElse(null);
    }

    /** Searches for ffmpeg when the first clip comes. */
    private static ClipReader clips() {
        var environment = System.getenv();
        return new ClipReader(
                new FfmpegSearch(
                        Optional.ofNullable(environment.get("TRAPLINE_CLIP_FFMPEG"))
                                .filter(set -> !set.isBlank())
                                .map(Path::of),
                        environment.getOrDefault("PATH", ""),
                        DataPath.of(environment).resolve("programs")),
                ClipLimits.DEFAULT);
    }

    private double least(ModelFolder.Installed detector) {
        return threshold == null ? detector.descriptor().minConfidence() : threshold;
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
                "%d files in %s%s.%n",
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
