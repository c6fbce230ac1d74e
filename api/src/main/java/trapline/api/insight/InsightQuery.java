package trapline.api.insight;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import trapline.api.problem.InvalidInput;

/** What is counted. */
record InsightQuery(
        @Parameter(description = "Of this project") UUID project,
        @Parameter(description = "Of this camera") UUID camera,
        @Parameter(description = "Taken at or after this time; else 90 days before the end")
                Instant from,
        @Parameter(description = "Taken before this time; else now, to the minute") Instant to,
        @Parameter(description = "Only this species or kind, as the list of species names it")
                @Size(max = 200)
                String species,
        @Parameter(
                        description =
                                "Minutes without it after which it is another, independent event,"
                                        + " 0 to 1440; else 30")
                @Min(0)
                @Max(1440)
                Integer independence,
        @Parameter(description = "How sure a model must be to count, 0 to 1; else 0.5")
                @DecimalMin("0")
                @DecimalMax("1")
                Double minConfidence) {

    private static final int USUAL_INDEPENDENCE = 30;
    private static final double USUAL_CONFIDENCE = 0.5;
    private static final Duration USUAL_LENGTH = Duration.ofDays(90);
    private static final Duration LONGEST = Duration.ofDays(11_000);
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /**
     * @throws InvalidInput if it ends before it begins, is longer than thirty years, or lies in
     *     centuries without camera traps
     */
    Period period(Clock clock) {
        var end = micros(to == null ? soon(clock) : to, "to");
        var start = micros(from == null ? end.minus(USUAL_LENGTH) : from, "from");
        if (!start.isBefore(end) || Duration.between(start, end).compareTo(LONGEST) > 0) {
            throw new InvalidInput("from", "must lie before 'to', by at most thirty years");
        }
        return new Period(start, end);
    }

    /** The end of this minute: what is asked within it is the same question. */
    private static Instant soon(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    }

    /** What counts if nobody says otherwise. */
    static Period usualPeriod(Clock clock) {
        var end = soon(clock);
        return new Period(end.minus(USUAL_LENGTH), end);
    }

    private static Instant micros(Instant at, String field) {
        if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
            throw new InvalidInput(field, "must lie between the years 1900 and 2200");
        }
        return at.truncatedTo(ChronoUnit.MICROS);
    }

    Optional<UUID> maybeCamera() {
        return Optional.ofNullable(camera);
    }

    /** As the models' and people's words are compared. */
    Optional<String> maybeSpecies() {
        return Optional.ofNullable(species).map(name -> name.strip().toLowerCase(Locale.ROOT));
    }

    Duration gap() {
        return Duration.ofMinutes(independence == null ? USUAL_INDEPENDENCE : independence);
    }

    double sure() {
        return minConfidence == null ? USUAL_CONFIDENCE : minConfidence;
    }
}
