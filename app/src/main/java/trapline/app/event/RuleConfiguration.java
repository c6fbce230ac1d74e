package trapline.app.event;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.alert.Alerts;
import trapline.alert.CaptureDetails;
import trapline.alert.CheckStep;
import trapline.alert.CoolDowns;
import trapline.alert.DigestStep;
import trapline.alert.DryRun;
import trapline.alert.EscalateStep;
import trapline.alert.Incidents;
import trapline.alert.JudgeStep;
import trapline.alert.Raising;
import trapline.alert.RuleLocks;
import trapline.alert.Rules;
import trapline.alert.StoredPast;
import trapline.alert.WhyNoAlert;
import trapline.app.InstallationSettings;
import trapline.app.database.DataFolder;
import trapline.blob.BlobStore;
import trapline.camera.Cameras;
import trapline.condition.Expressions;
import trapline.delivery.ChannelStates;
import trapline.event.EventHistory;
import trapline.project.Identifiers;
import trapline.project.Projects;
import trapline.stage.Stages;

/** Rules: what they remember, and the steps that judge, check, escalate and digest. */
@Configuration
class RuleConfiguration {

    @Bean
    Rules rules() {
        return new Rules();
    }

    @Bean
    Alerts alerts(JdbcClient jdbc, EventHistory history, Clock clock) {
        return new Alerts(jdbc, history, clock);
    }

    @Bean
    CoolDowns coolDowns(JdbcClient jdbc) {
        return new CoolDowns(jdbc);
    }

    @Bean
    Raising raising(JdbcClient jdbc, Alerts alerts, CoolDowns coolDowns, MeterRegistry meters) {
        return new Raising(jdbc, alerts, coolDowns, meters);
    }

    @Bean
    StoredPast storedPast(JdbcClient jdbc) {
        return new StoredPast(jdbc);
    }

    @Bean
    Expressions expressions(CamelContext camel) {
        return new SimpleExpressions(camel);
    }

    @Bean
    Incidents incidents(
            JdbcClient jdbc, Identifiers identifiers, EventHistory history, Clock clock) {
        return new Incidents(jdbc, identifiers, history, clock);
    }

    @Bean
    RuleLocks ruleLocks(JdbcClient jdbc, Clock clock) {
        return new RuleLocks(jdbc, clock);
    }

    @Bean
    JudgeStep.Memory judgeMemory(
            Raising raising, Alerts alerts, CoolDowns coolDowns, StoredPast past) {
        return new JudgeStep.Memory(raising, alerts, coolDowns, past);
    }

    @Bean
    WhyNoAlert whyNoAlert(
            JdbcClient jdbc,
            Rules rules,
            Cameras cameras,
            JudgeStep.Memory memory,
            Expressions expressions,
            InstallationSettings installation) {
        return new WhyNoAlert(
                jdbc, rules, cameras, memory.past(), expressions, installation.installationZone());
    }

    @Bean
    JudgeStep judgeStep(
            Rules rules,
            JudgeStep.Memory memory,
            Expressions expressions,
            Identifiers identifiers,
            InstallationSettings installation,
            Clock clock) {
        return new JudgeStep(
                rules,
                memory,
                expressions,
                new JudgeStep.Surroundings(identifiers, installation.installationZone(), clock));
    }

    @Bean
    CheckStep.Installation installationNow(
            JdbcClient jdbc, Stages stages, DataFolder data, Clock clock) {
        return new InstallationNow(new ChannelStates(jdbc, clock), stages, data.path(), clock);
    }

    @Bean
    CheckStep.Facts checkFacts(
            JdbcClient jdbc,
            Projects projects,
            Cameras cameras,
            CheckStep.Installation installation,
            InstallationSettings settings) {
        return new CheckStep.Facts(
                jdbc, projects, cameras, installation, settings.installationZone());
    }

    @Bean
    CheckStep.Memory checkMemory(
            RuleLocks locks, Incidents incidents, Raising raising, CoolDowns coolDowns) {
        return new CheckStep.Memory(locks, incidents, raising, coolDowns);
    }

    @Bean
    CheckStep checkStep(
            Rules rules,
            CheckStep.Memory memory,
            CheckStep.Facts facts,
            Identifiers identifiers,
            Clock clock) {
        return new CheckStep(rules, memory, facts, identifiers, clock);
    }

    @Bean
    EscalateStep escalateStep(JdbcClient jdbc, Rules rules, EventHistory history, Clock clock) {
        return new EscalateStep(jdbc, rules, history, clock);
    }

    @Bean
    DigestStep digestStep(
            JdbcClient jdbc,
            Rules rules,
            Projects projects,
            Incidents incidents,
            Alerts alerts,
            Identifiers identifiers,
            Clock clock) {
        return new DigestStep(jdbc, rules, projects, incidents, alerts, identifiers, clock);
    }

    @Bean
    DryRun dryRun(CheckStep.Facts facts, StoredPast past, Expressions expressions) {
        return new DryRun(facts, past, expressions);
    }

    @Bean
    CaptureDetails captureDetailLog(JdbcClient jdbc) {
        return new CaptureDetails(jdbc);
    }

    @Bean
    DetailWatch detailWatch(Rules rules, CaptureDetails details, BlobStore blobs, Clock clock) {
        return new DetailWatch(rules, details, blobs, clock);
    }
}
