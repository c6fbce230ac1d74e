package trapline.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.stage.Stages;

/**
 * Finds messages that say less than is known by now, because their event has grown, was seen to or
 * is over, and has them changed where the channel can. Not every capture: a burst ends in a few
 * changes.
 */
public class GrownMessages {
    /** A message is changed at most so often. */
    private static final Duration BETWEEN = Duration.ofSeconds(10);

    /** Parties refuse to change what is older; on Signal nobody would see it. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private static final int AT_ONCE = 200;

    private static final String GROWN =
            """
            update delivery d set edit_due = true
             where d.delivery_id in (
                   select g.delivery_id
                     from delivery g
                     join alert a using (alert_id)
                     join event own on own.event_id = a.event_id
                     join event e on e.event_id = coalesce(own.merged_into, own.event_id)
                    where g.state = 'accepted' and g.channel in (:channels)
                      and g.settled_at > :oldest and g.receipt is not null and not g.edit_due
                      and coalesce(g.edited_at, g.settled_at) <= :before
                      and g.shown_version < a.version + e.version
                    order by g.settled_at limit :limit for update of g skip locked)
            returning d.delivery_id, d.project_id, d.alert_id, d.channel, d.recipient
            """;

    private final JdbcClient jdbc;
    private final Stages stages;
    private final Channels channels;
    private final Clock clock;

    public GrownMessages(JdbcClient jdbc, Stages stages, Channels channels, Clock clock) {
        this.jdbc = jdbc;
        this.stages = stages;
        this.channels = channels;
        this.clock = clock;
    }

    /**
     * Puts those messages before the stage of deliveries once more. Several servers may do this at
     * once.
     *
     * @return how many
     */
    @Transactional
    public int find() {
        var editable =
                channels.current().stream()
                        .filter(Channel::canEdit)
                        .map(Channel::channelId)
                        .toList();
        if (editable.isEmpty()) {
            return 0;
        }
        var grown = grown(editable);
        grown.forEach(delivery -> stages.put(Deliveries.STAGE, delivery));
        return grown.size();
    }

    private List<Delivery> grown(List<String> editable) {
        var now = clock.instant();
        return jdbc.sql(GROWN)
                .param("channels", editable)
                .param("oldest", at(now.minus(LONGEST)))
                .param("before", at(now.minus(BETWEEN)))
                .param("limit", AT_ONCE)
                .query(
                        (row, number) ->
                                new Delivery(
                                        row.getObject("delivery_id", UUID.class),
                                        row.getObject("project_id", UUID.class),
                                        row.getObject("alert_id", UUID.class),
                                        row.getString("channel"),
                                        row.getString("recipient"),
                                        Delivery.State.ACCEPTED))
                .list();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
