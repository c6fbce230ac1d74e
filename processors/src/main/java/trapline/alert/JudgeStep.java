package trapline.alert;

import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import trapline.camera.Camera;
import trapline.capture.Capture;
import trapline.condition.Expressions;
import trapline.condition.Look;
import trapline.condition.OnCapture;
import trapline.condition.Past;
import trapline.event.GroupedCapture;
import trapline.observation.Observations.Observation;
import trapline.project.Identifiers;

/**
 * Station <em>judge</em>: a {@link GroupedCapture} in, the alerts it raises out. Only live captures
 * of approved cameras alert, each rule once for an event, and not while it is silent about the same
 * label at the same place. Further captures of an event that was told of make its alert grow.
 */
public class JudgeStep {
    private final Rules rules;
    private final Raising raising;
    private final Alerts alerts;
    private final CoolDowns coolDowns;
    private final Past past;
    private final Expressions expressions;
    private final Identifiers identifiers;
    private final ZoneId installationZone;
    private final Clock clock;

    public JudgeStep(Rules rules, Memory memory, Expressions expressions, Surroundings around) {
        this.rules = rules;
        this.expressions = expressions;
        raising = memory.raising();
        alerts = memory.alerts();
        coolDowns = memory.coolDowns();
        past = memory.past();
        identifiers = around.identifiers();
        installationZone = around.installationZone();
        clock = around.clock();
    }

    /** What was alerted and seen before. */
    public record Memory(Raising raising, Alerts alerts, CoolDowns coolDowns, Past past) {}

    /** Where and when this is. */
    public record Surroundings(Identifiers identifiers, ZoneId installationZone, Clock clock) {}

    /** Called inside the transaction that also owes the deliveries. */
    public AlertsRaised judge(GroupedCapture grouped) {
        var capture = grouped.observations().capture();
        var camera = grouped.camera();
        if (capture.origin() != Capture.Origin.LIVE || camera.state() != Camera.State.APPROVED) {
            return AlertsRaised.NONE;
        }
        var look =
                new Look(
                        grouped.observations(),
                        camera,
                        camera.clockZone().orElse(installationZone),
                        grouped.eventId(),
                        past,
                        expressions);
        var raised = new ArrayList<Alert>();
        var grown = new ArrayList<UUID>();
        for (var rule : rules.current()) {
            if (rule.project().equals(camera.project())
                    && rule.scope().concerns(camera)
                    && rule.when() instanceof OnCapture condition) {
                var found = condition.find(look);
                recovered(rule, look, found);
                matched(rule, look, found, raised, grown);
            }
        }
        return new AlertsRaised(raised, grown);
    }

    /** An event of which the rule has told grows; else it tells of it, unless it is silent. */
    private void matched(
            Rule rule, Look look, List<Observation> found, List<Alert> raised, List<UUID> grown) {
        if (found.isEmpty()) {
            return;
        }
        var earlier = alerts.raisedBy(rule.ruleId(), look.eventId());
        if (earlier.isPresent()) {
            var capture = look.observations().capture().captureId();
            if (alerts.grow(earlier.get(), capture, found.get(0))) {
                grown.add(earlier.get());
            }
            return;
        }
        found.stream()
                .map(observation -> raise(rule, look, observation))
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(raised::add);
    }

    /** What is not on this capture is gone, where a rule counts it so. */
    private void recovered(Rule rule, Look look, List<Observation> found) {
        if (rule.silence().endsOnRecovery() && !rule.coolDown().isZero()) {
            coolDowns.end(
                    rule,
                    look.camera().projectId(),
                    look.camera().place(),
                    found.stream().map(Observation::name).collect(Collectors.toSet()),
                    look.observations().capture().receivedAt());
        }
    }

    private Optional<Alert> raise(Rule rule, Look look, Observation observation) {
        var capture = look.observations().capture();
        return raising.raise(
                rule,
                new Raising.Cause(
                        capture.projectId(),
                        observation.name(),
                        look.camera().place(),
                        capture.receivedAt()),
                raising -> alert(raising, look, observation));
    }

    private Alert alert(Rule rule, Look look, Observation observation) {
        var capture = look.observations().capture();
        return new Alert(
                identifiers.next(),
                capture.projectId(),
                rule.ruleId(),
                look.eventId(),
                Optional.of(capture.captureId()),
                Optional.of(capture.cameraId()),
                observation.name(),
                observation.count(),
                observation.confidence(),
                clock.instant(),
                List.of(),
                rule.severity(),
                Optional.empty());
    }
}
