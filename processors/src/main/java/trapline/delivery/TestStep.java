package trapline.delivery;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.transaction.annotation.Transactional;
import trapline.alert.Alert;
import trapline.alert.Alerts;
import trapline.alert.Incidents;
import trapline.alert.Rule;
import trapline.event.Fact;
import trapline.event.Severity;
import trapline.project.Identifiers;
import trapline.stage.Stages;

/**
 * Sends a message that says it is a test, the way every alert goes: its own delivery, attempts and
 * receipt. Its event is over from the start and stands in no list of events.
 */
public class TestStep {
    /** Under which its alerts are kept; no rule can have this name. */
    public static final String RULE = "test message";

    private final Incidents incidents;
    private final Alerts alerts;
    private final Deliveries deliveries;
    private final Stages stages;
    private final Identifiers identifiers;
    private final Clock clock;

    public TestStep(
            Incidents incidents,
            Alerts alerts,
            Deliveries deliveries,
            Stages stages,
            Identifiers identifiers,
            Clock clock) {
        this.incidents = incidents;
        this.alerts = alerts;
        this.deliveries = deliveries;
        this.stages = stages;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * Owes a test message to one recipient.
     *
     * @param by who asked for it; the message says so
     */
    @Transactional
    public Delivery send(UUID projectId, Rule.Recipient recipient, String by) {
        var id = identifiers.next();
        var event = incidents.beginMessage(projectId, RULE, id.toString());
        var alert =
                new Alert(
                        id,
                        projectId,
                        RULE,
                        event,
                        Optional.empty(),
                        Optional.empty(),
                        "test",
                        1,
                        1,
                        clock.instant(),
                        List.of(recipient),
                        Severity.INFO,
                        Optional.of(
                                new Alert.Report(
                                        "Test message: nothing has happened",
                                        List.of(new Fact("asked for by", by)),
                                        List.of())));
        alerts.raise(alert);
        var owed = deliveries.owe(alert, recipient).orElseThrow();
        stages.put(Deliveries.STAGE, owed);
        return owed;
    }
}
