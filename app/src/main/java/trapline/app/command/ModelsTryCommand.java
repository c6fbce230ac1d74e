package trapline.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import trapline.runner.Annotator;
import trapline.runner.Box;
import trapline.runner.CropClassifier;
import trapline.runner.Detected;
import trapline.runner.Labelled;
import trapline.runner.ModelDescriptor;
import trapline.runner.ModelFolder;
import trapline.runner.ModelUnavailable;
import trapline.runner.ObjectDetector;
import trapline.runner.Picture;
import trapline.runner.PictureReader;
import trapline.runner.UnreadablePicture;

/** Shows what a model makes of some pictures. */
@Command(
        name = "try",
        description =
                "Show what a model makes of some pictures: boxes and labels, and the pictures with"
                        + " boxes drawn on them.",
        mixinStandardHelpOptions = true)
final class ModelsTryCommand implements Callable<Integer> {
    private static final long MOST_PIXELS = 200_000_000;
    private static final Box WHOLE = new Box(0, 0, 1, 1);

    @Spec private CommandSpec spec;

    @ParentCommand private ModelsCommand models;

    @Parameters(index = "0", paramLabel = "NAME", description = "A detector or a classifier.")
    private String name;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "PICTURE",
            description = "JPEG or PNG.")
    private List<Path> pictures = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            description = "Where the drawn pictures go. Default: beside each picture.")
    private Path output;

    @Option(
            names = "--detector",
            paramLabel = "NAME",
            description = "For a classifier: name what this detector finds, not the whole picture.")
    private String detectorName;

    @Option(names = "--no-pictures", description = "Draw nothing.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException {
        LoggingSystem.get(getClass().getClassLoader()).beforeInitialize();
        var folder = new ModelFolder(models.folder());
        var model =
                folder.installed().stream()
                        .filter(one -> one.descriptor().name().equals(name))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new ModelUnavailable(
                                                "The model %s is not installed in %s. './trapline models list' shows what is."
                                                        .formatted(name, models.folder())));
        if (output != null) {
            Files.createDirectories(output);
        }
        return model.descriptor().task() == ModelDescriptor.Task.DETECT
                ? withDetector(Optional.of(model), Optional.empty())
                : withDetector(
                        Optional.ofNullable(detectorName)
                                .flatMap(
                                        detector ->
                                                folder.find(
                                                        ModelDescriptor.Task.DETECT,
                                                        Optional.of(detector))),
                        Optional.of(model));
    }

    private int withDetector(
            Optional<ModelFolder.Installed> detector, Optional<ModelFolder.Installed> classifier)
            throws IOException {
        try (var finder = detector.map(one -> new ObjectDetector(one, 1)).orElse(null);
                var namer = classifier.map(one -> new CropClassifier(one, 1)).orElse(null)) {
            var failed = 0;
            for (var picture : pictures) {
                failed += show(picture, Optional.ofNullable(finder), Optional.ofNullable(namer));
            }
            return failed == 0 ? 0 : 1;
        }
    }

    /**
     * @return how many pictures could not be read
     */
    private int show(
            Path file, Optional<ObjectDetector> detector, Optional<CropClassifier> classifier)
            throws IOException {
        var out = spec.commandLine().getOut();
        try {
            var picture = new PictureReader(MOST_PIXELS).read(file);
            out.printf("%s (%d x %d)%n", file, picture.width(), picture.height());
            var notes = notes(out, picture, detector, classifier);
            if (!quiet) {
                out.println("  " + draw(file, picture, notes));
            }
            return 0;
        } catch (UnreadablePicture e) {
            out.printf("%s: %s%n", file, e.getMessage());
            return 1;
        } finally {
            out.flush();
        }
    }

    private static List<Annotator.Note> notes(
            PrintWriter out,
            Picture picture,
            Optional<ObjectDetector> detector,
            Optional<CropClassifier> classifier) {
        var found =
                detector.map(one -> one.detect(picture))
                        .orElse(List.of(new Detected("picture", "the whole picture", 1, WHOLE)));
        if (found.isEmpty()) {
            out.println("  nothing");
        }
        var notes = new ArrayList<Annotator.Note>();
        for (var one : found) {
            var labels =
                    classifier
                            .map(namer -> namer.classify(picture, List.of(one.box())).get(0))
                            .orElse(List.of());
            print(out, one, labels);
            var best =
                    labels.isEmpty()
                            ? "%s %.2f".formatted(one.category(), one.confidence())
                            : "%s %.2f"
                                    .formatted(labels.get(0).label(), labels.get(0).confidence());
            notes.add(new Annotator.Note(one.box(), one.category(), best));
        }
        return notes;
    }

    private static void print(PrintWriter out, Detected one, List<Labelled> labels) {
        out.printf(
                "  %-8s %.3f  x %.4f  y %.4f  width %.4f  height %.4f%s%n",
                one.category(),
                one.confidence(),
                one.box().x(),
                one.box().y(),
                one.box().width(),
                one.box().height(),
                one.sourceLabel().equals(one.category()) ? "" : "  (" + one.sourceLabel() + ")");
        labels.forEach(
                label -> out.printf("           %.3f  %s%n", label.confidence(), label.label()));
    }

    private Path draw(Path file, Picture picture, List<Annotator.Note> notes) throws IOException {
        var plain = file.getFileName().toString();
        var dot = plain.lastIndexOf('.');
        var drawn = (dot > 0 ? plain.substring(0, dot) : plain) + "." + name + ".jpg";
        var target = output == null ? file.resolveSibling(drawn) : output.resolve(drawn);
        Files.write(target, Annotator.annotate(picture, notes));
        return target;
    }
}
