package trapline.api.capture;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One capture in a list.
 *
 * @param state received, detected, classified, completed, stored or failed
 * @param seen what the newest model run found, surest first
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record CaptureItem(
        UUID captureId,
        UUID projectId,
        UUID cameraId,
        String cameraName,
        Optional<UUID> eventId,
        String state,
        String kind,
        String mediaType,
        long sizeBytes,
        Optional<Integer> width,
        Optional<Integer> height,
        Instant receivedAt,
        Instant capturedAt,
        String origin,
        boolean truncated,
        List<Seen> seen,
        Optional<Reviewed> review,
        CaptureLinks links) {

    /**
     * What people say of it; absent: nobody has said anything.
     *
     * @param species what they say is on it: scientific names, else kinds such as blank
     */
    record Reviewed(
            boolean verified,
            boolean flagged,
            boolean hidden,
            int likes,
            List<String> tags,
            List<String> species) {}

    /**
     * One kind of thing on the picture.
     *
     * @param label the best name that the classifier has for it
     * @param count how many of it
     * @param confidence of the surest box, 0 to 1
     * @param labelConfidence of the surest name, 0 to 1
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Seen(
            String category,
            Optional<String> label,
            int count,
            double confidence,
            Optional<Double> labelConfidence) {}

    CaptureItem with(List<Seen> found, Optional<Reviewed> said) {
        return new CaptureItem(
                captureId,
                projectId,
                cameraId,
                cameraName,
                eventId,
                state,
                kind,
                mediaType,
                sizeBytes,
                width,
                height,
                receivedAt,
                capturedAt,
                origin,
                truncated,
                found,
                said,
                links);
    }
}
