package trapline.api.capture;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
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
    private final CaptureReruns reruns;

    CapturesController(CaptureLists lists, CaptureDetails details, CaptureReruns reruns) {
        this.lists = lists;
        this.details = details;
        this.reruns = reruns;
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
            summary = "Run captures again with the models of now",
            description =
                    "For analysts. Takes the filters of the list, and works on at most 1,000"
                            + " captures: while there is a 'next', call again with it as the cursor."
                            + " What earlier models found is kept beside, and nobody is alerted."
                            + " Captures that are still on their way are left alone.")
    @PostMapping("/rerun")
    CaptureReruns.Rerun rerun(
            @AuthenticationPrincipal Caller caller, @Valid @ParameterObject CaptureQuery query) {
        return reruns.again(caller.scope(Role.ANALYST, query.maybeProject()), query);
    }

    @Operation(
            summary = "Show a capture",
            description = "With every model run, its detections and all their classifications.")
    @GetMapping("/{captureId}")
    CaptureView show(@AuthenticationPrincipal Caller caller, @PathVariable UUID captureId) {
        return details.find(caller.scope(), captureId)
                .orElseThrow(() -> new NotFound("capture", captureId));
    }

    @Operation(
            summary = "The captures beside one",
            description =
                    "The next newer and the next older one of the list that the same filters make.")
    @GetMapping("/{captureId}/neighbours")
    CaptureNeighbours neighbours(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID captureId,
            @Valid @ParameterObject CaptureQuery query) {
        var place =
                details.place(caller.scope(), captureId)
                        .orElseThrow(() -> new NotFound("capture", captureId));
        return lists.neighbours(caller.scope(Role.VIEWER, query.maybeProject()), query, place);
    }
}
