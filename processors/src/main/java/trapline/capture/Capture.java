package trapline.capture;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import trapline.stage.Lane;

/**
 * One file from a camera.
 *
 * @param path the name the camera gave it, made safe to show; never used to open anything
 * @param blobKey what the blob store opens the bytes with
 * @param capturedAt when the camera says it was taken, as an instant; receivedAt where it does not
 */
public record Capture(
        UUID captureId,
        UUID projectId,
        UUID cameraId,
        String sourceId,
        String path,
        Kind kind,
        String mediaType,
        long sizeBytes,
        Optional<Integer> width,
        Optional<Integer> height,
        String sha256,
        String blobKey,
        State state,
        Origin origin,
        boolean truncated,
        Instant receivedAt,
        Instant capturedAt,
        Optional<String> thumbnailKey,
        Optional<String> previewKey)
        implements CaptureMessage {

    /** A still picture, or a clip of many. */
    public enum Kind {
        PICTURE,
        CLIP
    }

    /** How far it came. */
    public enum State {
        RECEIVED,
        DETECTED,
        CLASSIFIED,
        COMPLETED,
        STORED
    }

    /** Only live captures alert. */
    public enum Origin {
        LIVE,
        BACKLOG,
        REPROCESSED
    }

    /**
     * The capture after somebody looked at it.
     *
     * @param cut whether its end was found to be missing
     */
    public Capture detected(
            Optional<String> newThumbnailKey, Optional<String> newPreviewKey, boolean cut) {
        return at(State.DETECTED, truncated || cut, newThumbnailKey, newPreviewKey);
    }

    /** The capture once its animals have names. */
    public Capture classified() {
        return at(State.CLASSIFIED, truncated, thumbnailKey, previewKey);
    }

    private Capture at(
            State newState,
            boolean newTruncated,
            Optional<String> newThumbnailKey,
            Optional<String> newPreviewKey) {
        return new Capture(
                captureId,
                projectId,
                cameraId,
                sourceId,
                path,
                kind,
                mediaType,
                sizeBytes,
                width,
                height,
                sha256,
                blobKey,
                newState,
                origin,
                newTruncated,
                receivedAt,
                capturedAt,
                newThumbnailKey,
                newPreviewKey);
    }

    @Override
    public Capture capture() {
        return this;
    }

    @Override
    public String flow() {
        return cameraId.toString();
    }

    @Override
    public Lane lane() {
        return origin == Origin.LIVE ? Lane.LIVE : Lane.BACKLOG;
    }
}
