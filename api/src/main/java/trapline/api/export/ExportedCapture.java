package trapline.api.export;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One picture or clip with everything that the files tell of it.
 *
 * @param stay where its camera stood when it was taken, where that is known
 * @param event what it belongs to
 * @param fileName of the file inside an export: made here, so no sender chooses a path
 * @param path the camera's own name for it
 * @param timeFlags what is odd about its time
 * @param analysed whether something has looked at it; if not, its observation is unclassified
 * @param mayShowPeople whether people or vehicles are on it, or may be: nobody has looked, or only
 *     saw it move
 * @param failure why nothing is known of it
 * @param observations at least one: a picture without anything has one that says blank
 */
public record ExportedCapture(
        UUID captureId,
        ExportedCamera camera,
        Optional<Stay> stay,
        Optional<Event> event,
        String fileName,
        String path,
        String kind,
        String mediaType,
        String blobKey,
        String sha256,
        Optional<Integer> width,
        Optional<Integer> height,
        Instant capturedAt,
        ZoneId zone,
        List<String> timeFlags,
        Optional<Integer> sequenceNumber,
        Optional<Integer> sequenceLength,
        boolean analysed,
        boolean mayShowPeople,
        Optional<String> failure,
        List<ExportedObservation> observations) {

    public ExportedCapture {
        timeFlags = List.copyOf(timeFlags);
        observations = List.copyOf(observations);
    }

    /**
     * One continuous stay of a camera at a place.
     *
     * @param place rounded where the project wants it
     * @param endedAt empty: it lasts
     */
    public record Stay(
            UUID deploymentId,
            ExportedCamera.Place place,
            Optional<ExportedCamera.Site> site,
            Instant startedAt,
            Optional<Instant> endedAt) {}

    /** The event that a capture belongs to. */
    public record Event(UUID eventId, Instant startedAt, Instant endedAt) {}

    /** Where its camera stood, as exactly as is known and told. */
    Optional<ExportedCamera.Place> place() {
        return stay.map(Stay::place).or(camera::place);
    }

    /** The site that its camera stood at. */
    Optional<ExportedCamera.Site> site() {
        return stay.flatMap(Stay::site).or(camera::site);
    }

    boolean isPicture() {
        return kind.equals("picture");
    }
}
