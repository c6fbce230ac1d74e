package trapline.api.event;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Optional;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import trapline.api.access.Caller;
import trapline.api.access.Role;
import trapline.api.page.Page;
import trapline.api.problem.NotFound;

@Tag(name = "events", description = "What happened in front of a camera, over several captures")
@RestController
@RequestMapping("/api/events")
class EventsController {
    private final EventLists lists;

    EventsController(EventLists lists) {
        this.lists = lists;
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
        return lists.find(caller.scope(), eventId)
                .orElseThrow(() -> new NotFound("event", eventId));
    }
}
