package trapline.event;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.camera.Camera;
import trapline.capture.Capture;
import trapline.event.EventHistory.By;
import trapline.event.EventHistory.What;
import trapline.project.Identifiers;

/** All SQL on events. */
public class Events {
    /** The event that a capture is in, then those of its camera that it is near to, by age. */
    private static final String NEAR =
            """
            select event_id, true as has_it, cast(null as timestamptz) as started_at
              from event_capture where capture_id = :capture
            union all
            select event_id, false, started_at from event
             where camera_id = :camera and state <> 'merged' and kind = 'sighting'
               and started_at <= cast(:at as timestamptz) + make_interval(secs => :seconds)
               and ended_at >= cast(:at as timestamptz) - make_interval(secs => :seconds)
             order by has_it desc, started_at, event_id
            """;

    /** Events of neighbours, by the time that neighbours share. */
    private static final String NEAR_NEIGHBOURS =
            """
            select event_id from event v
             where v.state <> 'merged' and v.kind = 'sighting' and v.project_id = :project
               and (v.camera_id in (:cameras)
                    or exists (select 1 from event_camera m
                                where m.event_id = v.event_id and m.camera_id in (:cameras)))
               and v.started_at <= cast(:at as timestamptz) + make_interval(secs => :seconds)
               and v.ended_at >= cast(:at as timestamptz) - make_interval(secs => :seconds)
            """;

    private static final String BEGIN =
            """
            with begun as (
                insert into event (event_id, project_id, camera_id, started_at, ended_at,
                                   created_at, last_received_at)
                values (:event, :project, :camera, :at, :at, :now, :received)
                returning event_id)
            insert into event_capture (capture_id, event_id) select :capture, event_id from begun
            """;

    private static final String GROW =
            """
            with joined as (
                insert into event_capture (capture_id, event_id) values (:capture, :event)),
            before as (
                select event_id, state, closed_by from event where event_id = :event)
            update event v
               set started_at = least(v.started_at, :at),
                   ended_at = greatest(v.ended_at, :at),
                   last_received_at = greatest(v.last_received_at, :received),
                   state = case when not :live or v.state <> 'closed' or v.closed_by is not null
                                then v.state
                                when v.acknowledged_at is null then 'open'
                                else 'acknowledged' end
              from before
             where v.event_id = before.event_id
            returning before.state = 'closed' and v.state <> 'closed' as reopened
            """;

    /** What people have said of either holds for both; what is open is not closed by a merge. */
    private static final String UNITE =
            """
            update event earlier
               set started_at = least(earlier.started_at, later.started_at),
                   ended_at = greatest(earlier.ended_at, later.ended_at),
                   last_received_at = greatest(earlier.last_received_at, later.last_received_at),
                   acknowledged_at = coalesce(earlier.acknowledged_at, later.acknowledged_at),
                   acknowledged_by = coalesce(earlier.acknowledged_by, later.acknowledged_by),
                   note = coalesce(earlier.note, later.note),
                   assigned_to = coalesce(earlier.assigned_to, later.assigned_to),
                   severity = case when array_position(array['info', 'warning', 'critical'],
                                                       later.severity)
                                      > array_position(array['info', 'warning', 'critical'],
                                                       earlier.severity)
                                   then later.severity else earlier.severity end,
                   state = case when earlier.state = 'closed' and later.state = 'closed'
                                then 'closed'
                                when earlier.acknowledged_at is not null
                                     or later.acknowledged_at is not null then 'acknowledged'
                                else 'open' end,
                   closed_at = case when earlier.state = 'closed' and later.state = 'closed'
                                    then earlier.closed_at end,
                   closed_by = case when earlier.state = 'closed' and later.state = 'closed'
                                    then earlier.closed_by end,
                   version = earlier.version + later.version
              from event later
             where earlier.event_id = :earlier and later.event_id = :later
            """;

    private final JdbcClient jdbc;
    private final Identifiers identifiers;
    private final Clock clock;
    private final EventLabels labels;
    private final EventHistory history;
    private final Neighbours neighbours;

    public Events(JdbcClient jdbc, Identifiers identifiers, Clock clock) {
        this.jdbc = jdbc;
        this.identifiers = identifiers;
        this.clock = clock;
        labels = new EventLabels(jdbc);
        history = new EventHistory(jdbc, clock);
        neighbours = new Neighbours(jdbc);
    }

    /**
     * Where a capture went.
     *
     * @param isNew false when it had been in this event before
     */
    public record Joined(UUID eventId, boolean isNew) {}

    /**
     * Puts a capture into the event of its camera that it is near to, or begins one. A late capture
     * may close the gap between events; they become the earliest of them. A capture that is in an
     * event stays there.
     *
     * <p>Captures of one camera are grouped one after the other, in whatever order they arrive, so
     * whoever calls this has it {@linkplain trapline.camera.Cameras#hold held}.
     *
     * @param independence captures no further apart than this belong together
     */
    @Transactional
    public Joined join(Capture capture, Duration independence) {
        var near = near(capture, independence);
        return near.already().orElseGet(() -> enter(capture, near.events()));
    }

    /** The same, where the events of neighbouring cameras are one. */
    @Transactional
    public Joined join(
            Capture capture, Camera camera, Duration independence, Neighbourhood neighbourhood) {
        lockProject(capture.projectId());
        var near = near(capture, independence);
        if (near.already().isPresent()) {
            return near.already().get();
        }
        var others = neighbours.of(camera, neighbourhood.metres());
        var family = new ArrayList<>(others);
        family.add(capture.cameraId());
        var all = new TreeSet<>(near.events());
        all.addAll(nearNeighbours(capture, family, neighbourhood.within()));
        var joined = enter(capture, byAge(all));
        jdbc.sql(
                        """
                        insert into event_camera (event_id, camera_id) values (:event, :camera)
                        on conflict do nothing
                        """)
                .param("event", joined.eventId())
                .param("camera", capture.cameraId())
                .update();
        return joined;
    }

    private Near near(Capture capture, Duration independence) {
        var already = new ArrayList<Joined>();
        var events = new ArrayList<UUID>();
        jdbc.sql(NEAR)
                .param("capture", capture.captureId())
                .param("camera", capture.cameraId())
                .param("at", capture.capturedAt().atOffset(ZoneOffset.UTC))
                .param("seconds", independence.toMillis() / 1000.0)
                .query(
                        row -> {
                            var event = row.getObject("event_id", UUID.class);
                            if (row.getBoolean("has_it")) {
                                already.add(new Joined(event, false));
                            } else {
                                events.add(event);
                            }
                        });
        return new Near(already.stream().findFirst(), events);
    }

    /**
     * @param already the event that the capture is in
     * @param events of its camera that it is near to, the earliest first
     */
    private record Near(Optional<Joined> already, List<UUID> events) {}

    private List<UUID> nearNeighbours(Capture capture, List<UUID> cameras, Duration within) {
        return jdbc.sql(NEAR_NEIGHBOURS)
                .param("project", capture.projectId())
                .param("cameras", cameras)
                .param("at", capture.capturedAt().atOffset(ZoneOffset.UTC))
                .param("seconds", within.toMillis() / 1000.0)
                .query(UUID.class)
                .list();
    }

    private List<UUID> byAge(Collection<UUID> events) {
        if (events.size() < 2) {
            return List.copyOf(events);
        }
        return jdbc.sql(
                        """
                        select event_id from event where event_id in (:events)
                         order by started_at, event_id
                        """)
                .param("events", events)
                .query(UUID.class)
                .list();
    }

    private Joined enter(Capture capture, List<UUID> near) {
        if (near.isEmpty()) {
            return new Joined(begin(capture), true);
        }
        var event = near.get(0);
        near.stream().skip(1).forEach(later -> merge(later, event));
        var reopened =
                jdbc.sql(GROW)
                        .param("capture", capture.captureId())
                        .param("event", event)
                        .param("at", capture.capturedAt().atOffset(ZoneOffset.UTC))
                        .param("received", capture.receivedAt().atOffset(ZoneOffset.UTC))
                        .param("live", capture.origin() == Capture.Origin.LIVE)
                        .query(Boolean.class)
                        .single();
        if (reopened) {
            reopen(event);
        }
        return new Joined(event, true);
    }

    private void reopen(UUID event) {
        jdbc.sql(
                        """
                        update event set closed_at = null, version = version + 1
                         where event_id = :event
                        """)
                .param("event", event)
                .update();
        history.add(
                event, What.REOPENED, By.CLOCK, Optional.of("A further capture belongs to it."));
    }

    /** Events of neighbours may hang together over many cameras, so all of a project take turns. */
    private void lockProject(UUID projectId) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('event ' || :project, 0))")
                .param("project", projectId.toString())
                .query((row, number) -> number)
                .list();
    }

    private UUID begin(Capture capture) {
        var event = identifiers.next();
        jdbc.sql(BEGIN)
                .param("capture", capture.captureId())
                .param("event", event)
                .param("project", capture.projectId())
                .param("camera", capture.cameraId())
                .param("at", capture.capturedAt().atOffset(ZoneOffset.UTC))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("received", capture.receivedAt().atOffset(ZoneOffset.UTC))
                .update();
        return event;
    }

    /** The later event's alerts stay where they are raised; readers follow merged_into. */
    private void merge(UUID later, UUID earlier) {
        List.of(
                        "update event_capture set event_id = :earlier where event_id = :later",
                        """
                        insert into event_camera (event_id, camera_id)
                        select :earlier, camera_id from event_camera where event_id = :later
                        on conflict do nothing
                        """,
                        UNITE,
                        """
                        update event set state = 'merged', merged_into = :earlier
                         where event_id = :later
                        """,
                        "update event set merged_into = :earlier where merged_into = :later")
                .forEach(
                        sql ->
                                jdbc.sql(sql)
                                        .param("earlier", earlier)
                                        .param("later", later)
                                        .update());
        labels.fold(later, earlier);
        history.add(earlier, What.MERGED, By.CLOCK, Optional.of("with the event " + later));
    }
}
