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

@Tag(name = "now", description = "How things stand, and what happens")
@RestController
class NowController {
    private final NowNumbers numbers;

    NowController(NowNumbers numbers) {
        this.numbers = numbers;
    }

    @Operation(
            summary = "How things stand",
            description =
                    "Numbers for a first look. What only analysts may know is absent for viewers.")
    @GetMapping("/api/now")
    NowView show(@AuthenticationPrincipal Caller caller, @RequestParam Optional<UUID> project) {
        return numbers.count(caller.scope(Role.VIEWER, project), analysed(caller, project));
    }

    private static Optional<Scope> analysed(Caller caller, Optional<UUID> project) {
        return caller.roles().values().stream().anyMatch(role -> role.includes(Role.ANALYST))
                ? Optional.of(caller.scope(Role.ANALYST, project))
                : Optional.empty();
    }
}
