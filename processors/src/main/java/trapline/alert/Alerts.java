package trapline.alert;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** All SQL on alerts and cool-downs. */
public class Alerts {
    private static final String RAISE =
            """
            insert into alert (alert_id, project_id, rule_id, event_id, capture_id, camera_id, label,
                               count, confidence, raised_at)
            values (:alert, :project, :rule, :event, :capture, :camera, :label,
                    :count, :confidence, :raised)
            on conflict (rule_id, event_id) do nothing
            """;

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

    private static final String RAISED =
            """
            select exists (select 1 from alert a join event e using (event_id)
                            where a.rule_id = :rule
                              and (e.event_id = :event or e.merged_into = :event))
            """;

    private final JdbcClient jdbc;

    public Alerts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether a rule has alerted for an event, or for one that was merged into it. */
    public boolean isRaised(String ruleId, UUID eventId) {
        return jdbc.sql(RAISED)
                .param("rule", ruleId)
                .param("event", eventId)
                .query(Boolean.class)
                .single();
    }

    /**
     * Begins a rule's silence about a label at a place.
     *
     * @return false if it is still silent from an earlier alert
     */
    @Transactional
    public boolean stamp(Rule rule, UUID projectId, String label, String place, Instant at) {
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
     * @return false if the rule has alerted for this event before
     */
    @Transactional
    public boolean raise(Alert alert) {
        return jdbc.sql(RAISE)
                        .param("alert", alert.alertId())
                        .param("project", alert.projectId())
                        .param("rule", alert.ruleId())
                        .param("event", alert.eventId())
                        .param("capture", alert.captureId())
                        .param("camera", alert.cameraId())
                        .param("label", alert.label())
                        .param("count", alert.count())
                        .param("confidence", alert.confidence())
                        .param("raised", alert.raisedAt().atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }
}
