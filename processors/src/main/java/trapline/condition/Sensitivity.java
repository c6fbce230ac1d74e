package trapline.condition;

import java.time.Duration;

/** How easily a theft watch alerts. */
public enum Sensitivity {
    LOW(0.99, 2.0, Duration.ofDays(2), 3),
    MEDIUM(0.95, 1.5, Duration.ofDays(1), 2),
    HIGH(0.90, 1.2, Duration.ofHours(12), 1.5);

    private final double percentile;
    private final double largerBy;
    private final Duration silence;
    private final double longerBy;

    Sensitivity(double percentile, double largerBy, Duration silence, double longerBy) {
        this.percentile = percentile;
        this.largerBy = largerBy;
        this.silence = silence;
        this.longerBy = longerBy;
    }

    /** Of the usual areas of persons, 0 to 1. */
    double percentile() {
        return percentile;
    }

    /** How many times that area is unusual. */
    double largerBy() {
        return largerBy;
    }

    /** Less is never unusual. */
    Duration silence() {
        return silence;
    }

    /** How many times the usual gap is unusual. */
    double longerBy() {
        return longerBy;
    }
}
