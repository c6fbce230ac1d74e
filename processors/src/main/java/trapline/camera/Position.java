package trapline.camera;

import java.util.Optional;

/** Degrees, WGS 84. */
public record Position(double latitude, double longitude) {

    public Position {
        if (!isPlausible(latitude, longitude)) {
            throw new IllegalArgumentException("no position: %s %s".formatted(latitude, longitude));
        }
    }

    /** Empty for what cameras send without a fix: (0, 0), no numbers, or off the globe. */
    public static Optional<Position> of(double latitude, double longitude) {
        return isPlausible(latitude, longitude)
                ? Optional.of(new Position(latitude, longitude))
                : Optional.empty();
    }

    private static boolean isPlausible(double latitude, double longitude) {
        return Math.abs(latitude) <= 90
                && Math.abs(longitude) <= 180
                && !(latitude == 0 && longitude == 0);
    }
}
