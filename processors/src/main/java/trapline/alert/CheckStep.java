package trapline.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.camera.Camera;
import trapline.camera.Cameras;
import trapline.condition.InstallationFacts;
import trapline.condition.OnCamera;
import trapline.condition.OnInstallation;
import trapline.condition.Verdict;
import trapline.event.Neighbours;
import trapline.project.Identifiers;
import trapline.project.Projects;

/**
 * Checks one rule that no capture judges: the id of a rule in, the alerts it raises out. There is
 * one alert for each incident, from when the condition holds until it is over; checking twice
 * raises nothing twice. Several servers may do it; one of them does.
 */
public class CheckStep {
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Rules rules;
    private final RuleLocks locks;
    private final Incidents incidents;
    private final Raising raising;
    private final CoolDowns coolDowns;
    private final Facts facts;
    private final Identifiers identifiers;
    private final Clock clock;

    public CheckStep(
            Rules rules, Memory memory, Facts facts, Identifiers identifiers, Clock clock) {
        this.rules = rules;
        locks = memory.locks();
        incidents = memory.incidents();
        raising = memory.raising();
        coolDowns = memory.coolDowns();
        this.facts = facts;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** What was found and alerted before. */
    public record Memory(
            RuleLocks locks, Incidents incidents, Raising raising, CoolDowns coolDowns) {}

    /** Where conditions look. */
    public record Facts(
            JdbcClient jdbc,
            Projects projects,
            Cameras cameras,
            Installation installation,
            ZoneId installationZone) {}

    /** Says how the installation is now. */
    public interface Installation {
        InstallationFacts now();
    }

    /** Called inside the transaction that also owes the deliveries. */
    public AlertsRaised check(String ruleId) {
        var rule = rules.find(ruleId);
        var project = rule.flatMap(r -> facts.projects().find(r.project()));
        if (rule.isEmpty() || project.isEmpty()) {
            return AlertsRaised.NONE;
        }
        var raised = new ArrayList<Alert>();
        var projectId = project.get().projectId();
        if (rule.get().when() instanceof OnCamera condition) {
            if (locks.take(projectId, ruleId, condition.every())) {
                cameras(rule.get(), condition, projectId, raised);
            }
        } else if (rule.get().when() instanceof OnInstallation condition
                && locks.take(projectId, ruleId, EVERY)) {
            condition
                    .judge(facts.installation().now())
                    .forEach(
                            (subject, verdict) ->
                                    decide(
                                            new Subject(
                                                    rule.get(),
                                                    projectId,
                                                    subject,
                                                    subject,
                                                    Optional.empty()),
                                            verdict,
                                            raised));
        }
        return new AlertsRaised(raised);
    }

    private void cameras(Rule rule, OnCamera condition, UUID projectId, List<Alert> raised) {
        var now = clock.instant();
        var neighbours = new Neighbours(facts.jdbc());
        for (var camera : facts.cameras().approved(projectId)) {
            if (rule.scope().concerns(camera)) {
                var known =
                        new StoredCameraFacts(
                                facts.jdbc(),
                                (of, metres) -> near(neighbours, of, metres),
                                camera,
                                now,
                                camera.clockZone().orElse(facts.installationZone()));
                decide(
                        new Subject(
                                rule,
                                projectId,
                                "camera " + camera.cameraId(),
                                camera.place(),
                                Optional.of(camera.cameraId())),
                        condition.judge(known),
                        raised);
            }
        }
    }

    private List<Camera> near(Neighbours neighbours, Camera camera, double metres) {
        return neighbours.of(camera, metres).stream()
                .map(facts.cameras()::find)
                .flatMap(Optional::stream)
                .toList();
    }

    /** What a verdict is about. */
    private record Subject(
            Rule rule, UUID projectId, String name, String place, Optional<UUID> cameraId) {}

    private void decide(Subject subject, Verdict verdict, List<Alert> raised) {
        var rule = subject.rule();
        var lasting = incidents.lasting(subject.projectId(), rule.ruleId(), subject.name());
        switch (verdict.state()) {
            case UNDECIDED -> {
                // What was so stays so.
            }
            case OVER -> lasting.ifPresent(incident -> recover(subject, incident));
            case HOLDS -> {
                if (lasting.filter(i -> i.period().equals(verdict.period())).isEmpty()) {
                    lasting.ifPresent(incident -> recover(subject, incident));
                    begin(subject, verdict).ifPresent(raised::add);
                }
            }
        }
    }

    private void recover(Subject subject, Incidents.Lasting incident) {
        incidents.recover(incident.eventId());
        if (subject.rule().silence().endsOnRecovery()) {
            coolDowns.end(
                    subject.rule(),
                    subject.projectId(),
                    subject.place(),
                    List.of(),
                    clock.instant());
        }
    }

    private Optional<Alert> begin(Subject subject, Verdict verdict) {
        var rule = subject.rule();
        var about =
                new Incidents.About(
                        subject.projectId(),
                        rule.ruleId(),
                        rule.when().kind(),
                        subject.name(),
                        subject.cameraId(),
                        verdict.period());
        if (verdict.period().isPresent() && incidents.happened(about)) {
            return Optional.empty();
        }
        var now = clock.instant();
        return raising.raise(
                rule,
                new Raising.Cause(subject.projectId(), subject.name(), subject.place(), now),
                raising ->
                        new Alert(
                                identifiers.next(),
                                subject.projectId(),
                                raising.ruleId(),
                                incidents.begin(about),
                                Optional.empty(),
                                subject.cameraId(),
                                rule.when().kind().id(),
                                1,
                                1,
                                now,
                                List.of(),
                                rule.severity(),
                                Optional.of(
                                        new Alert.Report(
                                                verdict.headline(), verdict.facts(), List.of()))));
    }
}
