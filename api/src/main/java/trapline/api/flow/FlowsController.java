package trapline.api.flow;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import trapline.api.access.Caller;
import trapline.api.config.ConfigEditors;

@Tag(name = "flows", description = "The routes that run")
@RestController
class FlowsController {
    private final Flows flows;
    private final ConfigEditors editors;

    FlowsController(Flows flows, ConfigEditors editors) {
        this.flows = flows;
        this.editors = editors;
    }

    @Operation(
            summary = "List the routes that run",
            description =
                    "For editors of the configuration. Each with its steps, what has gone through"
                            + " them, and what failed.")
    @GetMapping("/api/flows")
    List<Flows.Route> list(@AuthenticationPrincipal Caller caller) {
        editors.require(caller);
        return flows.routes();
    }
}
