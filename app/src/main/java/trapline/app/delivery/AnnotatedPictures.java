package trapline.app.delivery;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import trapline.blob.BlobStore;
import trapline.capture.Capture;
import trapline.capture.Captures;
import trapline.classification.ClassificationLog;
import trapline.classification.Classifications;
import trapline.delivery.AlertPicture;
import trapline.detection.BoundingBox;
import trapline.detection.Detection;
import trapline.detection.DetectionLog;
import trapline.detection.Detections;
import trapline.runner.Annotator;
import trapline.runner.Box;
import trapline.runner.PictureReader;

/** Draws what was seen on a capture's preview, when somebody wants to look at it. */
public class AnnotatedPictures implements AlertPicture {
    private static final double WORTH_DRAWING = 0.2;
    private static final long PREVIEW_PIXELS = 4_000_000;

    private final BlobStore blobs;
    private final Captures captures;
    private final DetectionLog detections;
    private final ClassificationLog classifications;
    private final PictureReader reader = new PictureReader(PREVIEW_PIXELS);

    public AnnotatedPictures(
            BlobStore blobs,
            Captures captures,
            DetectionLog detections,
            ClassificationLog classifications) {
        this.blobs = blobs;
        this.captures = captures;
        this.detections = detections;
        this.classifications = classifications;
    }

    /**
     * With nothing concealed, for who may see everything.
     *
     * @throws IllegalStateException if the preview cannot be read now; another attempt may succeed
     */
    public Optional<byte[]> annotated(UUID captureId) {
        return annotated(captureId, Set.of());
    }

    /**
     * @throws IllegalStateException if the preview cannot be read now; another attempt may succeed
     */
    @Override
    public Optional<byte[]> annotated(UUID captureId, Set<String> blurred) {
        return captures.find(captureId)
                .filter(c -> c.previewKey().isPresent())
                .flatMap(capture -> draw(capture, blurred));
    }

    private Optional<byte[]> draw(Capture capture, Set<String> blurred) {
        try {
            var preview = reader.read(blobs.file(capture.previewKey().orElseThrow()));
            if (capture.state() == Capture.State.RECEIVED) {
                var shown =
                        blurred.isEmpty() ? preview : ConcealedParts.everything().conceal(preview);
                return Optional.of(Annotator.annotate(shown, List.of()));
            }
            var seen = detections.of(capture.captureId());
            var shown = ConcealedParts.of(seen, blurred).conceal(preview);
            return Optional.of(Annotator.annotate(shown, notes(seen)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("The preview could not be read.", e);
        }
    }

    private List<Annotator.Note> notes(Detections seen) {
        var named = classifications.of(seen.subjectId());
        return seen.shown().stream()
                .filter(detection -> detection.confidence() >= WORTH_DRAWING)
                .map(detection -> note(detection, named))
                .toList();
    }

    private static Annotator.Note note(Detection detection, Classifications named) {
        var text =
                named.best(detection.detectionId())
                        .map(best -> text(best.label().split(",")[0], best.confidence()))
                        .orElse(text(detection.category(), detection.confidence()));
        return new Annotator.Note(box(detection.bbox()), detection.category(), text);
    }

    private static String text(String name, double confidence) {
        return String.format(Locale.ROOT, "%s %.2f", name, confidence);
    }

    private static Box box(BoundingBox box) {
        return new Box(box.x(), box.y(), box.width(), box.height());
    }
}
