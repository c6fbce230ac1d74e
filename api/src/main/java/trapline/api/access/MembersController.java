package trapline.api.access;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
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
import trapline.api.problem.NotFound;

@Tag(name = "access")
@RestController
@RequestMapping("/api/projects/{projectId}/members")
class MembersController {
    private final Accounts accounts;

    MembersController(Accounts accounts) {
        this.accounts = accounts;
    }

    record NewRole(@NotNull Role role) {}

    @Operation(summary = "List the people of a project", description = "For its admins.")
    @GetMapping
    List<Accounts.Member> list(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID projectId) {
        caller.require(Role.ADMIN, projectId);
        caller.person();
        return accounts.members(projectId);
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
        accounts.grant(account.accountId(), projectId, asked.role());
        return new Accounts.Member(account.email(), asked.role());
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
