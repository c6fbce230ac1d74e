package trapline.app.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import trapline.api.capture.PictureViews;
import trapline.app.delivery.AnnotatedPictures;
import trapline.app.delivery.ConcealedParts;
import trapline.app.detection.Crops;
import trapline.app.detection.DecodedPictures;
import trapline.app.detection.Renderings;
import trapline.blob.BlobStore;
import trapline.capture.Capture;
import trapline.capture.Captures;
import trapline.detection.Detection;
import trapline.detection.DetectionLog;
import trapline.runner.Picture;
import trapline.runner.PictureReader;
import trapline.runner.Renditions;

/**
 * The pictures that the API shows. The preview was made when the capture was decoded for detection;
 * thumbnails and crops are made when somebody first asks for them, and kept. What is concealed is
 * made each time and never kept, so that it always follows from what is known now.
 */
class CapturePictures implements PictureViews {
    private static final int CROP_PIXELS = 800;
    private static final double QUALITY = 0.85;
    private static final long THUMBNAIL_PIXELS = 1_000_000;

    private final BlobStore blobs;
    private final Captures captures;
    private final DetectionLog detections;
    private final AnnotatedPictures annotated;
    private final DecodedPictures decoded;
    private final Renderings renderings;
    private final PictureReader reader = new PictureReader(THUMBNAIL_PIXELS);

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
    public Optional<byte[]> thumbnail(UUID captureId, Set<String> concealed) {
        var capture = captures.find(captureId);
        var jpeg = capture.flatMap(renderings::thumbnail);
        return concealed.isEmpty()
                ? jpeg
                : jpeg.map(
                        bytes ->
                                Renditions.jpeg(
                                        parts(capture.orElseThrow(), concealed)
                                                .conceal(reader.read(bytes)),
                                        QUALITY));
    }

    @Override
    public Optional<byte[]> preview(UUID captureId, Set<String> concealed) {
        // Where nothing says which part it is, the drawing would show it.
        return concealed.isEmpty() || !isAllConcealed(captureId, concealed)
                ? annotated.annotated(captureId, concealed)
                : thumbnail(captureId, concealed);
    }

    private boolean isAllConcealed(UUID captureId, Set<String> concealed) {
        return captures.find(captureId)
                .filter(capture -> capture.state() != Capture.State.RECEIVED)
                .filter(
                        capture ->
                                ConcealedParts.of(detections.of(captureId), concealed).isNothing())
                .isPresent();
    }

    @Override
    public Optional<byte[]> original(UUID captureId, Set<String> concealed) {
        return captures.find(captureId)
                .filter(capture -> capture.kind() == Capture.Kind.PICTURE)
                .map(
                        capture ->
                                Renditions.jpeg(
                                        parts(capture, concealed)
                                                .conceal(decoded.decode(capture, Optional.empty())),
                                        QUALITY));
    }

    private ConcealedParts parts(Capture capture, Set<String> concealed) {
        if (capture.state() == Capture.State.RECEIVED) {
            return ConcealedParts.everything();
        }
        var parts = ConcealedParts.of(detections.of(capture.captureId()), concealed);
        // Somebody said that there are people, and nothing says where.
        return parts.isNothing() ? ConcealedParts.everything() : parts;
    }

    @Override
    public Optional<byte[]> crop(UUID captureId, UUID detectionId, Set<String> concealed) {
        return captures.find(captureId)
                .filter(capture -> capture.thumbnailKey().isPresent())
                .flatMap(
                        capture ->
                                detections.of(capture.captureId()).found().stream()
                                        .filter(one -> one.detectionId().equals(detectionId))
                                        .findFirst()
                                        .map(detection -> crop(capture, detection, concealed)));
    }

    private byte[] crop(Capture capture, Detection detection, Set<String> concealed) {
        if (!concealed.isEmpty()) {
            // The boxes of others may reach into this one.
            var whole = decoded.decode(capture, detection.frame());
            return cut(() -> parts(capture, concealed).conceal(whole), detection);
        }
        var name = "c-" + detection.detectionId() + ".jpg";
        return bytes(capture.blobKey() + "." + name)
                .orElseGet(
                        () -> {
                            var jpeg =
                                    cut(
                                            () -> decoded.decode(capture, detection.frame()),
                                            detection);
                            keep(capture, name, jpeg);
                            return jpeg;
                        });
    }

    private static byte[] cut(Supplier<Picture> whole, Detection detection) {
        var piece = Crops.cut(whole.get(), detection.bbox());
        return Renditions.jpeg(Renditions.shrink(piece, CROP_PIXELS), QUALITY);
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
