package trapline.api.insight;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import trapline.api.access.Caller;
import trapline.api.access.Role;
import trapline.api.access.Scope;
import trapline.api.problem.InvalidInput;

@Tag(
        name = "insights",
        description =
                "Numbers over many captures. Verified captures count as people said, the others as"
                        + " the models did. They may be up to a minute old: the header Age says"
                        + " how many seconds.")
@RestController
@RequestMapping("/api/insights")
class InsightsController {
    private final Insights insights;
    private final Clock clock;

    InsightsController(Insights insights, Clock clock) {
        this.insights = insights;
        this.clock = clock;
    }

    @Operation(summary = "Independent events and individuals of each species")
    @GetMapping("/species")
    ResponseEntity<List<Counts.Species>> species(
            @AuthenticationPrincipal Caller caller, @Valid @ParameterObject InsightQuery query) {
        return answer(insights.species(scope(caller, query), query));
    }

    @Operation(
            summary = "Independent events over time",
            description = "By day, week or month, as 'step' says; else by week. UTC.")
    @GetMapping("/timeline")
    ResponseEntity<List<Counts.Count>> timeline(
            @AuthenticationPrincipal Caller caller,
            @Valid @ParameterObject InsightQuery query,
            @RequestParam(defaultValue = "week") String step) {
        return answer(insights.timeline(scope(caller, query), query, Insights.step(step)));
    }

    @Operation(
            summary = "When within the day events begin",
            description = "'clock' is the camera's own; 'sun' has sunrise at 6 and sunset at 18.")
    @GetMapping("/activity")
    ResponseEntity<Activity> activity(
            @AuthenticationPrincipal Caller caller,
            @Valid @ParameterObject InsightQuery query,
            @RequestParam(defaultValue = "clock") String by) {
        if (!by.equals("clock") && !by.equals("sun")) {
            throw new InvalidInput("by", "must be clock or sun");
        }
        return answer(insights.activity(scope(caller, query), query, by.equals("sun")));
    }

    @Operation(
            summary = "How long each camera worked, and its gaps",
            description = "A gap is three days or more without a capture or a report.")
    @GetMapping("/effort")
    ResponseEntity<List<Effort>> effort(
            @AuthenticationPrincipal Caller caller, @Valid @ParameterObject InsightQuery query) {
        return answer(insights.effort(scope(caller, query), query));
    }

    @Operation(summary = "How many species were known after how many trap-days")
    @GetMapping("/accumulation")
    ResponseEntity<List<Counts.Known>> accumulation(
            @AuthenticationPrincipal Caller caller, @Valid @ParameterObject InsightQuery query) {
        return answer(insights.accumulation(scope(caller, query), query));
    }

    @Operation(summary = "The part of the places that saw each species")
    @GetMapping("/occupancy")
    ResponseEntity<List<Counts.Occupancy>> occupancy(
            @AuthenticationPrincipal Caller caller, @Valid @ParameterObject InsightQuery query) {
        return answer(insights.occupancy(scope(caller, query), query));
    }

    @Operation(
            summary = "What models said against what people said",
            description = "Of verified captures; of each the surest, and the first.")
    @GetMapping("/confusion")
    ResponseEntity<List<Confusion.Judged>> confusion(
            @AuthenticationPrincipal Caller caller, @Valid @ParameterObject InsightQuery query) {
        return answer(insights.confusion(scope(caller, query), query));
    }

    @Operation(summary = "How many there are together")
    @GetMapping("/groups")
    ResponseEntity<List<Counts.Group>> groups(
            @AuthenticationPrincipal Caller caller, @Valid @ParameterObject InsightQuery query) {
        return answer(insights.groups(scope(caller, query), query));
    }

    @Operation(
            summary = "Places with what was seen there",
            description = "Only places with a position. The rate is on a hundred trap-days.")
    @GetMapping("/map")
    ResponseEntity<List<PlaceCounts.Point>> map(
            @AuthenticationPrincipal Caller caller, @Valid @ParameterObject InsightQuery query) {
        return answer(insights.map(scope(caller, query), query));
    }

    /** With its age in whole seconds: how long ago the database was asked. */
    private <T> ResponseEntity<T> answer(Dated<T> counted) {
        var age = Duration.between(counted.at(), clock.instant()).toSeconds();
        return ResponseEntity.ok()
                .header(HttpHeaders.AGE, String.valueOf(Math.max(0, age)))
                .body(counted.value());
    }

    private static Scope scope(Caller caller, InsightQuery query) {
        return caller.scope(Role.VIEWER, Optional.ofNullable(query.project()));
    }
}
