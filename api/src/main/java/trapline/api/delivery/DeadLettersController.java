package trapline.api.delivery;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import trapline.api.access.Caller;
import trapline.api.access.Role;
import trapline.api.problem.Conflict;
import trapline.api.problem.InvalidInput;
import trapline.api.problem.NotFound;
import trapline.delivery.Channels;
import trapline.delivery.ComposeStep;
import trapline.delivery.DeadLetters;
import trapline.delivery.Deliveries;
import trapline.delivery.Dispatch;

@Tag(name = "dead letters", description = "Deliveries that failed, and what to do about them")
@RestController
@RequestMapping("/api/deliveries")
class DeadLettersController {
    private static final int AT_ONCE = 500;

    private final Deliveries deliveries;
    private final DeadLetters deadLetters;
    private final ComposeStep composeStep;
    private final Channels channels;

    DeadLettersController(
            Deliveries deliveries,
            DeadLetters deadLetters,
            ComposeStep composeStep,
            Channels channels) {
        this.deliveries = deliveries;
        this.deadLetters = deadLetters;
        this.composeStep = composeStep;
        this.channels = channels;
    }

    /**
     * What would be sent now.
     *
     * @param text in the channel's markup
     * @param hasPicture whether a picture goes with it
     */
    record MessageView(UUID deliveryId, String headline, String text, boolean hasPicture) {}

    /**
     * Which failed deliveries; what is absent does not matter.
     *
     * @param from owed at or after this time
     * @param to owed before this time
     */
    record Chosen(
            UUID project,
            @Size(max = 200) String channel,
            @Size(max = 200) String rule,
            Instant from,
            Instant to) {}

    /**
     * Where a failed delivery is sent instead; what is absent stays as it is.
     *
     * @param channel an id from channels.yaml
     * @param recipient an address there
     */
    record Elsewhere(
            @Size(min = 1, max = 40) String channel, @Size(min = 1, max = 200) String recipient) {}

    /**
     * @param more whether there are still some that failed
     */
    record Redriven(int redriven, boolean more) {}

    @Operation(
            summary = "What a delivery says",
            description = "For analysts. The text as it would be sent now, in its own language.")
    @GetMapping("/{deliveryId}/message")
    MessageView message(@AuthenticationPrincipal Caller caller, @PathVariable UUID deliveryId) {
        var dispatch = find(caller, deliveryId, Role.ANALYST);
        var message = composeStep.compose(dispatch);
        return new MessageView(
                deliveryId, message.headline(), message.text(), message.picture().isPresent());
    }

    @Operation(
            summary = "Send a failed delivery somewhere else",
            description = "For admins of its project. It is due at once, as if it were new.")
    @PostMapping(path = "/{deliveryId}/redirect", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Redriven redirect(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID deliveryId,
            @Valid @RequestBody Elsewhere elsewhere) {
        find(caller, deliveryId, Role.ADMIN);
        var channel = Optional.ofNullable(elsewhere.channel());
        if (channel.isPresent() && channels.find(channel.get()).isEmpty()) {
            throw new InvalidInput("channel", "must be an id from channels.yaml");
        }
        var outcome =
                deadLetters.redirect(
                        deliveryId, channel, Optional.ofNullable(elsewhere.recipient()));
        return switch (outcome) {
            case DONE -> new Redriven(1, false);
            case NOT_FAILED ->
                    throw new Conflict("This delivery has not failed, so it stays where it is.");
            case OWED_THERE -> throw new Conflict("The alert is owed to that address already.");
        };
    }

    @Operation(
            summary = "Try failed deliveries again",
            description = "For analysts. Oldest first, at most 500 at once: see 'more'.")
    @PostMapping(path = "/redrive", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Redriven redrive(@AuthenticationPrincipal Caller caller, @Valid @RequestBody Chosen chosen) {
        var scope = caller.scope(Role.ANALYST, Optional.ofNullable(chosen.project()));
        List<UUID> projects = scope.projects();
        if (projects.isEmpty()) {
            return new Redriven(0, false);
        }
        var redriven =
                deadLetters.redrive(
                        new DeadLetters.Chosen(
                                projects,
                                Optional.ofNullable(chosen.channel()),
                                Optional.ofNullable(chosen.rule()),
                                Optional.ofNullable(chosen.from()),
                                Optional.ofNullable(chosen.to())),
                        AT_ONCE);
        return new Redriven(redriven, redriven == AT_ONCE);
    }

    private Dispatch find(Caller caller, UUID deliveryId, Role least) {
        var dispatch =
                deliveries
                        .open(deliveryId)
                        .filter(
                                found ->
                                        caller.scope()
                                                .projects()
                                                .contains(found.delivery().projectId()))
                        .orElseThrow(() -> new NotFound("delivery", deliveryId));
        caller.require(least, dispatch.delivery().projectId());
        return dispatch;
    }
}
