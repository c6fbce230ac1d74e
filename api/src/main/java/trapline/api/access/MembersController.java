package trapline.api.access;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import trapline.api.problem.InvalidInput;
import trapline.api.problem.NotFound;

@Tag(name = "access")
@RestController
@RequestMapping("/api/projects/{projectId}/members")
class MembersController {
    private final Accounts accounts;

    MembersController(Accounts accounts) {
        this.accounts = accounts;
    }

    record NewRole(
            @NotNull Role role,
            @Schema(description = "Of a viewer: the only sites they are to see; absent: all")
                    @Size(max = 1000)
                    Set<@NotNull UUID> sites) {}

    @Operation(summary = "List the people of a project", description = "For its admins.")
    @GetMapping
    List<Accounts.Member> list(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID projectId) {
        caller.require(Role.ADMIN, projectId);
        caller.person();
        return accounts.members(projectId);
    }

    /** A place that a viewer can be limited to. */
    record SiteView(UUID siteId, String name) {}

    @Operation(
            summary = "List the sites that a viewer can be limited to",
            description = "For admins of the project, by name.")
    @GetMapping("/sites")
    List<SiteView> sites(@AuthenticationPrincipal Caller caller, @PathVariable UUID projectId) {
        caller.require(Role.ADMIN, projectId);
        caller.person();
        return accounts.sitesOf(projectId).stream()
                .map(site -> new SiteView(site.siteId(), site.name()))
                .toList();
    }

    @Operation(
            summary = "Give somebody a role in a project",
            description = "For its admins. The person has an account already.")
    @PutMapping(path = "/{email}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Accounts.Member put(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID projectId,
            @PathVariable String email,
            @Valid @RequestBody NewRole asked) {
        caller.require(Role.ADMIN, projectId);
        caller.person();
        var account = account(email);
        var sites = Optional.ofNullable(asked.sites());
        if (sites.isPresent() && asked.role() != Role.VIEWER) {
            throw new InvalidInput("sites", "can only be said of a viewer");
        }
        accounts.grant(account.accountId(), projectId, asked.role());
        accounts.limit(account.accountId(), projectId, sites);
        return new Accounts.Member(account.email(), asked.role(), sites);
    }

    @Operation(summary = "Take somebody out of a project", description = "For its admins.")
    @DeleteMapping("/{email}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID projectId,
            @PathVariable String email) {
        caller.require(Role.ADMIN, projectId);
        caller.person();
        if (!accounts.revoke(account(email).accountId(), projectId)) {
            throw new NotFound("member", email);
        }
    }

    private Account account(String email) {
        return accounts.find(email).orElseThrow(() -> new NotFound("account", email));
    }
}
