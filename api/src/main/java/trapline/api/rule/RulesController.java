package trapline.api.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import trapline.api.access.Caller;
import trapline.api.access.Role;
import trapline.api.problem.Conflict;
import trapline.api.problem.NotFound;
import trapline.project.Project;
import trapline.project.Projects;

@Tag(name = "rules", description = "Who is told of what")
@RestController
@RequestMapping("/api/rules")
class RulesController {
    private final RuleBook book;
    private final Projects projects;

    RulesController(RuleBook book, Projects projects) {
        this.book = book;
        this.projects = projects;
    }

    @Operation(
            summary = "List rules",
            description = "For admins, of their projects: those of rules.yaml and those made here.")
    @GetMapping
    List<RuleView> list(@AuthenticationPrincipal Caller caller) {
        var mine =
                projects.all().stream()
                        .filter(p -> administers(caller, p.projectId()))
                        .map(Project::name)
                        .toList();
        return book.all().stream().filter(rule -> mine.contains(rule.project())).toList();
    }

    @Operation(summary = "Show a rule", description = "For admins of its project.")
    @GetMapping("/{ruleId}")
    RuleView show(@AuthenticationPrincipal Caller caller, @PathVariable String ruleId) {
        return find(caller, ruleId);
    }

    @Operation(
            summary = "Make a rule",
            description =
                    "For admins of the project. It is checked as in rules.yaml, and counts at once."
                            + " People are those of people.yaml, rosters those of rules.yaml.")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    RuleView make(
            @AuthenticationPrincipal Caller caller, @Valid @RequestBody RuleBodies.Made body) {
        caller.require(Role.ADMIN, body.projectId());
        return book.add(project(body.projectId()), body.rule(), caller.shownAs());
    }

    @Operation(
            summary = "Change a rule",
            description = "For admins of its project. One of rules.yaml is changed there (409).")
    @PutMapping("/{ruleId}")
    RuleView change(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String ruleId,
            @Valid @RequestBody RuleBodies.Changed body) {
        var project = project(made(caller, ruleId));
        return book.change(project, ruleId, body.version(), body.rule(), caller.shownAs());
    }

    @Operation(summary = "Remove a rule", description = "For admins of its project.")
    @DeleteMapping("/{ruleId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String ruleId,
            @RequestParam @Min(1) int version) {
        made(caller, ruleId);
        book.remove(ruleId, version);
    }

    @Operation(
            summary = "Try a rule on the past",
            description =
                    "For admins of the project. Says what it would have sent over the last days,"
                            + " without sending.")
    @PostMapping("/dry-run")
    DryRunView tryOut(
            @AuthenticationPrincipal Caller caller, @Valid @RequestBody RuleBodies.Tried body) {
        caller.require(Role.ADMIN, body.projectId());
        return book.dryRun(project(body.projectId()), body.rule(), body.length());
    }

    @Operation(
            summary = "Try a rule that exists on the past",
            description = "For admins of its project. Nothing is sent.")
    @GetMapping("/{ruleId}/dry-run")
    DryRunView tryOut(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String ruleId,
            @RequestParam(defaultValue = "7") @Min(1) @Max(90) int days) {
        var rule = find(caller, ruleId);
        return book.dryRun(project(rule), (ObjectNode) rule.rule(), days);
    }

    private RuleView made(Caller caller, String ruleId) {
        var rule = find(caller, ruleId);
        if (!rule.source().equals("api")) {
            throw new Conflict("This rule stands in rules.yaml. Change it there.");
        }
        return rule;
    }

    private RuleView find(Caller caller, String ruleId) {
        var rule = book.find(ruleId).orElseThrow(() -> new NotFound("rule", ruleId));
        var project = projects.find(rule.project()).orElseThrow(() -> new NotFound("rule", ruleId));
        if (!caller.roles().containsKey(project.projectId())) {
            throw new NotFound("rule", ruleId);
        }
        caller.require(Role.ADMIN, project.projectId());
        return rule;
    }

    private Project project(RuleView rule) {
        return projects.find(rule.project())
                .orElseThrow(() -> new NotFound("project", rule.project()));
    }

    private Project project(UUID projectId) {
        return projects.find(projectId).orElseThrow(() -> new NotFound("project", projectId));
    }

    private static boolean administers(Caller caller, UUID projectId) {
        return caller.roles().get(projectId) == Role.ADMIN;
    }
}
