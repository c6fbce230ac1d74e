package trapline.delivery;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * The switch that holds every message back: deliveries are taken in, none is sent, and none runs
 * out of patience meanwhile. It is in the database, so a restart does not let anything go.
 */
public class Parking {
    /** Why a held delivery waits; by this it is found when the switch is turned back. */
    static final String REASON = "Sending is parked: deliveries are taken in, none is sent.";

    private final JdbcClient jdbc;
    private final Clock clock;

    public Parking(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * How the switch stands.
     *
     * @param byWhom who turned it last; empty: nobody ever has
     */
    public record State(boolean parked, String byWhom, Instant since) {}

    public State state() {
        return jdbc.sql("select parked, by_whom, since from delivery_parking")
                .query(
                        (row, number) ->
                                new State(
                                        row.getBoolean("parked"),
                                        row.getString("by_whom"),
                                        row.getObject("since", OffsetDateTime.class).toInstant()))
                .optional()
                .orElse(new State(false, "", Instant.EPOCH));
    }

    /** Turns the switch; turning it to where it stands changes nothing. */
    @Transactional
    public State turn(boolean parked, String byWhom) {
        var turned =
                jdbc.sql(
                                """
                                insert into delivery_parking (parked, by_whom, since)
                                values (:parked, :who, :now)
                                on conflict (only_row) do update
                                   set parked = :parked, by_whom = :who, since = :now
                                 where delivery_parking.parked <> :parked
                                """)
                        .param("parked", parked)
                        .param("who", byWhom)
                        .param("now", now())
                        .update();
        if (turned > 0 && !parked) {
            release();
        }
        return state();
    }

    /** What was held begins anew: its patience counts from now. */
    private void release() {
        jdbc.sql("update delivery set due_since = :now where state = 'due'")
                .param("now", now())
                .update();
        jdbc.sql(
                        """
                        update stage_task set available_at = :now
                         where stage = :stage and state = 'waiting' and last_reason = :reason
                        """)
                .param("now", now())
                .param("stage", Deliveries.STAGE)
                .param("reason", REASON)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
