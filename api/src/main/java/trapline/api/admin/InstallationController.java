package trapline.api.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "installation", description = "How the installation is, for server admins")
@RestController
@RequestMapping("/api/admin")
class InstallationController {
    private final Installation installation;

    InstallationController(Installation installation) {
        this.installation = installation;
    }

    @Operation(summary = "Which version runs where", description = "For server admins.")
    @GetMapping("/about")
    Installation.About about() {
        return installation.about();
    }

    @Operation(
            summary = "Health of every part",
            description = "For server admins. The worst first.")
    @GetMapping("/health")
    List<Installation.Part> health() {
        return installation.parts();
    }

    @Operation(summary = "The disk, and how long it will do", description = "For server admins.")
    @GetMapping("/disk")
    Installation.Disk disk() {
        return installation.disk();
    }

    @Operation(summary = "The models in use", description = "For server admins.")
    @GetMapping("/models")
    List<Installation.Model> models() {
        return installation.models();
    }

    @Operation(
            summary = "The last lines of the log",
            description = "For server admins. Newest first, without secrets and addresses.")
    @GetMapping("/log")
    List<Installation.LogLine> log(
            @RequestParam(defaultValue = "INFO") @Pattern(regexp = "INFO|WARN|ERROR") String least,
            @RequestParam(defaultValue = "200") @Min(1) @Max(1000) int limit) {
        return installation.log(least, limit);
    }

    @Operation(summary = "The last backup", description = "For server admins.")
    @GetMapping("/backups")
    Installation.Backups backups() {
        return installation.backups();
    }
}
