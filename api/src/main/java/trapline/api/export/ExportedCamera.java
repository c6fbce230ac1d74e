package trapline.api.export;

import java.util.Optional;
import java.util.UUID;

/**
 * A camera as the files tell of it.
 *
 * @param place its position now, rounded where the project wants it
 * @param digits to which its positions are rounded; empty: as they were measured
 */
public record ExportedCamera(
        UUID cameraId,
        String name,
        String deviceId,
        Optional<String> make,
        Optional<String> model,
        Optional<Site> site,
        Optional<Place> place,
        Optional<Integer> digits) {

    /** Where it stands, by name. */
    public record Site(UUID siteId, String name) {}

    /**
     * A position.
     *
     * @param latitude degrees north
     * @param longitude degrees east
     * @param digits decimals that it was rounded to; empty: as it was measured
     */
    public record Place(double latitude, double longitude, Optional<Integer> digits) {
        private static final double METRES_A_DEGREE = 111_320;

        /** The same with fewer decimals. */
        Place rounded(int decimals) {
            var scale = Math.pow(10, decimals);
            return new Place(
                    Math.round(latitude * scale) / scale,
                    Math.round(longitude * scale) / scale,
                    Optional.of(decimals));
        }

        /** How far from here it may really be, in metres; empty where nothing was rounded. */
        Optional<Integer> uncertaintyMetres() {
            // Half a step north and half a step east.
            return digits.map(
                    decimals ->
                            (int)
                                    Math.ceil(
                                            METRES_A_DEGREE
                                                    * Math.pow(10, -decimals)
                                                    * Math.sqrt(0.5)));
        }
    }
}
