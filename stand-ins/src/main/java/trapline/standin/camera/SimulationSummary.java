package trapline.standin.camera;

import java.time.Duration;
import java.util.List;

/**
 * What a simulation did.
 *
 * @param files pictures the server took, each counted once
 * @param bytes of these pictures
 * @param duration from the first connection to the last answer
 * @param resent pictures sent a second time
 * @param cut uploads that were broken off on purpose
 * @param errors attempts that failed and were not meant to
 * @param failed pictures given up
 * @param failures why, the first 100
 */
public record SimulationSummary(
        int files,
        long bytes,
        Duration duration,
        int resent,
        int cut,
        int errors,
        int failed,
        List<Failure> failures) {

    /** One picture, or all that were left of a camera, and why it was given up. */
    public record Failure(String camera, String picture, String reason) {}

    public SimulationSummary {
        failures = List.copyOf(failures);
    }

    public boolean isComplete() {
        return failed == 0;
    }

    /** Taken by the server, on average. */
    public double picturesPerSecond() {
        return duration.isZero() ? 0 : files / (duration.toNanos() / 1e9);
    }
}
