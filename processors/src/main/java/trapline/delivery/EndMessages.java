package trapline.delivery;

import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.project.Identifiers;
import trapline.stage.Stages;

/**
 * Owes a last message to whom an alert was told, when its event is over and there is more to tell
 * than the first one said: how many pictures it came to, and the best of them. Only on channels
 * that are asked for it; see {@link Channels#endsWithMessage}.
 */
public class EndMessages {
    /** What is over for longer is no news any more. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private static final int AT_ONCE = 100;

    /** Events that somebody closed by hand are known to be over. */
    private static final String OVER =
            """
            select d.project_id, d.alert_id, d.channel, d.recipient
              from event e
              join event own on own.event_id = e.event_id or own.merged_into = e.event_id
              join alert a on a.event_id = own.event_id
              join delivery d on d.alert_id = a.alert_id
             where e.state = 'closed' and e.closed_by is null and e.closed_at > :oldest
               and a.captures > 1
               and d.part = 'alert' and d.state = 'accepted' and d.channel in (:channels)
               and not exists (
                   select 1 from delivery f
                    where f.alert_id = d.alert_id and f.channel = d.channel
                      and f.recipient = d.recipient and f.part = 'end')
             order by e.closed_at, d.created_at, d.delivery_id limit :limit
            """;

    private static final String OWE =
            """
            insert into delivery (delivery_id, project_id, alert_id, channel, recipient, part,
                                  created_at, due_since, next_attempt_at)
            values (:id, :project, :alert, :channel, :recipient, 'end', :now, :now, :now)
            on conflict (alert_id, channel, recipient, part) do nothing
            returning delivery_id
            """;

    private final JdbcClient jdbc;
    private final Stages stages;
    private final Channels channels;
    private final Identifiers identifiers;
    private final Clock clock;

    public EndMessages(
            JdbcClient jdbc,
            Stages stages,
            Channels channels,
            Identifiers identifiers,
            Clock clock) {
        this.jdbc = jdbc;
        this.stages = stages;
        this.channels = channels;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * Several servers may do this at once; each message is owed by one of them.
     *
     * @return how many were owed
     */
    @Transactional
    public int find() {
        var ending =
                channels.current().stream()
                        .map(Channel::channelId)
                        .filter(channels::endsWithMessage)
                        .toList();
        if (ending.isEmpty()) {
            return 0;
        }
        var owed = over(ending).stream().map(this::owe).flatMap(Optional::stream).toList();
        owed.forEach(delivery -> stages.put(Deliveries.STAGE, delivery));
        return owed.size();
    }

    private List<Delivery> over(List<String> ending) {
        return jdbc.sql(OVER)
                .param("oldest", now().minus(LONGEST))
                .param("channels", ending)
                .param("limit", AT_ONCE)
                .query(
                        (row, number) ->
                                new Delivery(
                                        identifiers.next(),
                                        row.getObject("project_id", UUID.class),
                                        row.getObject("alert_id", UUID.class),
                                        row.getString("channel"),
                                        row.getString("recipient"),
                                        Delivery.State.DUE))
                .list();
    }

    private Optional<Delivery> owe(Delivery delivery) {
        return jdbc.sql(OWE)
                .param("id", delivery.deliveryId())
                .param("project", delivery.projectId())
                .param("alert", delivery.alertId())
                .param("channel", delivery.channel())
                .param("recipient", delivery.recipient())
                .param("now", now(), Types.TIMESTAMP_WITH_TIMEZONE)
                .query(UUID.class)
                .optional()
                .map(id -> delivery);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
