package trapline.capture;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.project.Identifiers;

/**
 * Moves the times of captures that were taken while their camera's clock was wrong. What the camera
 * wrote stays beside, and every repair can be undone.
 */
public class ClockRepairs {
    /** The flag that captures carry whose time was moved by hand. */
    public static final String FLAG = "clock-repaired";

    private static final String CHOOSE =
            """
            insert into clock_repair_capture (repair_id, capture_id, was, flags_were)
            select :id, capture_id, captured_at, time_flags from capture
             where camera_id = :camera and captured_at >= :from and captured_at < :to
            """;

    private static final String SHIFT =
            """
            update capture c
               set captured_at = r.was + make_interval(secs => :seconds),
                   time_flags = array_append(array_remove(c.time_flags, 'clock-repaired'),
                                             'clock-repaired')
              from clock_repair_capture r
             where r.repair_id = :id and r.capture_id = c.capture_id
            returning c.capture_id
            """;

    private final JdbcClient jdbc;
    private final Identifiers identifiers;
    private final Clock clock;

    public ClockRepairs(JdbcClient jdbc, Identifiers identifiers, Clock clock) {
        this.jdbc = jdbc;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * What was moved.
     *
     * @param captures whose time is another now
     */
    public record Moved(UUID repairId, List<UUID> captures) {

        public Moved {
            captures = List.copyOf(captures);
        }
    }

    /**
     * Moves the captures of one camera from {@code from} until before {@code to}, as their times
     * are now.
     *
     * @param shift added to each; not zero
     * @return empty if no capture is in that time
     */
    @Transactional
    public Optional<Moved> repair(
            UUID cameraId, Instant from, Instant to, Duration shift, String who) {
        var id = identifiers.next();
        jdbc.sql(
                        """
                        insert into clock_repair (repair_id, project_id, camera_id, from_at, to_at,
                            shift_seconds, captures, made_by, made_at)
                        select :id, project_id, camera_id, :from, :to, :seconds, 0, :who, :now
                          from camera where camera_id = :camera for no key update
                        """)
                .param("id", id)
                .param("camera", cameraId)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .param("seconds", shift.toSeconds())
                .param("who", who)
                .param("now", now())
                .update();
        jdbc.sql(CHOOSE)
                .param("id", id)
                .param("camera", cameraId)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .update();
        var moved =
                jdbc.sql(SHIFT)
                        .param("id", id)
                        .param("seconds", shift.toSeconds())
                        .query(UUID.class)
                        .list();
        if (moved.isEmpty()) {
            jdbc.sql("delete from clock_repair where repair_id = :id").param("id", id).update();
            return Optional.empty();
        }
        jdbc.sql("update clock_repair set captures = :count where repair_id = :id")
                .param("id", id)
                .param("count", moved.size())
                .update();
        return Optional.of(new Moved(id, moved));
    }

    /**
     * Gives the captures of a repair the times back that they had before it.
     *
     * @return empty if there is no such repair, it was undone, or a later one moved the same
     *     captures: that must be undone first
     */
    @Transactional
    public Optional<Moved> undo(UUID repairId, String who) {
        var undone =
                jdbc.sql(
                                """
                                update clock_repair r set undone_at = :now, undone_by = :who
                                 where r.repair_id = :id and r.undone_at is null
                                   and not exists (
                                       select 1 from clock_repair_capture mine
                                         join clock_repair_capture theirs
                                           on theirs.capture_id = mine.capture_id
                                         join clock_repair later on later.repair_id = theirs.repair_id
                                        where mine.repair_id = r.repair_id
                                          and later.undone_at is null
                                          and later.repair_id > r.repair_id)
                                """)
                        .param("id", repairId)
                        .param("who", who)
                        .param("now", now())
                        .update();
        if (undone == 0) {
            return Optional.empty();
        }
        var back =
                jdbc.sql(
                                """
                                update capture c set captured_at = r.was, time_flags = r.flags_were
                                  from clock_repair_capture r
                                 where r.repair_id = :id and r.capture_id = c.capture_id
                                returning c.capture_id
                                """)
                        .param("id", repairId)
                        .query(UUID.class)
                        .list();
        return Optional.of(new Moved(repairId, back));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
