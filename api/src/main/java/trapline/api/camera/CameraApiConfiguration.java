package trapline.api.camera;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.camera.CameraDecisions;
import trapline.project.Identifiers;

/** Cameras as people see them. */
@Configuration(proxyBeanMethods = false)
@Import(CamerasController.class)
public class CameraApiConfiguration {

    @Bean
    CameraLists cameraLists(JdbcClient jdbc) {
        return new CameraLists(jdbc);
    }

    @Bean
    CameraDecisions cameraDecisions(JdbcClient jdbc, Identifiers identifiers, Clock clock) {
        return new CameraDecisions(jdbc, identifiers, clock);
    }
}
