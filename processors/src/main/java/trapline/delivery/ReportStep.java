package trapline.delivery;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.stage.Stages;

/**
 * Station <em>report</em>: what a party says of a message after it took it. A message whose answer
 * was lost turns out to have arrived; one that was taken turns out to have failed, and the person's
 * next channel is taken. Reports come in any order and more than once.
 */
public class ReportStep {
    private static final Logger log = LoggerFactory.getLogger(ReportStep.class);

    private final JdbcClient jdbc;
    private final Deliveries deliveries;
    private final Stages stages;
    private final Channels channels;
    private final People people;
    private final Masking masking;
    private final Clock clock;

    public ReportStep(
            JdbcClient jdbc,
            Deliveries deliveries,
            Stages stages,
            Channels channels,
            People people,
            Masking masking,
            Clock clock) {
        this.jdbc = jdbc;
        this.deliveries = deliveries;
        this.stages = stages;
        this.channels = channels;
        this.people = people;
        this.masking = masking;
        this.clock = clock;
    }

    /**
     * @param receipt the party's id of the message
     * @param deliveryId ours, where the party repeats it
     * @param failure why it did not arrive; empty: it is on its way, or has arrived
     */
    public record Report(
            String channel, String receipt, Optional<UUID> deliveryId, Optional<String> failure) {}

    @Transactional
    public void report(Report report) {
        if (report.failure().isEmpty()) {
            report.deliveryId().ifPresent(id -> confirm(report, id));
        } else {
            fail(report);
        }
    }

    private void confirm(Report report, UUID deliveryId) {
        var confirmed =
                jdbc.sql(
                                """
                                update delivery
                                   set state = 'accepted', receipt = :receipt, settled_at = :now,
                                       next_attempt_at = null
                                 where delivery_id = :id and channel = :channel and state = 'due'
                                """)
                        .param("receipt", report.receipt())
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("id", deliveryId)
                        .param("channel", report.channel())
                        .update();
        if (confirmed > 0) {
            log.atInfo()
                    .addKeyValue("deliveryId", deliveryId)
                    .addKeyValue("channel", report.channel())
                    .log("A message whose answer was lost has arrived");
        }
    }

    private void fail(Report report) {
        var reason =
                channels.find(report.channel())
                        .map(channel -> masking.mask(report.failure().orElseThrow(), channel))
                        .orElse("The party said later that it failed.");
        var failed =
                jdbc.sql(
                                """
                                update delivery set state = 'failed', settled_at = :now
                                 where channel = :channel and receipt = :receipt
                                   and state = 'accepted'
                                returning delivery_id
                                """)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("channel", report.channel())
                        .param("receipt", report.receipt())
                        .query(UUID.class)
                        .optional();
        failed.ifPresent(
                id -> {
                    jdbc.sql(
                                    """
                                    update delivery_attempt set outcome = 'refused', reason = :reason
                                     where delivery_id = :id and outcome = 'accepted'
                                    """)
                            .param("reason", reason)
                            .param("id", id)
                            .update();
                    goOn(id, reason);
                });
    }

    private void goOn(UUID deliveryId, String reason) {
        var delivery = deliveries.open(deliveryId).orElseThrow().delivery();
        people.next(delivery.channel(), delivery.recipient())
                .flatMap(next -> deliveries.instead(delivery, next))
                .ifPresent(next -> stages.put(Deliveries.STAGE, next));
        log.atWarn()
                .addKeyValue("deliveryId", deliveryId)
                .addKeyValue("channel", delivery.channel())
                .log("A message that was taken did not arrive: {}", reason);
    }
}
