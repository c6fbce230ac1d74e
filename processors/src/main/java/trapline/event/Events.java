package trapline.event;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.capture.Capture;
import trapline.project.Identifiers;

/** All SQL on events. */
public class Events {
    private static final String NEAR =
            """
            select event_id from event
             where camera_id = :camera and state <> 'merged'
               and started_at <= cast(:at as timestamptz) + make_interval(secs => :seconds)
               and ended_at >= cast(:at as timestamptz) - make_interval(secs => :seconds)
             order by started_at, event_id
            """;

    private final JdbcClient jdbc;
    private final Identifiers identifiers;
    private final Clock clock;

    public Events(JdbcClient jdbc, Identifiers identifiers, Clock clock) {
        this.jdbc = jdbc;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * Puts a capture into the event it is near to, or begins one. A late capture may close the gap
     * between events; they become the earliest of them. A capture that is in an event stays there.
     *
     * @param independence captures no further apart than this belong together
     * @return the event it is in now
     */
    @Transactional
    public UUID join(Capture capture, Duration independence) {
        lock(capture.cameraId());
        var already = eventOf(capture.captureId());
        if (already.isPresent()) {
            return already.get();
        }
        var at = capture.capturedAt().atOffset(ZoneOffset.UTC);
        var near =
                jdbc.sql(NEAR)
                        .param("camera", capture.cameraId())
                        .param("at", at)
                        .param("seconds", independence.toMillis() / 1000.0)
                        .query(UUID.class)
                        .list();
        var event = near.isEmpty() ? begin(capture, at) : near.get(0);
        near.stream().skip(1).forEach(later -> merge(later, event));
        jdbc.sql("insert into event_capture (capture_id, event_id) values (:capture, :event)")
                .param("capture", capture.captureId())
                .param("event", event)
                .update();
        jdbc.sql(
                        """
                        update event set started_at = least(started_at, :at),
                                         ended_at = greatest(ended_at, :at)
                         where event_id = :event
                        """)
                .param("at", at)
                .param("event", event)
                .update();
        return event;
    }

    /** The event a capture is in. */
    public Optional<UUID> eventOf(UUID captureId) {
        return jdbc.sql("select event_id from event_capture where capture_id = :capture")
                .param("capture", captureId)
                .query(UUID.class)
                .optional();
    }

    /** Captures of one camera are grouped one after the other, in whatever order they arrive. */
    private void lock(UUID cameraId) {
        jdbc.sql("select camera_id from camera where camera_id = :camera for no key update")
                .param("camera", cameraId)
                .query(UUID.class)
                .single();
    }

    private UUID begin(Capture capture, OffsetDateTime at) {
        var event = identifiers.next();
        jdbc.sql(
                        """
                        insert into event (event_id, project_id, camera_id, started_at, ended_at,
                                           created_at)
                        values (:event, :project, :camera, :at, :at, :now)
                        """)
                .param("event", event)
                .param("project", capture.projectId())
                .param("camera", capture.cameraId())
                .param("at", at)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return event;
    }

    /** The later event's alerts stay where they are raised; readers follow merged_into. */
    private void merge(UUID later, UUID earlier) {
        List.of(
                        "update event_capture set event_id = :earlier where event_id = :later",
                        """
                        update event earlier
                           set started_at = least(earlier.started_at, later.started_at),
                               ended_at = greatest(earlier.ended_at, later.ended_at)
                          from event later
                         where earlier.event_id = :earlier and later.event_id = :later
                        """,
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
    }
}
