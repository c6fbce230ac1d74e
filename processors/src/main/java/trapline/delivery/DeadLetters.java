package trapline.delivery;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** What is done about deliveries that failed for good. */
public class DeadLetters {
    private final JdbcClient jdbc;
    private final Deliveries deliveries;

    public DeadLetters(JdbcClient jdbc, Deliveries deliveries) {
        this.jdbc = jdbc;
        this.deliveries = deliveries;
    }

    /**
     * Which ones; what is empty does not matter.
     *
     * @param projects none other
     */
    public record Chosen(
            List<UUID> projects,
            Optional<String> channel,
            Optional<String> rule,
            Optional<Instant> from,
            Optional<Instant> to) {
        public Chosen {
            projects = List.copyOf(projects);
        }
    }

    /** What became of a wish to send to another address. */
    public enum Outcome {
        DONE,
        /** It has not failed, so nothing was changed. */
        NOT_FAILED,
        /** The alert is owed to that address already. */
        OWED_THERE
    }

    /**
     * Sends a failed delivery to another address, or on another channel, as if it were new.
     *
     * @param channel the same when empty
     * @param recipient the same when empty
     */
    @Transactional
    public Outcome redirect(UUID deliveryId, Optional<String> channel, Optional<String> recipient) {
        if (isOwedThere(deliveryId, channel, recipient)) {
            return Outcome.OWED_THERE;
        }
        jdbc.sql(
                        """
                        update delivery
                           set channel = coalesce(cast(:channel as text), channel),
                               recipient = coalesce(cast(:recipient as text), recipient)
                         where delivery_id = :id and state = 'failed'
                        """)
                .param("channel", channel.orElse(null))
                .param("recipient", recipient.orElse(null))
                .param("id", deliveryId)
                .update();
        return deliveries.redrive(deliveryId) ? Outcome.DONE : Outcome.NOT_FAILED;
    }

    /**
     * The alert is locked first: whoever owes one more delivery of it needs its row, and waits
     * until this one has its new address.
     */
    private boolean isOwedThere(
            UUID deliveryId, Optional<String> channel, Optional<String> recipient) {
        jdbc.sql(
                        """
                        select alert_id from alert
                         where alert_id = (select alert_id from delivery where delivery_id = :id)
                           for update
                        """)
                .param("id", deliveryId)
                .query(UUID.class)
                .optional();
        return jdbc.sql(
                        """
                        select exists (
                            select 1 from delivery d join delivery other using (alert_id)
                             where d.delivery_id = :id and other.delivery_id <> d.delivery_id
                               and other.part = d.part
                               and other.channel = coalesce(cast(:channel as text), d.channel)
                               and other.recipient
                                   = coalesce(cast(:recipient as text), d.recipient))
                        """)
                .param("id", deliveryId)
                .param("channel", channel.orElse(null))
                .param("recipient", recipient.orElse(null))
                .query(Boolean.class)
                .single();
    }

    /**
     * Makes failed deliveries due again, oldest first.
     *
     * @param most how many at once
     * @return how many
     */
    @Transactional
    public int redrive(Chosen chosen, int most) {
        var ids =
                jdbc.sql(
                                """
                                select d.delivery_id from delivery d join alert a using (alert_id)
                                 where d.state = 'failed' and d.project_id in (:projects)
                                   and (cast(:channel as text) is null or d.channel = :channel)
                                   and (cast(:rule as text) is null or a.rule_id = :rule)
                                   and (cast(:from as timestamptz) is null or d.created_at >= :from)
                                   and (cast(:to as timestamptz) is null or d.created_at < :to)
                                 order by d.created_at, d.delivery_id limit :most
                                   for update of d skip locked
                                """)
                        .param("projects", chosen.projects())
                        .param("channel", chosen.channel().orElse(null))
                        .param("rule", chosen.rule().orElse(null))
                        .param("from", chosen.from().map(DeadLetters::at).orElse(null))
                        .param("to", chosen.to().map(DeadLetters::at).orElse(null))
                        .param("most", most)
                        .query(UUID.class)
                        .list();
        return (int) ids.stream().filter(deliveries::redrive).count();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
