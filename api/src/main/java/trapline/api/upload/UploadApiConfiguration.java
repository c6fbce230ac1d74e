package trapline.api.upload;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.camera.Cameras;
import trapline.capture.CardIntake;
import trapline.project.Identifiers;

/** Memory cards. */
@Configuration(proxyBeanMethods = false)
@Import({CardsController.class, TusController.class})
public class UploadApiConfiguration {

    @Bean
    Cards cards(JdbcClient jdbc, Identifiers identifiers, Clock clock) {
        return new Cards(jdbc, identifiers, clock);
    }

    @Bean
    CardFiles cardFiles(
            Cards cards, UploadFiles files, Cameras cameras, CardIntake intake, Clock clock) {
        return new CardFiles(cards, files, cameras, intake, clock);
    }
}
