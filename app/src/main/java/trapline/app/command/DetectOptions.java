package trapline.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import trapline.runner.ModelFolder;
import trapline.runner.batch.FolderDetection;
import trapline.runner.batch.PictureTree;
import trapline.runner.taxonomy.Place;

/** What {@link DetectCommand} is asked to do, and what that means where nothing is said. */
final class DetectOptions {
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

    /**
     * @throws IOException if a folder is not there, or results would be overwritten
     * @throws IllegalArgumentException if a number is out of its range
     */
    void check() throws IOException {
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

    PictureTree tree() throws IOException {
        var tree = new PictureTree(folder, !flat, !noClips);
        if (!tree.iterator().hasNext()) {
            throw new IOException(
                    "There is no JPEG or PNG picture%s in %s."
                            .formatted(noClips ? "" : " and no clip", folder));
        }
        return tree;
    }

    double least(ModelFolder.Installed detector) {
        return threshold == null ? detector.descriptor().minConfidence() : threshold;
    }

    Path output() {
        return output == null ? folder.resolve("detections.json") : output;
    }

    private Path checkpoint() {
        return new FolderDetection.Options(output(), "", 1, false).checkpoint();
    }

    Path models() {
        return models == null ? ModelsPath.of(System.getenv()) : models;
    }

    int workers() {
        return workers == null ? Runtime.getRuntime().availableProcessors() : workers;
    }

    Path folder() {
        return folder;
    }

    Optional<String> detector() {
        return Optional.ofNullable(detectorName);
    }

    Optional<String> classifier() {
        return Optional.ofNullable(classifierName);
    }

    Place place() {
        return new Place(Optional.ofNullable(country), Optional.ofNullable(region));
    }

    List<String> only() {
        return only;
    }

    boolean recursive() {
        return !flat;
    }

    boolean withClips() {
        return !noClips;
    }

    boolean restart() {
        return restart;
    }

    boolean retryFailures() {
        return retryFailures;
    }

    Optional<Path> coco() {
        return Optional.ofNullable(coco);
    }

    Optional<Path> timelapse() {
        return Optional.ofNullable(timelapse);
    }
}
