package trapline.api.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import trapline.api.page.Cursor;
import trapline.api.page.Page;

@Tag(name = "audit", description = "Who changed what, and what it was before")
@RestController
@RequestMapping("/api/audit")
class AuditController {
    private final AuditLog audit;

    AuditController(AuditLog audit) {
        this.audit = audit;
    }

    /** One change. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record AuditView(
            UUID auditId,
            Instant at,
            Optional<UUID> projectId,
            String who,
            String how,
            String action,
            String subject,
            String subjectId,
            Optional<JsonNode> before,
            Optional<JsonNode> after) {
        static AuditView of(AuditLog.Entry entry) {
            return new AuditView(
                    entry.auditId(),
                    entry.at(),
                    entry.projectId(),
                    entry.who(),
                    entry.how(),
                    entry.action(),
                    entry.subject(),
                    entry.subjectId(),
                    entry.before(),
                    entry.after());
        }
    }

    @Operation(
            summary = "List changes",
            description =
                    "Newest first. For admins: those of their projects; for server admins also those"
                            + " that belong to none. Passwords and secrets are never in it.")
    @GetMapping
    Page<AuditView> list(
            @AuthenticationPrincipal Caller caller,
            @RequestParam Optional<UUID> project,
            @RequestParam Optional<@Size(max = 200) String> who,
            @RequestParam Optional<@Size(max = 100) String> subject,
            @RequestParam Optional<@Size(max = 200) String> subjectId,
            @RequestParam Optional<Instant> from,
            @RequestParam Optional<Instant> to,
            @RequestParam Optional<String> cursor,
            @RequestParam(defaultValue = "" + Page.USUAL) @Min(1) @Max(Page.MOST) int limit) {
        var scope = caller.scope(Role.ADMIN, project);
        var last = cursor.map(text -> Cursor.parse(Cursor.Kind.AUDIT, text));
        var found =
                audit.page(
                        scope,
                        caller.serverAdmin() && project.isEmpty(),
                        new AuditLog.Question(who, subject, subjectId, from, to),
                        last,
                        limit);
        return Page.of(
                found.stream().map(AuditView::of).toList(),
                limit,
                one -> new Cursor(Cursor.Kind.AUDIT, one.at(), one.auditId()));
    }
}
