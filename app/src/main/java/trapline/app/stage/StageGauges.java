package trapline.app.stage;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import trapline.stage.StageDepth;
import trapline.stage.Stages;

/** Shows how much waits before each stage, and for how long. */
class StageGauges {
    private static final Logger log = LoggerFactory.getLogger(StageGauges.class);

    private final Stages stages;
    private final MultiGauge waiting;
    private final MultiGauge oldest;

    StageGauges(Stages stages, MeterRegistry meters) {
        this.stages = stages;
        waiting =
                MultiGauge.builder("trapline.stage.waiting")
                        .description("Messages before a stage: ready, leased or backing off")
                        .register(meters);
        oldest =
                MultiGauge.builder("trapline.stage.oldest")
                        .description("Age of the oldest message before a stage")
                        .baseUnit("seconds")
                        .register(meters);
    }

    @Scheduled(fixedDelayString = "PT5S")
    void look() {
        try {
            var depths = stages.depths();
            waiting.register(
                    depths.stream()
                            .map(depth -> MultiGauge.Row.of(tags(depth), depth.waiting()))
                            .toList(),
                    true);
            oldest.register(
                    depths.stream()
                            .map(
                                    depth ->
                                            MultiGauge.Row.of(
                                                    tags(depth), depth.oldest().toSeconds()))
                            .toList(),
                    true);
        } catch (DataAccessException | TransactionException e) {
            // The stages say it themselves; the next look comes in a moment.
            log.debug("The depth of the stages is not known now", e);
        }
    }

    private static Tags tags(StageDepth depth) {
        return Tags.of(
                "stage",
                depth.stage(),
                "channel",
                depth.part(),
                "lane",
                depth.lane().name().toLowerCase(Locale.ROOT));
    }
}
