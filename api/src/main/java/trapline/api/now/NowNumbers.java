package trapline.api.now;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.api.access.Scope;

/** Counts what the first page shows. */
class NowNumbers {
    private static final int HOURS = 24;
    private static final Duration DAY = Duration.ofHours(HOURS);
    private static final Duration SILENT_AFTER = Duration.ofDays(7);

    private static final String BY_HOUR =
            """
            select cast(floor(extract(epoch from (:now - %2$s)) / 3600) as integer) as hours_ago,
                   count(*) as found
              from %1$s
             where project_id = any(cast(:projects as uuid[]))
               and %2$s > :twoDaysAgo and %2$s <= :now
             group by hours_ago
            """;

    private static final String CAPTURES = BY_HOUR.formatted("capture", "received_at");
    private static final String ALERTS = BY_HOUR.formatted("alert", "raised_at");

    /** Each half has an index of its own kind of event, with only those that are not over. */
    private static final String OPEN_EVENTS =
            """
            select (select count(*) from event
                     where project_id = any(cast(:projects as uuid[]))
                       and kind = 'sighting' and state = 'open')
                 + (select count(*) from event
                     where project_id = any(cast(:projects as uuid[]))
                       and kind not in ('sighting', 'digest') and recovered_at is null
                       and state = 'open')
            """;

    private static final String CAMERAS =
            """
            select count(*) filter (where state = 'approved') as approved,
                   count(*) filter (where state = 'pending') as pending,
                   count(*) filter (where state = 'approved' and last_received_at < :silent) as silent
              from camera where project_id = any(cast(:projects as uuid[]))
            """;

    private static final String DELIVERIES =
            """
            select count(*) filter (where state = 'due') as due,
                   count(*) filter (where state = 'failed') as failed
              from delivery
             where project_id = any(cast(:projects as uuid[])) and created_at > :dayAgo
            """;

    private static final String QUARANTINE =
            """
            select count(*) from (select 1 from quarantine
             where project_id = any(cast(:projects as uuid[])) and state = 'waiting' limit 1000) found
            """;

    private static final String FAILED_JOBS =
            """
            select count(*) from (select 1 from failed_job
             where project_id = any(cast(:projects as uuid[])) and redriven_at is null limit 1000) found
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    NowNumbers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param installation for who runs it
     * @param analysed where the caller may see what failed; empty: nowhere
     */
    NowView count(
            Scope scope, Optional<Scope> analysed, Optional<NowView.InstallationNow> installation) {
        var now = clock.instant();
        return new NowView(
                now,
                byHour(CAPTURES, scope, now),
                byHour(ALERTS, scope, now),
                ask(OPEN_EVENTS, scope, now).query(Long.class).single(),
                ask(CAMERAS, scope, now)
                        .query(
                                (row, number) ->
                                        new NowView.CameraCounts(
                                                row.getLong(1), row.getLong(2), row.getLong(3)))
                        .single(),
                ask(DELIVERIES, scope, now)
                        .query(
                                (row, number) ->
                                        new NowView.DeliveryCounts(row.getLong(1), row.getLong(2)))
                        .single(),
                analysed.map(some -> ask(QUARANTINE, some, now).query(Long.class).single()),
                analysed.map(some -> ask(FAILED_JOBS, some, now).query(Long.class).single()),
                installation);
    }

    private NowView.Counted byHour(String sql, Scope scope, Instant now) {
        var byHoursAgo = new ArrayList<Long>(Collections.nCopies(2 * HOURS, 0L));
        ask(sql, scope, now)
                .query(
                        row -> {
                            byHoursAgo.set(
                                    Math.min(row.getInt("hours_ago"), 2 * HOURS - 1),
                                    row.getLong("found"));
                        });
        var lastDay = new ArrayList<>(byHoursAgo.subList(0, HOURS));
        Collections.reverse(lastDay);
        return new NowView.Counted(
                sum(lastDay), sum(byHoursAgo.subList(HOURS, 2 * HOURS)), List.copyOf(lastDay));
    }

    /** Binds what the statement may name; what it does not name is not looked at. */
    private JdbcClient.StatementSpec ask(String sql, Scope scope, Instant now) {
        return jdbc.sql(sql)
                .param("projects", scope.sql())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("dayAgo", now.minus(DAY).atOffset(ZoneOffset.UTC))
                .param("twoDaysAgo", now.minus(DAY.multipliedBy(2)).atOffset(ZoneOffset.UTC))
                .param("silent", now.minus(SILENT_AFTER).atOffset(ZoneOffset.UTC));
    }

    private static long sum(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}
