package trapline.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Lets one of several servers check a rule at a time, and no more often than is worth it. */
public class RuleLocks {
    private final JdbcClient jdbc;
    private final Clock clock;

    public RuleLocks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Holds a rule until the end of the transaction, and notes that it is checked now.
     *
     * @return false when another holds it, or it was checked less than {@code every} ago
     */
    @Transactional
    public boolean take(UUID projectId, String ruleId, Duration every) {
        jdbc.sql(
                        """
                        insert into rule_check (project_id, rule_id, checked_at)
                        values (:project, :rule, '-infinity') on conflict do nothing
                        """)
                .param("project", projectId)
                .param("rule", ruleId)
                .update();
        var due =
                jdbc.sql(
                                """
                                select rule_id from rule_check
                                 where project_id = :project and rule_id = :rule
                                   and checked_at <= cast(:now as timestamptz)
                                                     - make_interval(secs => :seconds)
                                   for update skip locked
                                """)
                        .param("project", projectId)
                        .param("rule", ruleId)
                        .param("now", now())
                        .param("seconds", every.toMillis() / 1000.0)
                        .query(String.class)
                        .optional();
        if (due.isEmpty()) {
            return false;
        }
        jdbc.sql(
                        """
                        update rule_check set checked_at = :now
                         where project_id = :project and rule_id = :rule
                        """)
                .param("now", now())
                .param("project", projectId)
                .param("rule", ruleId)
                .update();
        return true;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
