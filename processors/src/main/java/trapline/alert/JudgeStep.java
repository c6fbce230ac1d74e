package trapline.alert;

import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import trapline.camera.Camera;
import trapline.capture.Capture;
import trapline.event.GroupedCapture;
import trapline.observation.Observations.Observation;
import trapline.project.Identifiers;
import trapline.project.Projects;

/**
 * Station <em>judge</em>: a {@link GroupedCapture} in, the alerts it raises out. Only live captures
 * of approved cameras alert, each rule once for an event, and not while it is silent about the same
 * label at the same place.
 */
public class JudgeStep {
    private final Rules rules;
    private final Alerts alerts;
    private final CoolDowns coolDowns;
    private final Projects projects;
    private final Identifiers identifiers;
    private final ZoneId installationZone;
    private final Clock clock;

    public JudgeStep(
            Rules rules,
            Alerts alerts,
            CoolDowns coolDowns,
            Projects projects,
            Identifiers identifiers,
            ZoneId installationZone,
            Clock clock) {
        this.rules = rules;
        this.alerts = alerts;
        this.coolDowns = coolDowns;
        this.projects = projects;
        this.identifiers = identifiers;
        this.installationZone = installationZone;
        this.clock = clock;
    }

    /** Called inside the transaction that also owes the deliveries. */
    public AlertsRaised judge(GroupedCapture grouped) {
        var capture = grouped.observations().capture();
        if (capture.origin() != Capture.Origin.LIVE
                || grouped.camera().state() != Camera.State.APPROVED) {
            return AlertsRaised.NONE;
        }
        var project = projects.find(capture.projectId()).orElseThrow();
        var zone = grouped.camera().clockZone().orElse(installationZone);
        var raised = new ArrayList<Alert>();
        var grown = new ArrayList<UUID>();
        for (var rule : rules.current()) {
            if (rule.project().equals(project.name()) && !rule.recipients().isEmpty()) {
                var found =
                        new RuleMatch(rule)
                                .find(
                                        grouped.observations(),
                                        grouped.camera(),
                                        capture.capturedAt(),
                                        zone);
                if (!found.isEmpty()) {
                    matched(rule, grouped, found, raised, grown);
                }
            }
        }
        return new AlertsRaised(raised, grown);
    }

    /** An event of which the rule has told grows; else it tells of it, unless it is silent. */
    private void matched(
            Rule rule,
            GroupedCapture grouped,
            List<Observation> found,
            List<Alert> raised,
            List<UUID> grown) {
        var earlier = alerts.raisedBy(rule.ruleId(), grouped.eventId());
        if (earlier.isPresent()) {
            var capture = grouped.observations().capture().captureId();
            if (alerts.grow(earlier.get(), capture, found.get(0))) {
                grown.add(earlier.get());
            }
            return;
        }
        found.stream()
                .map(observation -> alert(rule, grouped, observation))
                .filter(alert -> raise(rule, grouped.camera(), grouped, alert))
                .findFirst()
                .ifPresent(raised::add);
    }

    /** Cool-downs count by the receive time: a camera's clock may jump. */
    private boolean raise(Rule rule, Camera camera, GroupedCapture grouped, Alert alert) {
        var capture = grouped.observations().capture();
        return coolDowns.stamp(
                        rule,
                        capture.projectId(),
                        alert.label(),
                        camera.place(),
                        capture.receivedAt())
                && alerts.raise(alert);
    }

    private Alert alert(Rule rule, GroupedCapture grouped, Observation observation) {
        var capture = grouped.observations().capture();
        return new Alert(
                identifiers.next(),
                capture.projectId(),
                rule.ruleId(),
                grouped.eventId(),
                capture.captureId(),
                capture.cameraId(),
                observation.name(),
                observation.count(),
                observation.confidence(),
                clock.instant(),
                rule.recipients());
    }
}
