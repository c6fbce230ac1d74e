package trapline.api.alert;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Optional;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import trapline.api.access.Caller;
import trapline.api.access.Role;
import trapline.api.page.Page;
import trapline.api.problem.Conflict;
import trapline.api.problem.NotFound;
import trapline.delivery.Deliveries;

@Tag(name = "alerts", description = "Rules that matched, and whether each recipient got it")
@RestController
class AlertsController {
    private final AlertLists alerts;
    private final DeliveryLists lists;
    private final Deliveries deliveries;

    AlertsController(AlertLists alerts, DeliveryLists lists, Deliveries deliveries) {
        this.alerts = alerts;
        this.lists = lists;
        this.deliveries = deliveries;
    }

    @Operation(summary = "List alerts", description = "Newest first.")
    @GetMapping("/api/alerts")
    Page<AlertView> list(
            @AuthenticationPrincipal Caller caller, @Valid @ParameterObject AlertQuery query) {
        var scope = caller.scope(Role.VIEWER, Optional.ofNullable(query.project()));
        return alerts.page(scope, query);
    }

    @Operation(summary = "Show an alert", description = "With its deliveries and their attempts.")
    @GetMapping("/api/alerts/{alertId}")
    AlertView.WithDeliveries show(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID alertId) {
        var alert =
                alerts.find(caller.scope(), alertId)
                        .orElseThrow(() -> new NotFound("alert", alertId));
        return new AlertView.WithDeliveries(
                alert, lists.ofAlert(caller.scope(), caller.administered(), alertId));
    }

    @Operation(summary = "List deliveries", description = "Newest first.")
    @GetMapping("/api/deliveries")
    Page<AlertView.DeliveryView> deliveries(
            @AuthenticationPrincipal Caller caller, @Valid @ParameterObject DeliveryQuery query) {
        var scope = caller.scope(Role.VIEWER, Optional.ofNullable(query.project()));
        return lists.page(scope, caller.administered(), query);
    }

    @Operation(summary = "Show a delivery", description = "With its attempts.")
    @GetMapping("/api/deliveries/{deliveryId}")
    AlertView.DeliveryView delivery(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID deliveryId) {
        return find(caller, deliveryId);
    }

    @Operation(
            summary = "Try a failed delivery again",
            description = "For analysts. It is due at once, and tried as if it were new.")
    @PostMapping("/api/deliveries/{deliveryId}/redrive")
    @ResponseStatus(HttpStatus.ACCEPTED)
    AlertView.DeliveryView redrive(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID deliveryId) {
        caller.require(Role.ANALYST, find(caller, deliveryId).projectId());
        if (!deliveries.redrive(deliveryId)) {
            throw new Conflict("This delivery has not failed, so there is nothing to try again.");
        }
        return find(caller, deliveryId);
    }

    private AlertView.DeliveryView find(Caller caller, UUID deliveryId) {
        return lists.find(caller.scope(), caller.administered(), deliveryId)
                .orElseThrow(() -> new NotFound("delivery", deliveryId));
    }
}
