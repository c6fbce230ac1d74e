package trapline.api.privacy;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.api.access.AuditLog;

/** Privacy, and who may look behind it. */
@Configuration(proxyBeanMethods = false)
@Import(PrivacyController.class)
public class PrivacyApiConfiguration {

    @Bean
    Privacies privacies(JdbcClient jdbc, Clock clock) {
        return new Privacies(jdbc, clock);
    }

    @Bean
    Unveiling unveiling(Privacies privacies, AuditLog audit) {
        return new Unveiling(privacies, audit);
    }
}
