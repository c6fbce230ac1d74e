package trapline.api.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import trapline.api.problem.InvalidInput;
import trapline.api.problem.NotFound;
import trapline.project.Project;
import trapline.project.Projects;

@Tag(name = "access")
@RestController
@RequestMapping("/api/projects/{projectId}/invitations")
class InvitationsController {
    private static final int USUAL_DAYS = 7;
    private static final String TEXT =
            """
            %s invites you to the project %s on Trapline, as %s.

            Open this address to join. It works once, until %s:
            %s

            If you do not know what this is about, do nothing.
            """;

    private final Invitations invitations;
    private final Projects projects;
    private final AccountMail mail;

    InvitationsController(Invitations invitations, Projects projects, AccountMail mail) {
        this.invitations = invitations;
        this.projects = projects;
        this.mail = mail;
    }

    record NewInvitation(
            @NotBlank @Size(max = 254) String email,
            @NotNull Role role,
            @Schema(description = "Of a viewer: the only sites they are to see; absent: all")
                    @Size(max = 1000)
                    Set<@NotNull UUID> sites,
            @Schema(description = "How many days it can be answered; absent: 7") @Min(1) @Max(60)
                    Integer days) {}

    /**
     * An invitation.
     *
     * @param code only in the answer to its making, and only where no mail could be sent: hand it
     *     to the person yourself, as {@code /join#CODE}
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record InvitationView(
            UUID invitationId,
            String email,
            Role role,
            Optional<Set<UUID>> sites,
            String invitedBy,
            Instant createdAt,
            Instant expiresAt,
            Optional<String> code) {
        static InvitationView of(Invitation one, Optional<String> code) {
            return new InvitationView(
                    one.invitationId(),
                    one.email(),
                    one.role(),
                    one.sites(),
                    one.invitedBy(),
                    one.createdAt(),
                    one.expiresAt(),
                    code);
        }
    }

    @Operation(
            summary = "List invitations that nobody has answered yet",
            description = "For admins of the project.")
    @GetMapping
    List<InvitationView> list(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID projectId) {
        caller.require(Role.ADMIN, projectId);
        caller.person();
        return invitations.open(projectId).stream()
                .map(one -> InvitationView.of(one, Optional.empty()))
                .toList();
    }

    @Operation(
            summary = "Invite somebody by mail",
            description =
                    "For admins of the project. Who answers gets the role, and an account where they"
                            + " have none. Without a mail channel that knows the console's address,"
                            + " the answer holds the code, for you to hand on.")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    InvitationView create(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID projectId,
            @Valid @RequestBody NewInvitation asked) {
        caller.require(Role.ADMIN, projectId);
        caller.person();
        var email = Inputs.check(() -> Accounts.checkedEmail(asked.email()));
        var sites = Optional.ofNullable(asked.sites());
        if (sites.isPresent() && asked.role() != Role.VIEWER) {
            throw new InvalidInput("sites", "can only be said of a viewer");
        }
        var project = projects.find(projectId).map(Project::name).orElseThrow();
        var made =
                invitations.make(
                        projectId,
                        email,
                        asked.role(),
                        sites,
                        caller.shownAs(),
                        Duration.ofDays(asked.days() == null ? USUAL_DAYS : asked.days()));
        var console = mail.console();
        console.ifPresent(
                home ->
                        mail.send(
                                email,
                                "Invitation to " + project,
                                TEXT.formatted(
                                        caller.name(),
                                        project,
                                        asked.role().id(),
                                        made.invitation().expiresAt(),
                                        // Behind the #, so that it stands in no server's log.
                                        home.resolve("/join") + "#" + made.code())));
        return InvitationView.of(
                made.invitation(),
                console.isPresent() ? Optional.empty() : Optional.of(made.code()));
    }

    @Operation(summary = "Take an invitation back", description = "For admins of the project.")
    @DeleteMapping("/{invitationId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID projectId,
            @PathVariable UUID invitationId) {
        caller.require(Role.ADMIN, projectId);
        caller.person();
        var invitation =
                invitations
                        .find(invitationId)
                        .filter(one -> one.projectId().equals(projectId))
                        .orElseThrow(() -> new NotFound("invitation", invitationId));
        invitations.revoke(invitation.invitationId());
    }
}
