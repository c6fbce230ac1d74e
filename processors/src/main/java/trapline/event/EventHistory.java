package trapline.event;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** The trail of an event: all that happened to it. Rows are only added. */
public class EventHistory {
    private static final int LONGEST_DETAIL = 2000;

    private static final String ADD =
            """
            insert into event_history (event_id, number, at, what, who, how, detail)
            select :event, coalesce(max(number), 0) + 1, :now, :what, :who, :how, :detail
              from event_history where event_id = :event
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    public EventHistory(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What can happen to an event. */
    public enum What {
        ALERTED,
        ESCALATED,
        MERGED,
        ACKNOWLEDGED,
        CLOSED,
        REOPENED,
        RECOVERED,
        NOTED,
        SEVERITY,
        ASSIGNED,
        SPLIT;

        /** As written in JSON and the database. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Who did it, and by which way.
     *
     * @param who as it is shown to people
     * @param how {@code api}, {@code clock}, or the id of the channel through which it came
     */
    public record By(String who, String how) {
        /** The server itself, because its clock said so. */
        public static final By CLOCK = new By("Trapline", "clock");
    }

    /** One line of the trail. */
    public record Entry(
            int number, Instant at, String what, String who, String how, Optional<String> detail) {}

    /**
     * Adds a line. The caller holds the event's row, or is the only one who knows the event.
     *
     * @param detail cut at 2000 characters
     */
    @Transactional
    public void add(UUID eventId, What what, By by, Optional<String> detail) {
        jdbc.sql(ADD)
                .param("event", eventId)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("what", what.id())
                .param("who", by.who())
                .param("how", by.how())
                .param("detail", detail.map(EventHistory::shortened).orElse(null))
                .update();
    }

    /** All of it, oldest first. */
    public List<Entry> of(UUID eventId) {
        return jdbc.sql("select * from event_history where event_id = :event order by number")
                .param("event", eventId)
                .query(
                        (row, number) ->
                                new Entry(
                                        row.getInt("number"),
                                        row.getObject("at", OffsetDateTime.class).toInstant(),
                                        row.getString("what"),
                                        row.getString("who"),
                                        row.getString("how"),
                                        Optional.ofNullable(row.getString("detail"))))
                .list();
    }

    private static String shortened(String detail) {
        var storable = detail.replace('\0', ' ');
        return storable.length() <= LONGEST_DETAIL
                ? storable
                : storable.substring(0, LONGEST_DETAIL - 1) + "…";
    }
}
