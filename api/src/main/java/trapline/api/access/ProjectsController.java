package trapline.api.access;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import trapline.api.problem.Conflict;
import trapline.api.problem.NotFound;
import trapline.project.Project;
import trapline.project.Projects;

@Tag(name = "access")
@RestController
@RequestMapping("/api/projects")
class ProjectsController {
    private final Projects projects;

    ProjectsController(Projects projects) {
        this.projects = projects;
    }

    record NewProject(@NotBlank @Size(max = 100) String name) {}

    record ProjectView(UUID projectId, String name, Role role) {
        static ProjectView of(Project project, Caller caller) {
            return new ProjectView(
                    project.projectId(), project.name(), caller.roles().get(project.projectId()));
        }
    }

    @Operation(summary = "List projects", description = "Those that the caller belongs to.")
    @GetMapping
    List<ProjectView> list(@AuthenticationPrincipal Caller caller) {
        return projects.all().stream()
                .filter(project -> caller.roles().containsKey(project.projectId()))
                .map(project -> ProjectView.of(project, caller))
                .toList();
    }

    @Operation(summary = "Show a project")
    @GetMapping("/{projectId}")
    ProjectView show(@AuthenticationPrincipal Caller caller, @PathVariable UUID projectId) {
        caller.require(Role.VIEWER, projectId);
        return projects.find(projectId)
                .map(project -> ProjectView.of(project, caller))
                .orElseThrow(() -> new NotFound("project", projectId));
    }

    @Operation(summary = "Make a project", description = "For server admins.")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    ProjectView create(@Valid @RequestBody NewProject asked) {
        var name = asked.name().strip();
        if (projects.find(name).isPresent()) {
            throw new Conflict("There is a project with this name already.");
        }
        var made = projects.named(name);
        return new ProjectView(made.projectId(), made.name(), Role.ADMIN);
    }
}
