package trapline.api.stage;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
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
import trapline.api.access.Caller;
import trapline.api.access.Role;
import trapline.api.page.Page;
import trapline.api.problem.NotFound;
import trapline.stage.FailedJob;
import trapline.stage.FailedJobs;

@Tag(name = "stages", description = "What waits, what failed for good, and its way back")
@RestController
@RequestMapping("/api/failed-jobs")
class FailedJobsController {
    /** So many in one request, that it is answered within seconds. */
    private static final int AT_ONCE = 500;

    private final FailedJobLists lists;
    private final FailedJobs failedJobs;

    FailedJobsController(FailedJobLists lists, FailedJobs failedJobs) {
        this.lists = lists;
        this.failedJobs = failedJobs;
    }

    record StageToRedrive(
            @NotBlank @Size(max = 100) String stage,
            @Schema(description = "Only of this project") UUID project) {}

    /**
     * @param redriven how many were sent on their way
     * @param more whether there are others; ask again
     */
    record Redriven(int redriven, boolean more) {}

    @Operation(summary = "List failed jobs", description = "Newest first. For analysts.")
    @GetMapping
    Page<FailedJobLists.FailedJobView> list(
            @AuthenticationPrincipal Caller caller, @Valid @ParameterObject FailedJobQuery query) {
        var scope = caller.scope(Role.ANALYST, Optional.ofNullable(query.project()));
        return lists.page(scope, query);
    }

    @Operation(summary = "Show a failed job", description = "For analysts.")
    @GetMapping("/{jobId}")
    FailedJobLists.FailedJobView show(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID jobId) {
        var job = find(caller, jobId);
        return new FailedJobLists.FailedJobView(
                job.jobId(),
                job.projectId(),
                job.stage(),
                job.part(),
                job.subjectId(),
                job.attempts(),
                job.reason(),
                job.failedAt());
    }

    @Operation(
            summary = "Try a failed job again",
            description = "For analysts. It goes back before its stage as if it were new.")
    @PostMapping("/{jobId}/redrive")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Redriven redrive(@AuthenticationPrincipal Caller caller, @PathVariable UUID jobId) {
        find(caller, jobId);
        if (!failedJobs.redrive(jobId)) {
            throw none(jobId);
        }
        return new Redriven(1, false);
    }

    @Operation(
            summary = "Try all failed jobs of a stage again",
            description = "For analysts. Oldest first, at most 500 at once: see 'more'.")
    @PostMapping(path = "/redrive", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Redriven redriveStage(
            @AuthenticationPrincipal Caller caller, @Valid @RequestBody StageToRedrive asked) {
        var scope = caller.scope(Role.ANALYST, Optional.ofNullable(asked.project()));
        List<UUID> jobs = lists.oldest(scope, asked.stage(), AT_ONCE + 1);
        var redriven = (int) jobs.stream().limit(AT_ONCE).filter(failedJobs::redrive).count();
        return new Redriven(redriven, jobs.size() > AT_ONCE);
    }

    private FailedJob find(Caller caller, UUID jobId) {
        var job = failedJobs.find(jobId, caller.scope().projects()).orElseThrow(() -> none(jobId));
        caller.require(Role.ANALYST, job.projectId());
        return job;
    }

    private static NotFound none(UUID jobId) {
        return new NotFound("open failed job", jobId);
    }
}
