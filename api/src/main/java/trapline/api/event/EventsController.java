package trapline.api.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import trapline.api.access.Caller;
import trapline.api.access.Role;
import trapline.api.page.Page;
import trapline.api.problem.Conflict;
import trapline.api.problem.NotFound;
import trapline.event.EventDecisions;
import trapline.event.EventEdits;
import trapline.event.EventHistory;
import trapline.event.EventHistory.By;

@Tag(name = "events", description = "What happened in front of a camera, over several captures")
@RestController
@RequestMapping("/api/events")
class EventsController {
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final EventLists lists;
    private final EventDecisions decisions;
    private final EventHistory history;
    private final EventEdits edits;

    EventsController(
            EventLists lists, EventDecisions decisions, EventHistory history, EventEdits edits) {
        this.lists = lists;
        this.decisions = decisions;
        this.history = history;
        this.edits = edits;
    }

    @Operation(summary = "List events", description = "Those begun last come first.")
    @GetMapping
    Page<EventItem> list(
            @AuthenticationPrincipal Caller caller, @Valid @ParameterObject EventQuery query) {
        var scope = caller.scope(Role.VIEWER, Optional.ofNullable(query.project()));
        return lists.page(scope, query);
    }

    @Operation(
            summary = "Show an event",
            description =
                    "With its captures, what was observed, and its alerts. An event that was merged"
                            + " into another is answered with that other.")
    @GetMapping("/{eventId}")
    EventView show(@AuthenticationPrincipal Caller caller, @PathVariable UUID eventId) {
        return find(caller, eventId);
    }

    @Operation(
            summary = "Show the trail of an event",
            description = "All that happened to it and who did it, oldest first.")
    @GetMapping("/{eventId}/history")
    List<TrailEntry> history(@AuthenticationPrincipal Caller caller, @PathVariable UUID eventId) {
        return history.of(find(caller, eventId).event().eventId()).stream()
                .map(TrailEntry::of)
                .toList();
    }

    @Operation(
            summary = "Acknowledge an event",
            description = "For analysts of its project. Escalation stops. Twice is once.")
    @PostMapping("/{eventId}/acknowledge")
    EventView acknowledge(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID eventId,
            @Valid @RequestBody(required = false) EventDecisionBody body) {
        return decide(
                caller,
                eventId,
                (event, by) -> decisions.acknowledge(event, by, EventDecisionBody.lookedAt(body)));
    }

    @Operation(
            summary = "Close an event",
            description = "For analysts of its project. Further captures open it no more.")
    @PostMapping("/{eventId}/close")
    EventView close(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID eventId,
            @Valid @RequestBody(required = false) EventDecisionBody body) {
        return decide(
                caller,
                eventId,
                (event, by) -> decisions.close(event, by, EventDecisionBody.lookedAt(body)));
    }

    @Operation(
            summary = "Open an event again",
            description = "For analysts of its project. It counts as not acknowledged.")
    @PostMapping("/{eventId}/reopen")
    EventView reopen(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID eventId,
            @Valid @RequestBody(required = false) EventDecisionBody body) {
        return decide(
                caller,
                eventId,
                (event, by) -> decisions.reopen(event, by, EventDecisionBody.lookedAt(body)));
    }

    @Operation(
            summary = "Change an event",
            description =
                    "For analysts of its project: note, severity, and who looks after it. What is"
                            + " absent stays; null takes away (RFC 7396).",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    EventPatch.Body.class))))
    @PatchMapping(
            path = "/{eventId}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MERGE_PATCH})
    EventView change(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID eventId,
            @RequestBody ObjectNode patch) {
        requireAnalyst(caller, eventId);
        var wanted = EventPatch.read(patch);
        return decide(
                caller,
                eventId,
                (event, by) -> decisions.change(event, wanted.change(), by, wanted.version()));
    }

    @Operation(
            summary = "Make two events one",
            description =
                    "For analysts of their project. The later becomes part of the earlier, which is"
                            + " answered. Alerts stay, and nobody is told again.")
    @PostMapping("/{eventId}/merge")
    EventView merge(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID eventId,
            @Valid @RequestBody MergeBody body) {
        requireAnalyst(caller, eventId);
        requireAnalyst(caller, body.eventId());
        var one = find(caller, eventId).event().eventId();
        var other = find(caller, body.eventId()).event().eventId();
        var merged =
                edits.merge(one, other, new By(caller.shownAs(), "api"))
                        .orElseThrow(
                                () ->
                                        new Conflict(
                                                "These two cannot be one: both must be sightings of"
                                                        + " one project, and not the same."));
        return find(caller, merged);
    }

    @Operation(
            summary = "Take captures out of an event",
            description =
                    "For analysts of its project. They become an event of their own, which is"
                            + " closed, and answered.")
    @PostMapping("/{eventId}/split")
    EventView split(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID eventId,
            @Valid @RequestBody SplitBody body) {
        requireAnalyst(caller, eventId);
        var event = find(caller, eventId).event().eventId();
        var made =
                edits.split(event, new HashSet<>(body.captures()), new By(caller.shownAs(), "api"))
                        .orElseThrow(
                                () ->
                                        new Conflict(
                                                "Name some captures of this event, but not all of"
                                                        + " them."));
        return find(caller, made);
    }

    /** The other event. */
    record MergeBody(@NotNull UUID eventId) {}

    /** Captures of the event, not all of them. */
    record SplitBody(@NotNull @Size(min = 1, max = 500) List<@NotNull UUID> captures) {}

    private EventView decide(Caller caller, UUID eventId, Decision decision) {
        requireAnalyst(caller, eventId);
        switch (decision.on(eventId, new By(caller.shownAs(), "api"))) {
            case STALE ->
                    throw new Conflict(
                            "Somebody has changed this event meanwhile. Look at it again.");
            case UNKNOWN -> throw new NotFound("event", eventId);
            case DONE, ALREADY -> {
                return find(caller, eventId);
            }
        }
        throw new IllegalStateException("every outcome is handled above");
    }

    private void requireAnalyst(Caller caller, UUID eventId) {
        caller.require(Role.ANALYST, find(caller, eventId).event().projectId());
    }

    private EventView find(Caller caller, UUID eventId) {
        return lists.find(caller.scope(), eventId)
                .orElseThrow(() -> new NotFound("event", eventId));
    }

    private interface Decision {
        EventDecisions.Outcome on(UUID eventId, By by);
    }
}
