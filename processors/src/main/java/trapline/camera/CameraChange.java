package trapline.camera;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * What a person changes about a camera. An empty field stays as it is; where something may be taken
 * away, the empty Optional inside takes it away.
 *
 * @param state approved or retired; nothing becomes pending again
 * @param site a place by its name, made if the project has none of it
 * @param tags all of them, in place of those it had
 * @param simExpiresOn the last day on which its SIM works
 * @param independence captures no further apart than this belong to one event
 */
public record CameraChange(
        Optional<String> name,
        Optional<Camera.State> state,
        Optional<Optional<ZoneId>> zone,
        Optional<Optional<String>> site,
        Optional<Optional<Duration>> independence,
        Optional<Set<String>> tags,
        Optional<Optional<LocalDate>> simExpiresOn) {

    public CameraChange {
        if (state.filter(Camera.State.PENDING::equals).isPresent()) {
            throw new IllegalArgumentException("no camera becomes pending again");
        }
    }

    /** Says that a camera is ours, and nothing else. */
    public static CameraChange approval() {
        return new CameraChange(
                Optional.empty(),
                Optional.of(Camera.State.APPROVED),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
