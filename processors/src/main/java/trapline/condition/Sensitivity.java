package trapline.condition;

import java.time.Duration;

/** How easily a theft watch alerts. */
public enum Sensitivity {
    LOW(0.99, 2.0, Duration.ofDays(2), 3, Duration.ofHours(12)),
    MEDIUM(0.95, 1.5, Duration.ofDays(1), 2, Duration.ofHours(6)),
    HIGH(0.90, 1.2, Duration.ofHours(12), 1.5, Duration.ofHours(3));

    private final double percentile;
    private final double largerBy;
    private final Duration silence;
    private final double longerBy;
    private final Duration afterVisitor;

    Sensitivity(
            double percentile,
            double largerBy,
            Duration silence,
            double longerBy,
            Duration afterVisitor) {
        this.percentile = percentile;
        this.largerBy = largerBy;
        this.silence = silence;
        this.longerBy = longerBy;
        this.afterVisitor = afterVisitor;
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

    /** Less is never unusual after a person or a vehicle was seen. */
    Duration afterVisitor() {
        return afterVisitor;
    }
}
