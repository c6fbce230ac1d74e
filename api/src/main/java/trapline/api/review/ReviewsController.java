package trapline.api.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import trapline.alert.WhyNoAlert;
import trapline.api.access.Caller;
import trapline.api.access.Role;
import trapline.api.problem.Conflict;
import trapline.api.problem.InvalidInput;
import trapline.api.problem.NotFound;
import trapline.api.problem.Problems;
import trapline.observation.Reviews;
import trapline.observation.UnusableObservation;

@Tag(name = "reviews", description = "What people say of captures, beside what models said")
@RestController
@RequestMapping("/api")
class ReviewsController {
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final Reviews reviews;
    private final ReviewLists lists;
    private final ManyCaptures many;
    private final WhyNoAlert why;
    private final Problems problems;

    ReviewsController(
            Reviews reviews,
            ReviewLists lists,
            ManyCaptures many,
            WhyNoAlert why,
            Problems problems) {
        this.reviews = reviews;
        this.lists = lists;
        this.many = many;
        this.why = why;
        this.problems = problems;
    }

    /**
     * What one call on many captures did.
     *
     * @param changed how many were changed
     * @param leftAlone how many were so before, are not the caller's, or could not be changed
     */
    record Changed(int changed, int leftAlone) {}

    /** One line of the history of what people say. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Line(
            int number,
            Instant at,
            String who,
            String what,
            @JsonRawValue String before,
            @JsonRawValue String after) {}

    /**
     * @param ruleId absent: it concerns all rules
     * @param why alerted, not-done, not-live, camera-not-approved, no-rules, other-cameras,
     *     other-matter, not-seen, silent or would-now
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Answer(Optional<String> ruleId, String why, String reason) {}

    @Operation(summary = "Show what people say of a capture")
    @GetMapping("/captures/{captureId}/review")
    ReviewView show(@AuthenticationPrincipal Caller caller, @PathVariable UUID captureId) {
        project(caller, captureId);
        return view(caller, captureId);
    }

    @Operation(
            summary = "Show all that people changed about a capture",
            description = "Oldest first.")
    @GetMapping("/captures/{captureId}/review/history")
    List<Line> history(@AuthenticationPrincipal Caller caller, @PathVariable UUID captureId) {
        project(caller, captureId);
        return reviews.history(captureId).stream()
                .map(
                        one ->
                                new Line(
                                        one.number(),
                                        one.at(),
                                        one.who(),
                                        one.what(),
                                        one.before().orElse(null),
                                        one.after().orElse(null)))
                .toList();
    }

    @Operation(
            summary = "Say what is on a capture",
            description =
                    "For analysts of its project. From then on it counts as verified. What models"
                            + " found, and what people said before, is kept.")
    @PutMapping("/captures/{captureId}/review/observations")
    ReviewView verify(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID captureId,
            @Valid @RequestBody ReviewBodies.Said body) {
        requireAnalyst(caller, captureId);
        var said = body.observations().stream().map(ObservationBody::observation).toList();
        return after(
                caller,
                captureId,
                reviews.verify(captureId, said, caller.shownAs(), body.lookedAt()));
    }

    @Operation(
            summary = "Take back what people said is on a capture",
            description = "For analysts of its project. The models' word counts again.")
    @DeleteMapping("/captures/{captureId}/review/observations")
    ReviewView unverify(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID captureId,
            @RequestParam(required = false) @Min(0) Integer version) {
        requireAnalyst(caller, captureId);
        var lookedAt = version == null ? OptionalInt.empty() : OptionalInt.of(version);
        return after(caller, captureId, reviews.unverify(captureId, caller.shownAs(), lookedAt));
    }

    @Operation(
            summary = "Change note, tags or flags of a capture, or hide it",
            description =
                    "For analysts of its project. What is absent stays; null takes away (RFC 7396).",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    ReviewBodies.Patched.class))))
    @PatchMapping(
            path = "/captures/{captureId}/review",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MERGE_PATCH})
    ReviewView change(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID captureId,
            @RequestBody ObjectNode patch) {
        requireAnalyst(caller, captureId);
        return after(
                caller,
                captureId,
                reviews.change(
                        captureId,
                        ReviewBodies.read(patch),
                        caller.shownAs(),
                        ReviewBodies.version(patch)));
    }

    @Operation(summary = "Like a capture", description = "For everybody who sees it.")
    @PutMapping("/captures/{captureId}/like")
    ReviewView like(@AuthenticationPrincipal Caller caller, @PathVariable UUID captureId) {
        project(caller, captureId);
        return after(caller, captureId, reviews.like(captureId, true, caller.shownAs()));
    }

    @Operation(summary = "Like a capture no longer")
    @DeleteMapping("/captures/{captureId}/like")
    ReviewView unlike(@AuthenticationPrincipal Caller caller, @PathVariable UUID captureId) {
        project(caller, captureId);
        return after(caller, captureId, reviews.like(captureId, false, caller.shownAs()));
    }

    @Operation(
            summary = "The pictures of one burst",
            description = "Of the same camera within half a minute, in their order; at most 12.")
    @GetMapping("/captures/{captureId}/burst")
    List<UUID> burst(@AuthenticationPrincipal Caller caller, @PathVariable UUID captureId) {
        project(caller, captureId);
        return lists.burst(caller.scope(), captureId);
    }

    @Operation(
            summary = "Why a capture alerted, or why it did not",
            description = "Rule by rule, by the rules that count now. For analysts of its project.")
    @GetMapping("/captures/{captureId}/why")
    List<Answer> why(@AuthenticationPrincipal Caller caller, @PathVariable UUID captureId) {
        requireAnalyst(caller, captureId);
        return why.explain(captureId).stream()
                .map(one -> new Answer(one.ruleId(), one.why().id(), one.reason()))
                .toList();
    }

    @Operation(
            summary = "Do one thing to many captures",
            description =
                    "For analysts; at most 500 at once, all or nothing. Captures that are not the"
                            + " caller's are left alone.")
    @PostMapping("/captures/actions")
    Changed act(
            @AuthenticationPrincipal Caller caller, @Valid @RequestBody ReviewBodies.Many body) {
        var scope = caller.scope(Role.ANALYST, Optional.empty());
        var captures = lists.among(scope, body.captures());
        if (body.action() == ReviewBodies.Action.MOVE
                && (body.cameraId() == null || !lists.hasCamera(scope, body.cameraId()))) {
            throw new InvalidInput("cameraId", "must be a camera of the same project");
        }
        var changed = captures.isEmpty() ? 0 : many.act(body, captures, caller.shownAs());
        return new Changed(changed, body.captures().size() - changed);
    }

    @Operation(
            summary = "Names that can be given to what is seen",
            description =
                    "What people of your projects said most comes first, then what models say.")
    @GetMapping("/species")
    List<ReviewLists.Species> species(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Size(max = 100) String like) {
        return lists.species(caller.scope(), Optional.ofNullable(like));
    }

    @Operation(summary = "The tags that captures have")
    @GetMapping("/tags")
    List<String> tags(@AuthenticationPrincipal Caller caller) {
        return lists.tags(caller.scope());
    }

    @ExceptionHandler
    ProblemDetail unusable(UnusableObservation e) {
        return problems.fields(List.of(new InvalidInput.Field(e.field(), e.getMessage())));
    }

    private ReviewView after(Caller caller, UUID captureId, Reviews.Outcome outcome) {
        return switch (outcome) {
            case STALE ->
                    throw new Conflict(
                            "Somebody has changed this capture meanwhile. Look at it again.");
            case UNKNOWN -> throw new NotFound("capture", captureId);
            case DONE, ALREADY -> view(caller, captureId);
        };
    }

    private ReviewView view(Caller caller, UUID captureId) {
        return ReviewView.of(reviews.find(captureId), reviews.likes(captureId, caller.shownAs()));
    }

    private void requireAnalyst(Caller caller, UUID captureId) {
        caller.require(Role.ANALYST, project(caller, captureId));
    }

    private UUID project(Caller caller, UUID captureId) {
        return lists.projectOf(caller.scope(), captureId)
                .orElseThrow(() -> new NotFound("capture", captureId));
    }
}
