package trapline.standin.camera;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a simulation sends, and how.
 *
 * @param pictures a folder of JPEG files; each subfolder with pictures is a camera of its name. A
 *     folder without subfolders is dealt out to {@code cameras} cameras.
 * @param cameras how many, when the folder does not say it by subfolders
 * @param total pictures to send by all cameras together; empty: each picture once. When there are
 *     fewer files, they are sent again as new pictures, with a comment that makes them differ.
 * @param fresh whether every picture gets such a comment, so that a server that knows the folder
 *     already takes them as new
 * @param picturesPerSecond of all cameras together; empty: as fast as the server takes them
 * @param burst pictures a camera sends before it pauses
 * @param pause between two bursts of a camera
 * @param resent share of the pictures that are sent a second time, 0 to 1
 * @param cut share of the uploads that break off and are sent anew, 0 to 1
 * @param seed the same seed sends the same pictures in the same order with the same mishaps
 */
public record SimulationSettings(
        Path pictures,
        int cameras,
        OptionalInt total,
        boolean fresh,
        OptionalDouble picturesPerSecond,
        int burst,
        Duration pause,
        double resent,
        double cut,
        long seed) {
    private static final int MOST_CAMERAS = 1000;
    private static final int DEFAULT_BURST = 3;

    public SimulationSettings {
        if (cameras < 1 || cameras > MOST_CAMERAS) {
            throw new IllegalArgumentException(
                    "cameras must be 1 to %d, not %d".formatted(MOST_CAMERAS, cameras));
        }
        if (total.isPresent() && total.getAsInt() < 1) {
            throw new IllegalArgumentException("the total must be at least 1 picture");
        }
        if (picturesPerSecond.isPresent() && !(picturesPerSecond.getAsDouble() > 0)) {
            throw new IllegalArgumentException("pictures per second must be more than 0");
        }
        if (burst < 1) {
            throw new IllegalArgumentException("a burst has at least 1 picture");
        }
        if (pause.isNegative()) {
            throw new IllegalArgumentException("a pause cannot last " + pause);
        }
        checkShare("pictures sent again", resent);
        checkShare("uploads cut off", cut);
    }

    /** Each picture once, one camera, as fast as the server takes them, no mishaps. */
    public static SimulationSettings of(Path pictures) {
        return new SimulationSettings(
                pictures,
                1,
                OptionalInt.empty(),
                false,
                OptionalDouble.empty(),
                DEFAULT_BURST,
                Duration.ZERO,
                0,
                0,
                1);
    }

    public SimulationSettings withCameras(int count) {
        return new SimulationSettings(
                pictures, count, total, fresh, picturesPerSecond, burst, pause, resent, cut, seed);
    }

    public SimulationSettings withTotal(int count) {
        return new SimulationSettings(
                pictures,
                cameras,
                OptionalInt.of(count),
                fresh,
                picturesPerSecond,
                burst,
                pause,
                resent,
                cut,
                seed);
    }

    /** Every picture differs from its file by a comment. */
    public SimulationSettings withFreshPictures() {
        return new SimulationSettings(
                pictures, cameras, total, true, picturesPerSecond, burst, pause, resent, cut, seed);
    }

    /**
     * @param perSecond pictures of all cameras together
     */
    public SimulationSettings withRate(double perSecond) {
        return new SimulationSettings(
                pictures,
                cameras,
                total,
                fresh,
                OptionalDouble.of(perSecond),
                burst,
                pause,
                resent,
                cut,
                seed);
    }

    public SimulationSettings withBursts(int size, Duration between) {
        return new SimulationSettings(
                pictures,
                cameras,
                total,
                fresh,
                picturesPerSecond,
                size,
                between,
                resent,
                cut,
                seed);
    }

    /**
     * @param resentShare 0 to 1
     * @param cutShare 0 to 1
     */
    public SimulationSettings withMishaps(double resentShare, double cutShare) {
        return new SimulationSettings(
                pictures,
                cameras,
                total,
                fresh,
                picturesPerSecond,
                burst,
                pause,
                resentShare,
                cutShare,
                seed);
    }

    public SimulationSettings withSeed(long other) {
        return new SimulationSettings(
                pictures,
                cameras,
                total,
                fresh,
                picturesPerSecond,
                burst,
                pause,
                resent,
                cut,
                other);
    }

    private static void checkShare(String what, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "the share of %s must be 0 to 1, not %s".formatted(what, share));
        }
    }
}
