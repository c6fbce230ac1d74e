package trapline.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import trapline.runner.Execution;
import trapline.runner.ModelDescriptor;
import trapline.runner.ModelFolder;
import trapline.runner.ModelUnavailable;
import trapline.runner.ObjectDetector;
import trapline.runner.batch.FolderDetection;
import trapline.runner.batch.ModelLooker;
import trapline.runner.clip.ClipLimits;
import trapline.runner.clip.ClipReader;
import trapline.runner.clip.FfmpegSearch;
import trapline.runner.format.ResultsFormat;
import trapline.runner.taxonomy.NamingModel;
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

    @Mixin private final DetectOptions asked = new DetectOptions();

    @Override
    public Integer call() throws Exception {
        LoggingSystem.get(getClass().getClassLoader()).beforeInitialize();
        asked.check();
        var installed = new ModelFolder(asked.models());
        var detector = detector(installed);
        var classifier = classifier(installed);
        var out = spec.commandLine().getOut();
        out.printf(
                "%s %s looks at %s%s.%n",
                detector.descriptor().name(),
                detector.descriptor().version(),
                asked.folder().toAbsolutePath().normalize(),
                classifier
                        .map(one -> "; " + one.descriptor().name() + " names animals")
                        .orElse(""));
        out.flush();
        var facts =
                new DetectFacts(
                        asked.folder(),
                        asked.recursive(),
                        asked.withClips(),
                        asked.least(detector),
                        detector,
                        classifier,
                        asked.place(),
                        asked.only());
        var options =
                new FolderDetection.Options(
                        asked.output(), facts.settings(), asked.workers(), asked.retryFailures());
        if (asked.restart()) {
            Files.deleteIfExists(options.checkpoint());
        }
        FolderDetection.Summary summary;
        var began = System.nanoTime();
        try (var model = new ObjectDetector(detector, asked.workers());
                var namer = namer(classifier);
                var clips = clips()) {
            var looker =
                    new ModelLooker(
                            model,
                            Optional.ofNullable(namer)
                                    .map(one -> one.at(facts.place(), facts.only())),
                            asked.least(detector),
                            Runtime.getRuntime().maxMemory() / 2,
                            asked.withClips() ? Optional.of(clips) : Optional.empty());
            summary = run(new FolderDetection(asked.tree(), looker, options), facts);
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

    private ModelFolder.Installed detector(ModelFolder installed) {
        return installed
                .find(ModelDescriptor.Task.DETECT, asked.detector())
                .map(
                        model ->
                                new ModelFolder.Installed(
                                        model.descriptor().reporting(asked.least(model)),
                                        model.folder()))
                .orElseThrow(
                        () ->
                                new ModelUnavailable(
                                        "No detector is installed in %s. See what there is with './trapline models list', and fetch one, such as './trapline models pull yolox-nano'."
                                                .formatted(
                                                        asked.models()
                                                                .toAbsolutePath()
                                                                .normalize())));
    }

    private Optional<ModelFolder.Installed> classifier(ModelFolder installed) {
        return asked.classifier()
                .flatMap(name -> installed.find(ModelDescriptor.Task.CLASSIFY, Optional.of(name)));
    }

    private NamingModel namer(Optional<ModelFolder.Installed> classifier) {
        return classifier
                .map(one -> NamingModel.load(one, Execution.throughput(asked.workers())))
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

    private void convert(PrintWriter out) throws IOException {
        if (asked.coco().isPresent()) {
            ResultsFormat.convert(asked.output(), asked.coco().get(), ResultsFormat.COCO);
            out.println("COCO Camera Traps: " + asked.coco().get());
        }
        if (asked.timelapse().isPresent()) {
            ResultsFormat.convert(asked.output(), asked.timelapse().get(), ResultsFormat.TIMELAPSE);
            out.println("Timelapse: " + asked.timelapse().get());
        }
    }

    private void tell(PrintWriter out, FolderDetection.Summary summary, Duration time) {
        out.printf("Results: %s%n", asked.output());
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
}
