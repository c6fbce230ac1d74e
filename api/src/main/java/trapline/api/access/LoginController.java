package trapline.api.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import trapline.project.Projects;

@Tag(name = "access", description = "Logging in, people, projects and keys")
@RestController
class LoginController {
    private final AuthenticationManager passwords;
    private final Callers callers;
    private final Accounts accounts;
    private final Projects projects;
    private final ChangeSessionIdAuthenticationStrategy newSession =
            new ChangeSessionIdAuthenticationStrategy();
    private final CsrfAuthenticationStrategy newCsrfToken;
    private final HttpSessionSecurityContextRepository sessions =
            new HttpSessionSecurityContextRepository();

    LoginController(
            AuthenticationManager passwords,
            Callers callers,
            Accounts accounts,
            Projects projects,
            CookieCsrfTokenRepository csrfTokens) {
        this.passwords = passwords;
        this.callers = callers;
        this.accounts = accounts;
        this.projects = projects;
        this.newCsrfToken = new CsrfAuthenticationStrategy(csrfTokens);
    }

    record Login(
            @NotBlank String email,
            @NotBlank String password,
            @Schema(description = "Of the authenticator app, or one from paper, if you use one")
                    @Size(max = 40)
                    String code) {}

    record NewPassword(@NotBlank String current, @NotBlank String password) {}

    /** One project as its member sees it. */
    record Membership(UUID projectId, String name, Role role) {}

    /**
     * Who is logged in.
     *
     * @param configEditor whether they may read and change route-config
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Me(
            String name,
            Optional<UUID> accountId,
            Optional<UUID> keyId,
            boolean serverAdmin,
            boolean secondFactor,
            boolean configEditor,
            List<Membership> projects) {}

    @Operation(
            summary = "Log in",
            description =
                    "Answers with a session cookie. Requests that change something then carry the"
                            + " value of the cookie XSRF-TOKEN in the header X-XSRF-TOKEN.")
    @SecurityRequirements
    @PostMapping(path = "/api/login", consumes = MediaType.APPLICATION_JSON_VALUE)
    Me login(
            @Valid @RequestBody Login login,
            HttpServletRequest request,
            HttpServletResponse response) {
        var asked =
                UsernamePasswordAuthenticationToken.unauthenticated(
                        login.email(), login.password());
        asked.setDetails(LoginDetails.entering(request, Optional.ofNullable(login.code())));
        var signedIn = passwords.authenticate(asked);
        newSession.onAuthentication(signedIn, request, response);
        newCsrfToken.onAuthentication(signedIn, request, response);
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(signedIn);
        sessions.saveContext(context, request, response);
        return callers.of((SignedIn) signedIn.getPrincipal()).map(this::me).orElseThrow();
    }

    @Operation(summary = "Log out", description = "Ends the session.")
    @PostMapping("/api/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logout(HttpServletRequest request, HttpServletResponse response) {
        new SecurityContextLogoutHandler()
                .logout(request, response, SecurityContextHolder.getContext().getAuthentication());
    }

    @Operation(summary = "Who am I", description = "The caller, with the role in each project.")
    @GetMapping("/api/me")
    Me me(@AuthenticationPrincipal Caller caller) {
        var memberships =
                projects.all().stream()
                        .filter(project -> caller.roles().containsKey(project.projectId()))
                        .map(
                                project ->
                                        new Membership(
                                                project.projectId(),
                                                project.name(),
                                                caller.roles().get(project.projectId())))
                        .toList();
        return new Me(
                caller.name(),
                caller.accountId(),
                caller.keyId(),
                caller.serverAdmin(),
                caller.accountId()
                        .flatMap(accounts::find)
                        .filter(Account::secondFactor)
                        .isPresent(),
                caller.serverAdmin()
                        || caller.accountId().filter(accounts::editsConfiguration).isPresent(),
                memberships);
    }

    @Operation(
            summary = "Change my password",
            description = "Ends every session that was begun with the old one, this one too.")
    @PostMapping(path = "/api/me/password", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(
            @AuthenticationPrincipal Caller caller,
            @Valid @RequestBody NewPassword change,
            HttpServletRequest request) {
        var person = caller.person();
        var asked =
                UsernamePasswordAuthenticationToken.unauthenticated(
                        caller.name(), change.current());
        asked.setDetails(LoginDetails.inside(request));
        passwords.authenticate(asked);
        Inputs.check(
                () -> {
                    accounts.changePassword(person, change.password());
                    return person;
                });
    }
}
