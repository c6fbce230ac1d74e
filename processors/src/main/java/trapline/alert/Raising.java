package trapline.alert;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * Raises alerts: silence, the alert itself, and what follows when nobody acknowledges it, all in
 * the caller's transaction, or nothing. Where nobody can be told, nothing is stamped.
 */
public class Raising {
    private static final Logger log = LoggerFactory.getLogger(Raising.class);

    private final JdbcClient jdbc;
    private final Alerts alerts;
    private final CoolDowns coolDowns;
    private final Counter untold;

    public Raising(JdbcClient jdbc, Alerts alerts, CoolDowns coolDowns, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.alerts = alerts;
        this.coolDowns = coolDowns;
        untold =
                Counter.builder("trapline.alerts.untold")
                        .description("Rules that held while nobody was there to be told")
                        .register(meters);
    }

    /**
     * What an alert would be about.
     *
     * @param place a site, else a camera, else what the installation calls it
     * @param at the receive time: a camera's clock may jump
     */
    record Cause(UUID projectId, String label, String place, Instant at) {}

    /**
     * @param made the alert; called only when the rule is not silent
     * @return the alert that is owed to its recipients, or gathered for a digest, which owes it to
     *     nobody yet; empty when the rule is silent, or nobody is there to be told
     */
    @Transactional
    public Optional<Alert> raise(Rule rule, Cause cause, Function<Rule, Alert> made) {
        var recipients = rule.recipients(cause.at());
        var gathers = rule.telling().digest().isPresent();
        if (recipients.isEmpty() && rule.telling().escalation().isEmpty() && !gathers) {
            untold.increment();
            log.atWarn()
                    .addKeyValue("rule", rule.ruleId())
                    .log("A rule holds, and nobody is on call to be told");
            return Optional.empty();
        }
        if (!coolDowns.stamp(rule, cause.projectId(), cause.label(), cause.place(), cause.at())) {
            return Optional.empty();
        }
        var alert = made.apply(rule);
        if (gathers) {
            return alerts.gather(alert) ? Optional.of(alert.to(List.of())) : Optional.empty();
        }
        if (!alerts.raise(alert)) {
            return Optional.empty();
        }
        escalateLater(rule, alert);
        return Optional.of(alert.to(recipients));
    }

    private void escalateLater(Rule rule, Alert alert) {
        var step = 0;
        for (var next : rule.telling().escalation()) {
            step++;
            jdbc.sql(
                            """
                            insert into escalation (alert_id, step, due_at)
                            values (:alert, :step, :due)
                            """)
                    .param("alert", alert.alertId())
                    .param("step", step)
                    .param("due", alert.raisedAt().plus(next.after()).atOffset(ZoneOffset.UTC))
                    .update();
        }
    }
}
