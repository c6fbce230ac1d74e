package trapline.app.event;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.camera.Cameras;
import trapline.event.CloseStep;
import trapline.event.EventDecisions;
import trapline.event.EventHistory;
import trapline.event.EventLabels;
import trapline.event.Events;
import trapline.event.GroupStep;
import trapline.observation.ObserveStep;
import trapline.project.Identifiers;

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
    EventLabels eventLabels(JdbcClient jdbc) {
        return new EventLabels(jdbc);
    }

    @Bean
    EventHistory eventHistory(JdbcClient jdbc, Clock clock) {
        return new EventHistory(jdbc, clock);
    }

    @Bean
    EventDecisions eventDecisions(JdbcClient jdbc, EventHistory history, Clock clock) {
        return new EventDecisions(jdbc, history, clock);
    }

    @Bean
    GroupStep groupStep(
            Events events, EventLabels labels, Cameras cameras, EventSettings settings) {
        return new GroupStep(
                events, labels, cameras, settings.independence(), settings.neighbourhood());
    }

    @Bean
    CloseStep closeStep(
            JdbcClient jdbc, EventHistory history, EventSettings settings, Clock clock) {
        return new CloseStep(jdbc, history, settings.independence(), settings.closeGrace(), clock);
    }

    @Bean
    EventClock eventClock(CloseStep closeStep) {
        return new EventClock(closeStep);
    }
}
