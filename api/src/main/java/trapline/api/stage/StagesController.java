package trapline.api.stage;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import trapline.stage.StageDepth;
import trapline.stage.Stages;

@Tag(name = "stages")
@RestController
class StagesController {
    private final Stages stages;
    private final FailedJobLists failedJobs;

    StagesController(Stages stages, FailedJobLists failedJobs) {
        this.stages = stages;
        this.failedJobs = failedJobs;
    }

    /**
     * How the stages stand.
     *
     * @param waiting where something waits; a stage that is not named has nothing to do
     * @param failed where something failed for good
     */
    record StagesView(List<Waiting> waiting, List<FailedJobLists.Failed> failed) {}

    /**
     * @param part which part of the stage, such as a channel; empty when the stage is whole
     * @param lane live or backlog
     * @param waiting messages that are ready, being worked on, or backing off
     * @param oldestSeconds age of the oldest of them
     */
    record Waiting(String stage, String part, String lane, long waiting, long oldestSeconds) {}

    @Operation(summary = "How the stages stand", description = "For server admins.")
    @GetMapping("/api/stages")
    StagesView list() {
        var waiting =
                stages.depths().stream()
                        .sorted(
                                Comparator.comparing(StageDepth::stage)
                                        .thenComparing(StageDepth::part)
                                        .thenComparing(StageDepth::lane))
                        .map(
                                depth ->
                                        new Waiting(
                                                depth.stage(),
                                                depth.part(),
                                                depth.lane().name().toLowerCase(Locale.ROOT),
                                                depth.waiting(),
                                                depth.oldest().toSeconds()))
                        .toList();
        return new StagesView(waiting, failedJobs.byStage());
    }
}
