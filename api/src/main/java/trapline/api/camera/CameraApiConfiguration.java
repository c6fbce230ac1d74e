package trapline.api.camera;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.camera.CameraDecisions;
import trapline.capture.ClockRepairs;
import trapline.capture.Deployments;
import trapline.event.EventEdits;
import trapline.project.Identifiers;

/** Cameras as people see them. */
@Configuration(proxyBeanMethods = false)
@Import({CamerasController.class, CameraCareController.class})
public class CameraApiConfiguration {

    @Bean
    CameraLists cameraLists(JdbcClient jdbc) {
        return new CameraLists(jdbc);
    }

    @Bean
    CameraDecisions cameraDecisions(JdbcClient jdbc, Identifiers identifiers, Clock clock) {
        return new CameraDecisions(jdbc, identifiers, clock);
    }

    @Bean
    ClockRepairs clockRepairs(JdbcClient jdbc, Identifiers identifiers, Clock clock) {
        return new ClockRepairs(jdbc, identifiers, clock);
    }

    @Bean
    Deployments deployments(JdbcClient jdbc, Identifiers identifiers, Clock clock) {
        return new Deployments(jdbc, identifiers, clock);
    }

    @Bean
    CameraCare cameraCare(
            JdbcClient jdbc,
            ClockRepairs repairs,
            EventEdits events,
            Identifiers identifiers,
            Clock clock) {
        return new CameraCare(jdbc, repairs, events, identifiers, clock);
    }
}
