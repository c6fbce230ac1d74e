package trapline.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds the delivery, and the event, that an answer is about. */
public class SentMessages {
    private static final String SELECT =
            """
            select d.delivery_id, a.event_id, d.recipient, coalesce(d.receipt, '') as receipt
              from delivery d join alert a using (alert_id)
             where d.channel = :channel
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    public SentMessages(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A message as it lies with a recipient. */
    public record Sent(UUID deliveryId, UUID eventId, String recipient, String receipt) {}

    /** The message of a delivery on a channel. */
    public Optional<Sent> of(String channel, UUID deliveryId) {
        return jdbc.sql(SELECT + " and d.delivery_id = :id")
                .param("channel", channel)
                .param("id", deliveryId)
                .query(Sent.class)
                .optional();
    }

    /** The message with one of these receipts. */
    public Optional<Sent> withReceipt(String channel, List<String> receipts) {
        return jdbc.sql(SELECT + " and d.receipt in (:receipts) order by d.created_at desc limit 1")
                .param("channel", channel)
                .param("receipts", receipts)
                .query(Sent.class)
                .optional();
    }

    /** The newest message of the last day to one of these names of a recipient. */
    public Optional<Sent> newest(String channel, List<String> recipients) {
        return jdbc.sql(
                        SELECT
                                + """
                                   and d.recipient in (:recipients) and d.state = 'accepted'
                                   and d.created_at > :since
                                 order by d.created_at desc, d.delivery_id desc limit 1
                                """)
                .param("channel", channel)
                .param("recipients", recipients)
                .param("since", clock.instant().minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
                .query(Sent.class)
                .optional();
    }

    /** The channel of a delivery. */
    public Optional<String> channelOf(UUID deliveryId) {
        return jdbc.sql("select channel from delivery where delivery_id = :id")
                .param("id", deliveryId)
                .query(String.class)
                .optional();
    }
}
