package trapline.api.insight;

import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/**
 * A camera, and where it stands now.
 *
 * @param placeId the site's, else the camera's own
 * @param place the site's name, else the camera's
 * @param position degrees north and east
 * @param zone of its clock, if anybody knows
 */
record PlacedCamera(
        UUID cameraId,
        String name,
        UUID projectId,
        UUID placeId,
        String place,
        Optional<Position> position,
        Optional<ZoneId> zone) {

    /**
     * @param latitude degrees north
     * @param longitude degrees east
     */
    record Position(double latitude, double longitude) {}
}
