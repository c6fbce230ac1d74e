package trapline.api.now;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import trapline.api.access.Caller;
import trapline.api.access.Role;
import trapline.api.access.Scope;
import trapline.api.admin.Installation;
import trapline.api.config.ConfigStatus;
import trapline.delivery.ChannelRest;
import trapline.delivery.Channels;
import trapline.delivery.Parking;

@Tag(name = "now", description = "How things stand, and what happens")
@RestController
class NowController {
    private final NowNumbers numbers;
    private final Parking parking;
    private final Channels channels;
    private final ChannelRest rest;
    private final ConfigStatus config;
    private final Installation installation;

    NowController(
            NowNumbers numbers,
            Parking parking,
            Channels channels,
            ChannelRest rest,
            ConfigStatus config,
            Installation installation) {
        this.numbers = numbers;
        this.parking = parking;
        this.channels = channels;
        this.rest = rest;
        this.config = config;
        this.installation = installation;
    }

    @Operation(
            summary = "How things stand",
            description =
                    "Numbers for a first look. What only analysts may know is absent for viewers.")
    @GetMapping("/api/now")
    NowView show(@AuthenticationPrincipal Caller caller, @RequestParam Optional<UUID> project) {
        return numbers.count(
                caller.scope(Role.VIEWER, project),
                analysed(caller, project),
                caller.serverAdmin() ? Optional.of(installation()) : Optional.empty());
    }

    private NowView.InstallationNow installation() {
        var view = config.view();
        return new NowView.InstallationNow(
                parking.state().parked(),
                channels.current().stream().filter(channel -> rest.of(channel).isPresent()).count(),
                view.problems().size() + view.routeProblems().size(),
                installation.diskUsedPercent());
    }

    private static Optional<Scope> analysed(Caller caller, Optional<UUID> project) {
        return caller.roles().values().stream().anyMatch(role -> role.includes(Role.ANALYST))
                ? Optional.of(caller.scope(Role.ANALYST, project))
                : Optional.empty();
    }
}
