package trapline.api.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import trapline.api.page.Cursor;
import trapline.api.page.Page;
import trapline.api.problem.Conflict;
import trapline.api.problem.NotFound;

@Tag(name = "access")
@RestController
@RequestMapping("/api/users")
class UsersController {
    private final Accounts accounts;

    UsersController(Accounts accounts) {
        this.accounts = accounts;
    }

    record NewUser(@NotBlank String email, @NotBlank String password, boolean serverAdmin) {}

    /** A person, without anything that opens a door. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record UserView(
            UUID accountId,
            String email,
            boolean serverAdmin,
            Instant createdAt,
            Optional<Instant> disabledAt) {

        static UserView of(Account account) {
            return new UserView(
                    account.accountId(),
                    account.email(),
                    account.serverAdmin(),
                    account.createdAt(),
                    account.disabledAt());
        }
    }

    @Operation(summary = "List people", description = "Newest first. For server admins.")
    @GetMapping
    Page<UserView> list(
            @RequestParam Optional<String> cursor,
            @RequestParam(defaultValue = "" + Page.USUAL) @Min(1) @Max(Page.MOST) int limit) {
        var last = cursor.map(text -> Cursor.parse(Cursor.Kind.ACCOUNTS, text));
        return Page.of(
                accounts.page(last, limit).stream().map(UserView::of).toList(),
                limit,
                user -> new Cursor(Cursor.Kind.ACCOUNTS, user.createdAt(), user.accountId()));
    }

    @Operation(
            summary = "Make an account",
            description = "For server admins. Who is none sees nothing until a project takes them.")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    UserView create(@Valid @RequestBody NewUser asked) {
        return UserView.of(Inputs.check(() -> make(asked)));
    }

    private Account make(NewUser asked) {
        return asked.serverAdmin()
                ? accounts.createServerAdmin(asked.email(), asked.password())
                : accounts.create(asked.email(), asked.password());
    }

    @Operation(
            summary = "Disable an account",
            description = "For server admins. Its sessions end, and it cannot log in again.")
    @DeleteMapping("/{accountId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void disable(@AuthenticationPrincipal Caller caller, @PathVariable UUID accountId) {
        if (caller.accountId().filter(accountId::equals).isPresent()) {
            throw new Conflict("You cannot disable your own account.");
        }
        var account =
                accounts.find(accountId).orElseThrow(() -> new NotFound("account", accountId));
        accounts.disable(account.accountId());
    }
}
