package trapline.api.capture;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import trapline.api.access.Caller;
import trapline.api.access.Role;
import trapline.api.page.Page;
import trapline.api.problem.NotFound;

@Tag(name = "captures", description = "Pictures and clips, and what was found on them")
@RestController
@RequestMapping("/api/captures")
class CapturesController {
    private final CaptureLists lists;
    private final CaptureDetails details;

    CapturesController(CaptureLists lists, CaptureDetails details) {
        this.lists = lists;
        this.details = details;
    }

    @Operation(
            summary = "List captures",
            description = "Newest received first, in pages: go on with the cursor in 'next'.")
    @GetMapping
    Page<CaptureItem> list(
            @AuthenticationPrincipal Caller caller, @Valid @ParameterObject CaptureQuery query) {
        return lists.page(caller.scope(Role.VIEWER, query.maybeProject()), query);
    }

    @Operation(
            summary = "Show a capture",
            description = "With every model run, its detections and all their classifications.")
    @GetMapping("/{captureId}")
    CaptureView show(@AuthenticationPrincipal Caller caller, @PathVariable UUID captureId) {
        return details.find(caller.scope(), captureId)
                .orElseThrow(() -> new NotFound("capture", captureId));
    }
}
