package trapline.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.event.EventHistory;
import trapline.event.EventHistory.By;
import trapline.event.EventHistory.What;
import trapline.event.Fact;
import trapline.observation.Observations.Observation;

/** All SQL on alerts. */
public class Alerts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String RAISE =
            """
            insert into alert (alert_id, project_id, rule_id, event_id, capture_id, camera_id, label,
                               count, confidence, raised_at, severity, best_capture_id, headline,
                               facts, pictures, for_digest)
            values (:alert, :project, :rule, :event, :capture, :camera, :label,
                    :count, :confidence, :raised, :severity, :capture, :headline,
                    cast(:facts as jsonb), :pictures, :digest)
            on conflict (rule_id, event_id) do nothing
            """;

    /** The first of them, where an event with an alert was merged into another with one. */
    private static final String RAISED =
            """
            select a.alert_id from alert a join event e using (event_id)
             where a.rule_id = :rule and (e.event_id = :event or e.merged_into = :event)
             order by a.raised_at, a.alert_id limit 1
            """;

    private static final String GROW =
            """
            with counted as (
                insert into alert_capture (alert_id, capture_id)
                select :alert, :capture
                 where not exists (
                       select 1 from alert where alert_id = :alert and capture_id = :capture)
                on conflict do nothing
                returning alert_id)
            update alert
               set captures = captures + 1, version = version + 1, grown_at = :now,
                   count = greatest(count, :count),
                   best_capture_id = case when :confidence > confidence
                                          then :capture else best_capture_id end,
                   confidence = greatest(confidence, :confidence)
              from counted where alert.alert_id = counted.alert_id
            """;

    /** An event matters as much as the gravest of its alerts, until a person says otherwise. */
    private static final String RAISE_SEVERITY =
            """
            update event set severity = :severity
             where event_id = :event and severity_by is null
               and array_position(array['info', 'warning', 'critical'], severity)
                   < array_position(array['info', 'warning', 'critical'], :severity)
            """;

    private final JdbcClient jdbc;
    private final EventHistory history;
    private final Clock clock;

    public Alerts(JdbcClient jdbc, EventHistory history, Clock clock) {
        this.jdbc = jdbc;
        this.history = history;
        this.clock = clock;
    }

    /** The alert of a rule for an event, or for one that was merged into it. */
    public Optional<UUID> raisedBy(String ruleId, UUID eventId) {
        return jdbc.sql(RAISED)
                .param("rule", ruleId)
                .param("event", eventId)
                .query(UUID.class)
                .optional();
    }

    /**
     * Counts one more capture that an alert's rule has matched. The same capture twice counts once.
     *
     * @return whether the alert has grown
     */
    @Transactional
    public boolean grow(UUID alertId, UUID captureId, Observation seen) {
        return jdbc.sql(GROW)
                        .param("alert", alertId)
                        .param("capture", captureId)
                        .param("count", seen.count())
                        .param("confidence", seen.confidence())
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    /**
     * @return false if the rule has alerted for this event before
     */
    @Transactional
    public boolean raise(Alert alert) {
        return insert(alert, false);
    }

    /**
     * The same for an alert that is told with others in a digest, not by itself.
     *
     * @return false if the rule has alerted for this event before
     */
    @Transactional
    public boolean gather(Alert alert) {
        return insert(alert, true);
    }

    private boolean insert(Alert alert, boolean forDigest) {
        var report = alert.report();
        var raised =
                jdbc.sql(RAISE)
                        .param("alert", alert.alertId())
                        .param("project", alert.projectId())
                        .param("rule", alert.ruleId())
                        .param("event", alert.eventId())
                        .param("capture", alert.captureId().orElse(null))
                        .param("camera", alert.cameraId().orElse(null))
                        .param("label", alert.label())
                        .param("count", alert.count())
                        .param("confidence", alert.confidence())
                        .param("raised", alert.raisedAt().atOffset(ZoneOffset.UTC))
                        .param("severity", alert.severity().id())
                        .param("headline", report.map(Alert.Report::headline).orElse(null))
                        .param("facts", json(report.map(Alert.Report::facts).orElse(List.of())))
                        .param(
                                "pictures",
                                report.map(Alert.Report::pictures)
                                        .orElse(List.of())
                                        .toArray(UUID[]::new))
                        .param("digest", forDigest)
                        .update();
        if (raised == 0) {
            return false;
        }
        jdbc.sql(RAISE_SEVERITY)
                .param("event", alert.eventId())
                .param("severity", alert.severity().id())
                .update();
        history.add(
                alert.eventId(),
                What.ALERTED,
                By.CLOCK,
                Optional.of("rule %s: %s".formatted(alert.ruleId(), alert.label())));
        return true;
    }

    private static String json(List<Fact> facts) {
        try {
            return JSON.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list of plain texts is always JSON", e);
        }
    }
}
