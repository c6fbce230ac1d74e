package trapline.api.camera;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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
import trapline.api.problem.InvalidInput;
import trapline.api.problem.NotFound;
import trapline.capture.Deployments;

@Tag(name = "cameras")
@RestController
@RequestMapping("/api")
class CameraCareController {
    private static final Duration LONGEST_SHIFT = Duration.ofDays(365L * 50);

    private final CameraLists cameras;
    private final CameraCare care;
    private final Deployments deployments;
    private final ProfileTrial profiles;

    CameraCareController(
            CameraLists cameras, CameraCare care, Deployments deployments, ProfileTrial profiles) {
        this.cameras = cameras;
        this.care = care;
        this.deployments = deployments;
        this.profiles = profiles;
    }

    @Operation(
            summary = "Where cameras stood",
            description = "Of all cameras, or of one; the newest of each first.")
    @GetMapping("/deployments")
    List<CareViews.Deployment> deployments(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) UUID project,
            @RequestParam(required = false) UUID camera) {
        return care.deployments(
                caller.scope(Role.VIEWER, Optional.ofNullable(project)),
                Optional.ofNullable(camera));
    }

    @Operation(
            summary = "Take back the newest deployment of a camera",
            description =
                    "For admins of its project: the camera never moved. Readings at that place move"
                            + " it no more.")
    @PostMapping("/cameras/{cameraId}/deployments/{deploymentId}/undo")
    List<CareViews.Deployment> undo(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID cameraId,
            @PathVariable UUID deploymentId) {
        require(caller, cameraId, Role.ADMIN);
        var own = Optional.of(cameraId);
        if (care.deployments(caller.scope(), own).stream()
                .noneMatch(one -> one.deploymentId().equals(deploymentId))) {
            throw new NotFound("deployment", deploymentId);
        }
        if (deployments.undo(deploymentId, caller.shownAs()).isEmpty()) {
            throw new Conflict("Only the newest deployment of a camera can go back.");
        }
        return care.deployments(caller.scope(), own);
    }

    @Operation(summary = "What a camera reported about itself, as curves")
    @GetMapping("/cameras/{cameraId}/health")
    List<CareViews.HealthPoint> health(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID cameraId,
            @RequestParam(defaultValue = "30") @Min(1) @Max(3650) int days) {
        require(caller, cameraId, Role.VIEWER);
        return care.health(cameraId, days);
    }

    @Operation(summary = "What happened to a camera", description = "Newest first.")
    @GetMapping("/cameras/{cameraId}/updates")
    List<CareViews.Update> updates(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID cameraId) {
        require(caller, cameraId, Role.VIEWER);
        return care.updates(cameraId);
    }

    @Operation(summary = "What people did to a camera")
    @GetMapping("/cameras/{cameraId}/maintenance")
    List<CareViews.Maintenance> maintenance(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID cameraId) {
        require(caller, cameraId, Role.VIEWER);
        return care.maintenance(cameraId);
    }

    /** One thing that somebody did. */
    record Done(
            @Schema(description = "When; absent: now") Instant doneAt,
            @Schema(description = "visit, battery, card, moved, repair, settings or other")
                    @NotNull
                    @Pattern(
                            regexp = "visit|battery|card|moved|repair|settings|other",
                            message =
                                    "must be visit, battery, card, moved, repair, settings or other")
                    String kind,
            @Size(min = 1, max = 2000) String note) {}

    @Operation(
            summary = "Write down what was done to a camera",
            description = "For analysts of its project.")
    @PostMapping("/cameras/{cameraId}/maintenance")
    @ResponseStatus(HttpStatus.CREATED)
    List<CareViews.Maintenance> maintain(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID cameraId,
            @Valid @RequestBody Done body) {
        require(caller, cameraId, Role.ANALYST);
        care.maintain(
                cameraId,
                Optional.ofNullable(body.doneAt()).orElseGet(care::time),
                body.kind(),
                Optional.ofNullable(body.note()).map(note -> note.replace('\0', ' ')),
                caller.shownAs());
        return care.maintenance(cameraId);
    }

    @Operation(
            summary = "Take a line of the maintenance log away",
            description = "For analysts of its project.")
    @DeleteMapping("/cameras/{cameraId}/maintenance/{maintenanceId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void strike(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID cameraId,
            @PathVariable UUID maintenanceId) {
        require(caller, cameraId, Role.ANALYST);
        if (!care.strike(cameraId, maintenanceId, caller.shownAs())) {
            throw new NotFound("line", maintenanceId);
        }
    }

    @Operation(
            summary = "The reference picture of a camera",
            description = "How it looks out when all is well; 204: none was chosen.")
    @GetMapping("/cameras/{cameraId}/reference")
    ResponseEntity<CareViews.Reference> reference(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID cameraId) {
        require(caller, cameraId, Role.VIEWER);
        return care.reference(cameraId)
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    /** One of the camera's own captures. */
    record Chosen(@NotNull UUID captureId) {}

    @Operation(
            summary = "Choose the reference picture of a camera",
            description = "For analysts of its project; one of its own captures.")
    @PutMapping("/cameras/{cameraId}/reference")
    CareViews.Reference refer(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID cameraId,
            @Valid @RequestBody Chosen body) {
        require(caller, cameraId, Role.ANALYST);
        if (!care.refer(cameraId, body.captureId(), caller.shownAs())) {
            throw new InvalidInput("captureId", "must be a capture of this camera");
        }
        return care.reference(cameraId).orElseThrow();
    }

    @Operation(summary = "Have no reference picture", description = "For analysts of its project.")
    @DeleteMapping("/cameras/{cameraId}/reference")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forgetReference(@AuthenticationPrincipal Caller caller, @PathVariable UUID cameraId) {
        require(caller, cameraId, Role.ANALYST);
        care.forgetReference(cameraId);
    }

    @Operation(summary = "The repairs of a camera's clock")
    @GetMapping("/cameras/{cameraId}/clock-repairs")
    List<CareViews.ClockRepair> repairs(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID cameraId) {
        require(caller, cameraId, Role.VIEWER);
        return care.repairs(cameraId);
    }

    /** Which captures, as their times are now, and how far they move. */
    record Repair(
            @NotNull Instant from,
            @NotNull Instant to,
            @Schema(description = "Added to each time; negative: the clock was fast") @NotNull
                    Long shiftSeconds) {}

    @Operation(
            summary = "Repair a camera's clock for a while",
            description =
                    "For admins of its project. Moves the times of the captures taken then, and"
                            + " their events. What the camera wrote is kept.")
    @PostMapping("/cameras/{cameraId}/clock-repairs")
    @ResponseStatus(HttpStatus.CREATED)
    List<CareViews.ClockRepair> repair(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID cameraId,
            @Valid @RequestBody Repair body) {
        require(caller, cameraId, Role.ADMIN);
        if (!body.from().isBefore(body.to())) {
            throw new InvalidInput("from", "must lie before 'to'");
        }
        if (body.shiftSeconds() == 0 || Math.abs(body.shiftSeconds()) > LONGEST_SHIFT.toSeconds()) {
            throw new InvalidInput("shiftSeconds", "must not be 0, and at most 50 years");
        }
        var moved =
                care.repair(
                        cameraId,
                        body.from(),
                        body.to(),
                        Duration.ofSeconds(body.shiftSeconds()),
                        caller.shownAs());
        if (moved.isEmpty()) {
            throw new Conflict("This camera took nothing in that time.");
        }
        return care.repairs(cameraId);
    }

    @Operation(
            summary = "Undo a repair of a camera's clock",
            description = "For admins of its project. A later repair of the same goes first.")
    @PostMapping("/cameras/{cameraId}/clock-repairs/{repairId}/undo")
    List<CareViews.ClockRepair> undoRepair(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID cameraId,
            @PathVariable UUID repairId) {
        require(caller, cameraId, Role.ADMIN);
        if (care.undoRepair(cameraId, repairId, caller.shownAs()).isEmpty()) {
            throw new Conflict(
                    "There is no such repair, it was undone, or a later one of"
                            + " the same captures goes first.");
        }
        return care.repairs(cameraId);
    }

    /** A file as a camera would send it. */
    record Tried(
            @Schema(description = "The name with its folders") @NotBlank @Size(max = 1000)
                    String path,
            @Schema(description = "Of its EXIF") @Size(max = 200) String make,
            @Schema(description = "Of its EXIF") @Size(max = 200) String model,
            @Schema(description = "A profile to try out, as it would stand in camera-profiles/")
                    @Size(max = 20_000)
                    String profile) {}

    @Operation(
            summary = "Which camera profile a file belongs to, and why",
            description =
                    "For analysts. With a profile to try out, as if it stood in the configuration.")
    @PostMapping("/camera-profiles/explain")
    ProfileTrial.Answer explain(
            @AuthenticationPrincipal Caller caller, @Valid @RequestBody Tried body) {
        caller.scope(Role.ANALYST, Optional.empty());
        return profiles.explain(
                body.path(),
                Optional.ofNullable(body.make()).filter(text -> !text.isBlank()),
                Optional.ofNullable(body.model()).filter(text -> !text.isBlank()),
                Optional.ofNullable(body.profile()).filter(text -> !text.isBlank()));
    }

    private void require(Caller caller, UUID cameraId, Role role) {
        var camera =
                cameras.find(caller.scope(), cameraId)
                        .orElseThrow(() -> new NotFound("camera", cameraId));
        caller.require(role, camera.projectId());
    }
}
