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
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import trapline.api.access.Scope;
import trapline.api.problem.InvalidInput;

/** What is counted. */
record InsightQuery(
        @Parameter(description = "Of this project") UUID project,
        @Parameter(description = "Of this camera") UUID camera,
        @Parameter(description = "Taken at or after this time; else 90 days before the end")
                Instant from,
        @Parameter(description = "Taken before this time; else now") Instant to,
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

    /**
     * The values of {@link InsightSql}'s statements.
     *
     * @throws InvalidInput if it ends before it begins, or is longer than thirty years
     */
    Map<String, Object> values(Scope scope, Clock clock) {
        var end = to == null ? clock.instant() : to;
        var start = from == null ? end.minus(USUAL_LENGTH) : from;
        if (!start.isBefore(end) || Duration.between(start, end).compareTo(LONGEST) > 0) {
            throw new InvalidInput("from", "must lie before 'to', by at most thirty years");
        }
        var values = new HashMap<String, Object>();
        values.put("projects", scope.sql());
        values.put("camera", camera == null ? null : camera.toString());
        values.put("from", start.atOffset(ZoneOffset.UTC));
        values.put("to", end.atOffset(ZoneOffset.UTC));
        values.put(
                "species",
                Optional.ofNullable(species)
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .orElse(null));
        values.put("minutes", independence == null ? USUAL_INDEPENDENCE : independence);
        values.put("sure", minConfidence == null ? USUAL_CONFIDENCE : minConfidence);
        return values;
    }
}
