package trapline.api.camera;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Optional;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import trapline.api.access.Caller;
import trapline.api.access.Role;
import trapline.api.page.Page;
import trapline.api.problem.NotFound;
import trapline.camera.CameraChange;
import trapline.camera.CameraDecisions;
import trapline.camera.Cameras;

@Tag(name = "cameras", description = "Devices: which are ours, how they are, when they were heard")
@RestController
@RequestMapping("/api/cameras")
class CamerasController {
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final CameraLists lists;
    private final Cameras cameras;
    private final CameraDecisions decisions;

    CamerasController(CameraLists lists, Cameras cameras, CameraDecisions decisions) {
        this.lists = lists;
        this.cameras = cameras;
        this.decisions = decisions;
    }

    @Operation(summary = "List cameras", description = "Those first heard of last come first.")
    @GetMapping
    Page<CameraView> list(
            @AuthenticationPrincipal Caller caller, @Valid @ParameterObject CameraQuery query) {
        var scope = caller.scope(Role.VIEWER, Optional.ofNullable(query.project()));
        return lists.page(scope, query);
    }

    @Operation(summary = "Show a camera", description = "With its last 30 reports.")
    @GetMapping("/{cameraId}")
    CameraView.WithReports show(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID cameraId) {
        var camera = find(caller, cameraId);
        return new CameraView.WithReports(camera, lists.reports(camera));
    }

    @Operation(
            summary = "Change a camera",
            description =
                    "For admins of its project. What is absent stays; null takes away (RFC 7396).",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    CameraPatch.Body.class))))
    @PatchMapping(
            path = "/{cameraId}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MERGE_PATCH})
    CameraView change(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID cameraId,
            @RequestBody ObjectNode patch) {
        requireAdmin(caller, cameraId);
        return decide(caller, cameraId, CameraPatch.read(patch));
    }

    @Operation(
            summary = "Approve a camera",
            description =
                    "For admins of its project. From now on it alerts. Who approved it is kept.")
    @PostMapping("/{cameraId}/approve")
    CameraView approve(@AuthenticationPrincipal Caller caller, @PathVariable UUID cameraId) {
        requireAdmin(caller, cameraId);
        return decide(caller, cameraId, CameraChange.approval());
    }

    private void requireAdmin(Caller caller, UUID cameraId) {
        caller.require(Role.ADMIN, find(caller, cameraId).projectId());
    }

    private CameraView decide(Caller caller, UUID cameraId, CameraChange change) {
        decisions.change(cameras.find(cameraId).orElseThrow(), change, caller.shownAs());
        return find(caller, cameraId);
    }

    private CameraView find(Caller caller, UUID cameraId) {
        return lists.find(caller.scope(), cameraId)
                .orElseThrow(() -> new NotFound("camera", cameraId));
    }
}
