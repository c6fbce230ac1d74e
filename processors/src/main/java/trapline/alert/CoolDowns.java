package trapline.alert;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** All SQL on cool-downs: the silence of a rule about a label at a place. */
public class CoolDowns {
    /** Asked first, without a lock: most captures of a silent rule change nothing. */
    private static final String SILENT =
            """
            select exists (select 1 from cool_down
                            where project_id = :project and rule_id = :rule
                              and label = :label and place = :place
                              and alerted_at > cast(:at as timestamptz)
                                               - make_interval(secs => :seconds))
            """;

    /** Stamps only when the cool-down is over, so that two workers cannot both get through. */
    private static final String STAMP =
            """
            insert into cool_down (project_id, rule_id, label, place, alerted_at)
            values (:project, :rule, :label, :place, :at)
            on conflict (project_id, rule_id, label, place) do update
               set alerted_at = excluded.alerted_at
             where cool_down.alerted_at <= excluded.alerted_at - make_interval(secs => :seconds)
            """;

    private final JdbcClient jdbc;

    public CoolDowns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Begins a rule's silence about a label at a place.
     *
     * @return false if it is still silent from an earlier alert
     */
    @Transactional
    public boolean stamp(Rule rule, UUID projectId, String label, String place, Instant at) {
        if (rule.coolDown().isZero()) {
            return true;
        }
        var about =
                Map.<String, Object>of(
                        "project",
                        projectId,
                        "rule",
                        rule.ruleId(),
                        "label",
                        label,
                        "place",
                        place,
                        "at",
                        at.atOffset(ZoneOffset.UTC),
                        "seconds",
                        rule.coolDown().toMillis() / 1000.0);
        var silent = jdbc.sql(SILENT).params(about).query(Boolean.class).single();
        return !silent && jdbc.sql(STAMP).params(about).update() > 0;
    }

    /**
     * Ends a rule's silence at a place about all but what is still there.
     *
     * @param still labels about which it stays silent
     * @param at what was stamped later stays
     */
    @Transactional
    public void end(Rule rule, UUID projectId, String place, Collection<String> still, Instant at) {
        jdbc.sql(
                        """
                        delete from cool_down
                         where project_id = :project and rule_id = :rule and place = :place
                           and alerted_at < :at and label <> all(cast(:still as text[]))
                        """)
                .param("project", projectId)
                .param("rule", rule.ruleId())
                .param("place", place)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("still", still.toArray(String[]::new))
                .update();
    }
}
