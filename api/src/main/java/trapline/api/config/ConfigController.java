package trapline.api.config;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "config", description = "The files that admins edit")
@RestController
class ConfigController {
    private final ConfigStatus status;

    ConfigController(ConfigStatus status) {
        this.status = status;
    }

    @Operation(
            summary = "How the configuration stands",
            description =
                    "For server admins. When the files have mistakes, the last good version runs.")
    @GetMapping("/api/config")
    ConfigStatus.ConfigView show() {
        return status.view();
    }
}
