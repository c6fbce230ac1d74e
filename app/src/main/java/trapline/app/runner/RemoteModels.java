package trapline.app.runner;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import trapline.blob.BlobStore;
import trapline.capture.Capture;
import trapline.classification.Classifier;
import trapline.detection.BoundingBox;
import trapline.detection.Detector;
import trapline.detection.Frame;
import trapline.stage.PermanentFailure;

/** The models of runners on other machines, asked about captures. */
public class RemoteModels {
    private final Runners runners;
    private final BlobStore blobs;

    RemoteModels(Runners runners, BlobStore blobs) {
        this.runners = runners;
        this.blobs = blobs;
    }

    /**
     * What a runner found, from one decoding.
     *
     * @param detector the model that found it
     * @param preview a small JPEG of the upright picture
     * @param classifier the model that named; empty: nothing was to be named, or none is there
     * @param names of those that were named
     */
    @SuppressWarnings("ArrayRecordComponent") // written to the blob store once
    public record Analysis(
            Classifier.Model detector,
            List<Detector.Found> found,
            boolean truncated,
            byte[] preview,
            Optional<Classifier.Model> classifier,
            List<Name> names) {}

    /** What one model found on one picture. */
    public record Sight(Classifier.Model model, List<Detector.Found> found) {}

    /** The labels of one box, best first. */
    public record Name(BoundingBox bbox, List<Classifier.Label> labels) {}

    /**
     * Finds what is on a capture, and names the animals.
     *
     * @param nameFrom animals that are at least so sure are named, 0 to 1
     * @param preview pixels of the longer side of the small picture
     * @throws PermanentFailure if a runner says that it is unreadable, or its bytes are gone
     * @throws trapline.stage.RetryLater if no runner can be used now
     */
    public Analysis analyze(Capture capture, double nameFrom, int preview) {
        return runners.ask(
                new Runners.Question<>(
                        "/v1/analyze?nameFrom=%s&preview=%d".formatted(nameFrom, preview),
                        Said::analysis,
                        Optional.empty()),
                Content.original(capture.blobKey(), file(capture.blobKey())));
    }

    /**
     * Finds what is on one frame of a clip.
     *
     * @param jpeg the frame
     * @throws trapline.stage.RetryLater if no runner can be used now
     */
    public Sight detect(byte[] jpeg) {
        return runners.ask(
                new Runners.Question<>("/v1/detect", Said::sight, Optional.empty()),
                Content.of(jpeg));
    }

    /**
     * Names what lies in each box of a capture, or of a frame of it.
     *
     * @return empty when the runner has no classifier
     * @throws PermanentFailure if a runner says that it is unreadable, or its bytes are gone
     * @throws trapline.stage.RetryLater if no runner can be used now
     */
    public Optional<Classifier.Named> classify(
            Capture capture, Optional<Frame> frame, List<BoundingBox> boxes) {
        var query =
                boxes.stream()
                        .map(
                                box ->
                                        "box=%s,%s,%s,%s"
                                                .formatted(
                                                        box.x(),
                                                        box.y(),
                                                        box.width(),
                                                        box.height()))
                        .collect(Collectors.joining("&"));
        return runners.ask(
                new Runners.Question<>(
                        "/v1/classify?" + query,
                        answer -> Optional.of(Said.naming(answer, boxes.size())),
                        Optional.of(Optional.empty())),
                frame.map(one -> capture.blobKey() + "." + one.blobName())
                        .map(key -> Content.file(file(key)))
                        .orElseGet(
                                () ->
                                        Content.original(
                                                capture.blobKey(), file(capture.blobKey()))));
    }

    private Path file(String blobKey) {
        try {
            return blobs.file(blobKey);
        } catch (NoSuchFileException e) {
            throw new PermanentFailure(
                    "The bytes of the capture are not in the blob store any more.", e);
        } catch (IOException e) {
            throw new IllegalStateException("The picture could not be read.", e);
        }
    }
}
