package trapline.app.event;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.alert.Alerts;
import trapline.alert.JudgeStep;
import trapline.alert.Rules;
import trapline.app.InstallationSettings;
import trapline.camera.Cameras;
import trapline.event.Events;
import trapline.event.GroupStep;
import trapline.observation.ObserveStep;
import trapline.project.Identifiers;
import trapline.project.Projects;

/** Observe, group, judge. */
@Configuration
@EnableConfigurationProperties(EventSettings.class)
class EventConfiguration {

    @Bean
    ObserveStep observeStep() {
        return new ObserveStep();
    }

    @Bean
    Events events(JdbcClient jdbc, Identifiers identifiers, Clock clock) {
        return new Events(jdbc, identifiers, clock);
    }

    @Bean
    GroupStep groupStep(Events events, Cameras cameras, EventSettings settings) {
        return new GroupStep(events, cameras, settings.independence());
    }

    @Bean
    Rules rules() {
        return new Rules();
    }

    @Bean
    Alerts alerts(JdbcClient jdbc) {
        return new Alerts(jdbc);
    }

    @Bean
    JudgeStep judgeStep(
            Rules rules,
            Alerts alerts,
            Projects projects,
            Identifiers identifiers,
            InstallationSettings installation,
            Clock clock) {
        return new JudgeStep(
                rules, alerts, projects, identifiers, installation.installationZone(), clock);
    }
}
