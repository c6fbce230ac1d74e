package trapline.api.access;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import trapline.api.problem.Conflict;
import trapline.api.problem.InvalidInput;
import trapline.api.problem.TooManyAttempts;
import trapline.project.Project;
import trapline.project.Projects;

/** What people do who are not logged in yet: answer an invitation, or set a forgotten password. */
@Tag(name = "access")
@RestController
class DoorController {
    private static final String RESET =
            """
            Somebody, we hope you, has forgotten the password of %s on Trapline.

            Open this address to set a new one. It works once, for an hour:
            %s

            If it was not you, do nothing: your password stays as it is.
            """;
    private static final String OVER = "is wrong, was used already, or is over: ask for a new one";

    private final Invitations invitations;
    private final PasswordResets resets;
    private final Accounts accounts;
    private final Projects projects;
    private final AccountMail mail;
    private final LoginThrottle asked;
    private final OnBehalf onBehalf;
    private final Actors actors;
    private final TransactionTemplate transaction;

    DoorController(
            Invitations invitations,
            PasswordResets resets,
            Accounts accounts,
            Projects projects,
            AccountMail mail,
            DoorThrottle asked,
            DoorWork work) {
        this.invitations = invitations;
        this.resets = resets;
        this.accounts = accounts;
        this.projects = projects;
        this.mail = mail;
        this.asked = asked.throttle();
        this.onBehalf = work.onBehalf();
        this.actors = work.actors();
        this.transaction = work.transaction();
    }

    /** How often a forgotten password may be asked for. */
    record DoorThrottle(LoginThrottle throttle) {}

    /** How what is done here is done: at once or not at all, and written down. */
    record DoorWork(OnBehalf onBehalf, Actors actors, TransactionTemplate transaction) {}

    record Code(@NotBlank @Size(max = 200) String code) {}

    record Answer(@NotBlank @Size(max = 200) String code, @Size(max = 300) String password) {}

    record Forgotten(@NotBlank @Size(max = 254) String email) {}

    record Reset(
            @NotBlank @Size(max = 200) String code, @NotBlank @Size(max = 300) String password) {}

    /**
     * What an invitation says.
     *
     * @param needsPassword whether an account is made, so that a password must be chosen
     */
    record Invited(String project, String email, Role role, boolean needsPassword) {}

    @Operation(summary = "Look at an invitation", description = "With the code from the mail.")
    @SecurityRequirements
    @PostMapping(path = "/api/join/look", consumes = MediaType.APPLICATION_JSON_VALUE)
    Invited look(@Valid @RequestBody Code asked) {
        var invitation = invitation(asked.code());
        return new Invited(
                projects.find(invitation.projectId()).map(Project::name).orElseThrow(),
                invitation.email(),
                invitation.role(),
                accounts.find(invitation.email()).isEmpty());
    }

    @Operation(
            summary = "Answer an invitation",
            description =
                    "With the code from the mail, which proves the address. Who has no account yet"
                            + " chooses a password. Then log in.")
    @SecurityRequirements
    @PostMapping(path = "/api/join", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void join(@Valid @RequestBody Answer answer, HttpServletRequest request) {
        var invitation = invitation(answer.code());
        onBehalf.change(
                actors.of(invitation.email(), request),
                () ->
                        transaction.execute(
                                status -> Inputs.check(() -> accept(invitation, answer))));
    }

    private boolean accept(Invitation invitation, Answer answer) {
        if (!invitations.accepted(invitation.invitationId())) {
            throw new InvalidInput("code", OVER);
        }
        var account =
                accounts.find(invitation.email())
                        .orElseGet(() -> accounts.create(invitation.email(), answer.password()));
        if (account.disabledAt().isPresent()) {
            throw new Conflict("This account was disabled. Ask a server admin.");
        }
        var has = accounts.roles(account.accountId()).get(invitation.projectId());
        if (has == null || invitation.role().includes(has)) {
            accounts.grant(account.accountId(), invitation.projectId(), invitation.role());
            accounts.limit(account.accountId(), invitation.projectId(), invitation.sites());
        }
        return true;
    }

    @Operation(
            summary = "Ask for a new password",
            description =
                    "A mail with a link goes to the address, if it has an account. The answer is the"
                            + " same either way.")
    @SecurityRequirements
    @PostMapping(path = "/api/password/forgotten", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void forgotten(@Valid @RequestBody Forgotten forgotten, HttpServletRequest request) {
        var email = forgotten.email().strip();
        var name = email.toLowerCase(Locale.ROOT);
        var address = request.getRemoteAddr();
        asked.locked(name, address)
                .ifPresent(
                        wait -> {
                            throw new TooManyAttempts(wait);
                        });
        asked.failed(name, address);
        mail.console()
                .ifPresent(
                        home ->
                                accounts.find(email)
                                        .filter(account -> account.disabledAt().isEmpty())
                                        .ifPresent(
                                                account ->
                                                        mail.send(
                                                                account.email(),
                                                                "A new password for Trapline",
                                                                RESET.formatted(
                                                                        account.email(),
                                                                        home.resolve("/reset")
                                                                                + "#"
                                                                                + resets.begin(
                                                                                        account
                                                                                                .accountId())))));
    }

    @Operation(
            summary = "Set a new password",
            description = "With the code from the mail. Every session and token of before ends.")
    @SecurityRequirements
    @PostMapping(path = "/api/password/reset", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reset(@Valid @RequestBody Reset reset, HttpServletRequest request) {
        var account =
                resets.ofCode(reset.code())
                        .flatMap(accounts::find)
                        .filter(found -> found.disabledAt().isEmpty())
                        .orElseThrow(() -> new InvalidInput("code", OVER));
        onBehalf.change(
                actors.of(account.email(), request),
                () ->
                        transaction.execute(
                                status -> Inputs.check(() -> change(account.accountId(), reset))));
    }

    private boolean change(UUID accountId, Reset reset) {
        accounts.changePassword(accountId, reset.password());
        if (!resets.use(reset.code())) {
            throw new InvalidInput("code", OVER);
        }
        return true;
    }

    private Invitation invitation(String code) {
        return invitations.ofCode(code).orElseThrow(() -> new InvalidInput("code", OVER));
    }
}
