package trapline.api.capture;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One capture with everything that is known about it.
 *
 * @param path the name that the camera gave the file, made safe to show
 * @param facts what the file itself says, as it was read
 * @param runs every model run over it, newest first; a run without detections found nothing
 * @param concealed whether its project guards people who may be on it; an admin of it may ask for
 *     the bytes as they are
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record CaptureView(
        UUID captureId,
        UUID projectId,
        UUID cameraId,
        String cameraName,
        Optional<UUID> eventId,
        String sourceId,
        String path,
        String state,
        String kind,
        String mediaType,
        long sizeBytes,
        Optional<Integer> width,
        Optional<Integer> height,
        String sha256,
        String origin,
        boolean truncated,
        Instant receivedAt,
        Optional<Instant> completedAt,
        Time time,
        Optional<Position> position,
        List<String> positionFlags,
        Optional<SequencePlace> sequence,
        @Schema(type = "object") JsonNode facts,
        List<Failure> failures,
        List<Run> runs,
        boolean concealed,
        CaptureLinks links) {

    /**
     * When it was taken, and how far that is to be trusted.
     *
     * @param capturedAt as an instant; the receive time where the camera's is missing or impossible
     * @param raw as the camera wrote it
     * @param zone the zone that was assumed
     * @param source exif, path or received
     * @param flags what is odd about it
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Time(
            Instant capturedAt,
            Optional<String> raw,
            String zone,
            String source,
            List<String> flags) {}

    /** Degrees, WGS 84. */
    record Position(double latitude, double longitude) {}

    /**
     * Which picture of its burst it is.
     *
     * @param number from 1
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record SequencePlace(int number, Optional<Integer> length) {}

    /** Why it went no further. */
    record Failure(UUID jobId, String stage, String reason, int attempts, Instant failedAt) {}

    /** One run of one detector. */
    record Run(
            UUID runId,
            String model,
            String modelVersion,
            Instant ranAt,
            List<DetectionView> detections) {}

    /**
     * One box.
     *
     * @param bbox x, y, width, height as fractions of the upright picture, origin top left
     * @param classifications best first, by model
     * @param frameNumber which frame of a clip it is on, counted from 0; absent on a picture
     * @param frameSeconds when that frame is, since the clip's beginning
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record DetectionView(
            UUID detectionId,
            String category,
            String sourceLabel,
            double confidence,
            List<Double> bbox,
            List<ClassificationView> classifications,
            Optional<Integer> frameNumber,
            Optional<Double> frameSeconds,
            String crop) {}

    /**
     * One name for a box.
     *
     * @param rank from 1, the best
     * @param source how the label came about: classifier, detector, classifier+rollup_to_genus and
     *     the like
     * @param rawLabel what the classifier itself held for best, where that is not the label
     * @param rawConfidence of that, 0 to 1
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record ClassificationView(
            String model,
            String modelVersion,
            int rank,
            String label,
            double confidence,
            String source,
            Optional<String> rawLabel,
            Optional<Double> rawConfidence,
            Instant classifiedAt) {}
}
