package trapline.app.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.UUID;
import trapline.api.capture.PictureViews;
import trapline.app.delivery.AnnotatedPictures;
import trapline.app.detection.Crops;
import trapline.app.detection.DecodedPictures;
import trapline.app.detection.Renderings;
import trapline.blob.BlobStore;
import trapline.capture.Capture;
import trapline.capture.Captures;
import trapline.detection.Detection;
import trapline.detection.DetectionLog;
import trapline.runner.Renditions;

/**
 * The pictures that the API shows. The preview was made when the capture was decoded for detection;
 * thumbnails and crops are made when somebody first asks for them, and kept.
 */
class CapturePictures implements PictureViews {
    private static final int CROP_PIXELS = 800;
    private static final double QUALITY = 0.85;

    private final BlobStore blobs;
    private final Captures captures;
    private final DetectionLog detections;
    private final AnnotatedPictures annotated;
    private final DecodedPictures decoded;
    private final Renderings renderings;

    CapturePictures(
            BlobStore blobs,
            Captures captures,
            DetectionLog detections,
            AnnotatedPictures annotated,
            DecodedPictures decoded,
            Renderings renderings) {
        this.blobs = blobs;
        this.captures = captures;
        this.detections = detections;
        this.annotated = annotated;
        this.decoded = decoded;
        this.renderings = renderings;
    }

    @Override
    public Optional<byte[]> thumbnail(UUID captureId) {
        return captures.find(captureId).flatMap(renderings::thumbnail);
    }

    @Override
    public Optional<byte[]> preview(UUID captureId) {
        return annotated.annotated(captureId);
    }

    @Override
    public Optional<byte[]> crop(UUID captureId, UUID detectionId) {
        return captures.find(captureId)
                .filter(capture -> capture.thumbnailKey().isPresent())
                .flatMap(
                        capture ->
                                detections.of(capture.captureId()).found().stream()
                                        .filter(one -> one.detectionId().equals(detectionId))
                                        .findFirst()
                                        .map(detection -> crop(capture, detection)));
    }

    private byte[] crop(Capture capture, Detection detection) {
        var name = "c-" + detection.detectionId() + ".jpg";
        return bytes(capture.blobKey() + "." + name)
                .orElseGet(
                        () -> {
                            var piece =
                                    Crops.cut(
                                            decoded.decode(capture, detection.frame()),
                                            detection.bbox());
                            var jpeg =
                                    Renditions.jpeg(Renditions.shrink(piece, CROP_PIXELS), QUALITY);
                            keep(capture, name, jpeg);
                            return jpeg;
                        });
    }

    private void keep(Capture capture, String name, byte[] jpeg) {
        try {
            blobs.putDerived(capture.blobKey(), name, jpeg);
        } catch (IOException e) {
            throw new IllegalStateException("The crop could not be kept.", e);
        }
    }

    private Optional<byte[]> bytes(String blobKey) {
        try {
            return Optional.of(Files.readAllBytes(blobs.file(blobKey)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("The picture could not be read.", e);
        }
    }
}
