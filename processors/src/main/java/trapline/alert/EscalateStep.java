package trapline.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.event.EventHistory;
import trapline.event.EventHistory.By;
import trapline.event.EventHistory.What;
import trapline.event.Fact;
import trapline.event.Severity;

/**
 * Tells the next when nobody has acknowledged an alert in time: alerts out, owed to those. What was
 * acknowledged, closed by a person, or is over by itself, stops.
 */
public class EscalateStep {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Fact>> FACTS = new TypeReference<>() {};
    private static final int AT_ONCE = 100;

    /** An event that the clock has closed still waits for somebody: whoever came may be gone. */
    private static final String DUE =
            """
            select s.step, a.*, e.event_id as part_of,
                   e.acknowledged_at is not null or e.closed_by is not null
                   or e.recovered_at is not null as seen_to
              from escalation s
              join alert a using (alert_id)
              join event own on own.event_id = a.event_id
              join event e on e.event_id = coalesce(own.merged_into, own.event_id)
             where s.state = 'due' and s.due_at <= :now
             order by s.due_at, s.alert_id, s.step limit :limit
               for update of s skip locked
            """;

    private final JdbcClient jdbc;
    private final Rules rules;
    private final EventHistory history;
    private final Clock clock;

    public EscalateStep(JdbcClient jdbc, Rules rules, EventHistory history, Clock clock) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.history = history;
        this.clock = clock;
    }

    private record Due(int step, UUID partOf, boolean seenTo, Alert alert) {}

    /** Called inside the transaction that also owes the deliveries. */
    public AlertsRaised escalate() {
        var now = clock.instant();
        var told = new ArrayList<Alert>();
        for (var due :
                jdbc.sql(DUE)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("limit", AT_ONCE)
                        .query(EscalateStep::due)
                        .list()) {
            var next = due.seenTo() ? List.<Rule.Recipient>of() : next(due, now);
            settle(due, next.isEmpty() ? "stopped" : "told", now);
            if (!next.isEmpty()) {
                told.add(due.alert().to(next));
            }
            if (!due.seenTo()) {
                history.add(due.partOf(), What.ESCALATED, By.CLOCK, Optional.of(said(due, next)));
            }
        }
        return new AlertsRaised(told);
    }

    /** By the rule as it is now; of one that is gone, nobody. */
    private List<Rule.Recipient> next(Due due, Instant now) {
        return rules.find(due.alert().ruleId()).stream()
                .flatMap(
                        rule -> rule.telling().escalation().stream().skip(due.step() - 1L).limit(1))
                .flatMap(step -> step.told().stream())
                .flatMap(told -> told.at(now).stream())
                .distinct()
                .toList();
    }

    private static String said(Due due, List<Rule.Recipient> next) {
        return next.isEmpty()
                ? "step %d: nobody is there to be told".formatted(due.step())
                : "step %d: %d told".formatted(due.step(), next.size());
    }

    private void settle(Due due, String state, Instant now) {
        jdbc.sql(
                        """
                        update escalation set state = :state, settled_at = :now
                         where alert_id = :alert and step = :step
                        """)
                .param("state", state)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("alert", due.alert().alertId())
                .param("step", due.step())
                .update();
    }

    private static Due due(ResultSet row, int number) throws SQLException {
        var headline = Optional.ofNullable(row.getString("headline"));
        var facts = facts(row.getString("facts"));
        var pictures = Arrays.asList((UUID[]) row.getArray("pictures").getArray());
        return new Due(
                row.getInt("step"),
                row.getObject("part_of", UUID.class),
                row.getBoolean("seen_to"),
                new Alert(
                        row.getObject("alert_id", UUID.class),
                        row.getObject("project_id", UUID.class),
                        row.getString("rule_id"),
                        row.getObject("event_id", UUID.class),
                        Optional.ofNullable(row.getObject("capture_id", UUID.class)),
                        Optional.ofNullable(row.getObject("camera_id", UUID.class)),
                        row.getString("label"),
                        row.getInt("count"),
                        row.getDouble("confidence"),
                        row.getObject("raised_at", OffsetDateTime.class).toInstant(),
                        List.of(),
                        Severity.of(row.getString("severity")),
                        headline.map(said -> new Alert.Report(said, facts, pictures))));
    }

    private static List<Fact> facts(String json) {
        try {
            return JSON.readValue(json, FACTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the facts of an alert are not readable", e);
        }
    }
}
