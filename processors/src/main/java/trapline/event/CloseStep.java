package trapline.event;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.event.EventHistory.By;
import trapline.event.EventHistory.What;

/** Closes events to which nothing came for a while, each with a summary of what it showed. */
public class CloseStep {
    private static final int AT_ONCE = 200;

    private static final String CLOSE =
            """
            with over as (
                select v.event_id from event v join camera c using (camera_id)
                 where v.kind = 'sighting' and v.state in ('open', 'acknowledged')
                   and v.last_received_at <= cast(:now as timestamptz)
                                             - make_interval(secs => :grace)
                   and v.last_received_at <= cast(:now as timestamptz) - make_interval(
                         secs => :grace + coalesce(c.independence_seconds, :independence))
                 order by v.last_received_at
                 limit :limit for update of v skip locked)
            update event v
               set state = 'closed', closed_at = :now, closed_by = null, version = version + 1,
                   summary = (
                     select format('%s %s in %s min', count(*),
                                   case count(*) when 1 then 'capture' else 'captures' end,
                                   ceil(extract(epoch from v.ended_at - v.started_at) / 60))
                       from event_capture m where m.event_id = v.event_id)
                     || coalesce((
                     select ': ' || string_agg(
                              case when l.most > 1 then format('%s (up to %s)', l.name, l.most)
                                   else l.name end, ', ' order by l.confidence desc, l.name)
                       from event_label l
                      where l.event_id = v.event_id and l.most > 0
                        and (l.kind = 'label' or not exists (
                              select 1 from event_label n
                               where n.event_id = v.event_id and n.kind = 'label'
                                 and n.most > 0))), '')
              from over where v.event_id = over.event_id
            returning v.event_id, v.summary
            """;

    private final JdbcClient jdbc;
    private final EventHistory history;
    private final Duration independence;
    private final Duration grace;
    private final Clock clock;

    /**
     * @param independence for cameras that have no interval of their own
     * @param grace how much longer than it an event is waited for
     */
    public CloseStep(
            JdbcClient jdbc,
            EventHistory history,
            Duration independence,
            Duration grace,
            Clock clock) {
        this.jdbc = jdbc;
        this.history = history;
        this.independence = independence;
        this.grace = grace;
        this.clock = clock;
    }

    /**
     * Several servers may do this at once; each event is closed by one of them.
     *
     * @return how many were closed, at most 200; then there may be more
     */
    @Transactional
    public int close() {
        var closed =
                jdbc.sql(CLOSE)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("grace", grace.toMillis() / 1000.0)
                        .param("independence", independence.toMillis() / 1000.0)
                        .param("limit", AT_ONCE)
                        .query(
                                (row, number) ->
                                        new Closed(
                                                row.getObject("event_id", UUID.class),
                                                row.getString("summary")))
                        .list();
        closed.forEach(
                event ->
                        history.add(
                                event.eventId(),
                                What.CLOSED,
                                By.CLOCK,
                                Optional.of(event.summary())));
        return closed.size();
    }

    private record Closed(UUID eventId, String summary) {}
}
