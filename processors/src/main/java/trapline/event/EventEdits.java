package trapline.event;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.event.EventHistory.By;
import trapline.event.EventHistory.What;
import trapline.project.Identifiers;

/**
 * All SQL by which people say which captures belong together: two events are one, one is two, or
 * captures belong to another camera. Alerts stay where they were raised. Nobody is told again.
 */
public class EventEdits {
    private static final String HOLD =
            """
            select event_id, project_id, camera_id, started_at, ended_at from event
             where event_id in (:events) and state <> 'merged' and kind = 'sighting'
             order by event_id for no key update
            """;

    private static final String BEGIN =
            """
            insert into event (event_id, project_id, camera_id, state, started_at, ended_at,
                               created_at, last_received_at, closed_at, closed_by)
            select :new, c.project_id, (array_agg(c.camera_id order by c.captured_at))[1], 'closed',
                   min(c.captured_at), max(c.captured_at), :now, max(c.received_at), :now, :who
              from capture c where c.capture_id in (:captures) group by c.project_id
            """;

    private static final String BOUNDS =
            """
            update event v set started_at = b.first_at, ended_at = b.last_at
              from (select min(c.captured_at) as first_at, max(c.captured_at) as last_at
                      from event_capture m join capture c using (capture_id)
                     where m.event_id = :event) b
             where v.event_id = :event and b.first_at is not null
            """;

    /** As in {@link EventLabels}: from 0.1 it is remembered, from 0.3 it is counted. */
    private static final String LABELS =
            """
            with newest as (
                select distinct on (r.capture_id) r.capture_id, r.run_id
                  from event_capture m join detection_run r using (capture_id)
                 where m.event_id = :event
                 order by r.capture_id, r.ran_at desc, r.run_id desc),
            found as (
                select d.capture_id, d.frame_number, d.category, d.confidence, k.label,
                       k.confidence as label_confidence
                  from newest join detection d on d.run_id = newest.run_id
                  left join lateral (
                        select label, confidence from classification
                         where detection_id = d.detection_id and rank = 1
                         order by classified_at desc, model limit 1) k on true),
            named as (
                select capture_id, frame_number, 'label' as kind, label as name,
                       label_confidence as confidence
                  from found where label_confidence >= 0.1
                union all
                select capture_id, frame_number, 'category', category, confidence
                  from found where confidence >= 0.1),
            on_frame as (
                select capture_id, kind, name, max(confidence) as confidence,
                       count(*) filter (where confidence >= 0.3) as count
                  from named group by capture_id, frame_number, kind, name),
            on_capture as (
                select capture_id, kind, name, max(confidence) as confidence, max(count) as count
                  from on_frame group by capture_id, kind, name)
            insert into event_label (event_id, kind, name, project_id, camera_id, place, first_at,
                   last_at, most, captures, confidence, best_capture_id)
            select v.event_id, o.kind, o.name, v.project_id, v.camera_id,
                   coalesce(s.name, k.device_id), min(c.captured_at), max(c.captured_at),
                   max(o.count), count(*), max(o.confidence),
                   (array_agg(o.capture_id order by o.confidence desc, o.capture_id))[1]
              from on_capture o
              join capture c using (capture_id)
              join event v on v.event_id = :event
              join camera k on k.camera_id = v.camera_id
              left join site s on s.site_id = k.site_id
             group by v.event_id, o.kind, o.name, v.project_id, v.camera_id, s.name, k.device_id
            """;

    private final JdbcClient jdbc;
    private final EventHistory history;
    private final Identifiers identifiers;
    private final Clock clock;

    public EventEdits(JdbcClient jdbc, EventHistory history, Identifiers identifiers, Clock clock) {
        this.jdbc = jdbc;
        this.history = history;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * Makes the later of two sightings part of the earlier.
     *
     * @return the event that both are now; empty if one is no sighting, is merged already, or they
     *     are of different projects
     */
    @Transactional
    public Optional<UUID> merge(UUID one, UUID other, By by) {
        var held =
                jdbc.sql(HOLD)
                        .param("events", List.of(one, other))
                        .query(
                                (row, number) ->
                                        new Held(
                                                row.getObject("event_id", UUID.class),
                                                row.getObject("project_id", UUID.class),
                                                row.getObject("started_at", OffsetDateTime.class)))
                        .list();
        if (held.size() != 2 || !held.get(0).projectId().equals(held.get(1).projectId())) {
            return Optional.empty();
        }
        var isFirst = !held.get(0).startedAt().isAfter(held.get(1).startedAt());
        var earlier = held.get(isFirst ? 0 : 1).eventId();
        var later = held.get(isFirst ? 1 : 0).eventId();
        for (var sql :
                List.of(
                        """
                        insert into event_camera (event_id, camera_id)
                        select :earlier, camera_id from event_camera where event_id = :later
                        union select :earlier, l.camera_id from event l join event e
                                  on e.event_id = :earlier and e.camera_id <> l.camera_id
                               where l.event_id = :later
                        on conflict do nothing
                        """,
                        "update event_capture set event_id = :earlier where event_id = :later",
                        """
                        update event set state = 'merged', merged_into = :earlier
                         where event_id = :later or merged_into = :later
                        """,
                        """
                        update event set version = version + 1
                         where event_id = :earlier and cast(:later as uuid) is not null
                        """)) {
            jdbc.sql(sql).param("earlier", earlier).param("later", later).update();
        }
        refresh(later);
        refresh(earlier);
        history.add(earlier, What.MERGED, by, Optional.of("with the event " + later));
        return Optional.of(earlier);
    }

    /**
     * Takes captures out of an event; they become an event of their own.
     *
     * @param captures some of the event's, but not all
     * @return the new event; empty if they are none of its captures, or all of them
     */
    @Transactional
    public Optional<UUID> split(UUID eventId, Collection<UUID> captures, By by) {
        var held = jdbc.sql(HOLD).param("events", List.of(eventId)).query().listOfRows();
        var count =
                jdbc.sql(
                                """
                                select count(*) filter (where capture_id in (:captures)) as chosen,
                                       count(*) as all_of_it
                                  from event_capture where event_id = :event
                                """)
                        .param("event", eventId)
                        .param("captures", captures)
                        .query((row, number) -> new long[] {row.getLong(1), row.getLong(2)})
                        .single();
        if (held.isEmpty() || count[0] != captures.size() || count[0] == count[1]) {
            return Optional.empty();
        }
        var made = begin(captures, by);
        jdbc.sql("update event set version = version + 1 where event_id = :event")
                .param("event", eventId)
                .update();
        refresh(eventId);
        history.add(eventId, What.SPLIT, by, Optional.of("into the event " + made));
        history.add(made, What.SPLIT, by, Optional.of("from the event " + eventId));
        return Optional.of(made);
    }

    /**
     * Puts captures that belong to another camera now into an event of their own. An event that has
     * none left is merged into it, so that its alerts lead there.
     */
    @Transactional
    public void apart(Collection<UUID> captures, By by) {
        var left =
                jdbc.sql(
                                """
                                select distinct event_id from event_capture
                                 where capture_id in (:captures)
                                """)
                        .param("captures", captures)
                        .query(UUID.class)
                        .list();
        var made = begin(captures, by);
        for (var event : left) {
            jdbc.sql(
                            """
                            update event set state = 'merged', merged_into = :made
                             where event_id = :event
                               and not exists (select 1 from event_capture m
                                                where m.event_id = :event)
                            """)
                    .param("event", event)
                    .param("made", made)
                    .update();
            refresh(event);
        }
        history.add(made, What.SPLIT, by, Optional.of("its captures were moved to another camera"));
    }

    /** Brings times and labels of these captures' events up to what their captures are now. */
    @Transactional
    public void refreshEventsOf(Collection<UUID> captures) {
        if (captures.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        select distinct event_id from event_capture
                         where capture_id in (:captures) order by event_id
                        """)
                .param("captures", captures)
                .query(UUID.class)
                .list()
                .forEach(this::refresh);
    }

    private UUID begin(Collection<UUID> captures, By by) {
        var made = identifiers.next();
        jdbc.sql(BEGIN)
                .param("new", made)
                .param("captures", captures)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("who", by.who())
                .update();
        jdbc.sql(
                        """
                        insert into event_capture (capture_id, event_id)
                        select capture_id, :new from capture where capture_id in (:captures)
                        on conflict (capture_id) do update set event_id = excluded.event_id
                        """)
                .param("new", made)
                .param("captures", captures)
                .update();
        refresh(made);
        return made;
    }

    private void refresh(UUID eventId) {
        jdbc.sql("delete from event_label where event_id = :event")
                .param("event", eventId)
                .update();
        jdbc.sql(BOUNDS).param("event", eventId).update();
        jdbc.sql(LABELS).param("event", eventId).update();
    }

    private record Held(UUID eventId, UUID projectId, OffsetDateTime startedAt) {}
}
