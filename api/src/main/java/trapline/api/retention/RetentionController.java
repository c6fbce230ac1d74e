package trapline.api.retention;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import trapline.api.access.Caller;
import trapline.api.access.Role;
import trapline.api.problem.Conflict;
import trapline.api.problem.InvalidInput;

@Tag(name = "retention", description = "How long pictures are kept")
@RestController
@RequestMapping("/api/projects/{projectId}/retention")
class RetentionController {
    private final Retentions retentions;

    RetentionController(Retentions retentions) {
        this.retentions = retentions;
    }

    record RetentionView(List<RetentionRule> rules, int version) {}

    record NewRetention(
            @NotNull @Size(max = 20) List<@NotNull @Valid RetentionRule> rules,
            @Schema(description = "That of the decision you looked at") @NotNull Integer version) {}

    record Rules(@NotNull @Size(max = 20) List<@NotNull @Valid RetentionRule> rules) {}

    /**
     * What a rule would delete now.
     *
     * @param bytes of the originals together
     */
    record Outcome(RetentionRule rule, long captures, long bytes) {}

    @Operation(summary = "Show how long a project keeps its pictures", description = "For admins.")
    @GetMapping
    ResponseEntity<RetentionView> show(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID projectId) {
        caller.require(Role.ADMIN, projectId);
        return answer(projectId);
    }

    @Operation(
            summary = "Decide how long a project keeps its pictures",
            description =
                    "For admins. Without rules everything is kept. Only the files go: what was seen,"
                            + " the events and who was told stay. What somebody likes or flagged is"
                            + " kept.")
    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<RetentionView> decide(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID projectId,
            @Valid @RequestBody NewRetention asked) {
        caller.require(Role.ADMIN, projectId);
        check(asked.rules());
        var decision = new Retentions.Decision(asked.rules(), asked.version());
        if (!retentions.decide(projectId, decision, caller.shownAs())) {
            throw new Conflict("Somebody has changed this meanwhile. Look at it again.");
        }
        return answer(projectId);
    }

    @Operation(
            summary = "Say what rules would delete now",
            description = "For admins. Nothing is deleted. A capture may fit more than one rule.")
    @PostMapping(path = "/dry-run", consumes = MediaType.APPLICATION_JSON_VALUE)
    List<Outcome> dryRun(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID projectId,
            @Valid @RequestBody Rules asked) {
        caller.require(Role.ADMIN, projectId);
        check(asked.rules());
        return asked.rules().stream()
                .map(
                        rule -> {
                            var count = retentions.count(projectId, rule);
                            return new Outcome(rule, count.captures(), count.bytes());
                        })
                .toList();
    }

    private static void check(List<RetentionRule> rules) {
        var seen = new HashSet<String>();
        for (var rule : rules) {
            if (!seen.add(rule.category() + "/" + rule.verdict())) {
                throw new InvalidInput("rules", "must not say the same thing twice");
            }
        }
    }

    private ResponseEntity<RetentionView> answer(UUID projectId) {
        var decision = retentions.of(projectId);
        return ResponseEntity.ok()
                .eTag("\"" + decision.version() + "\"")
                .body(new RetentionView(decision.rules(), decision.version()));
    }
}
