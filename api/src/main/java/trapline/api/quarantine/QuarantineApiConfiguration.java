package trapline.api.quarantine;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Quarantine as people see it. */
@Configuration(proxyBeanMethods = false)
@Import(QuarantineController.class)
public class QuarantineApiConfiguration {

    @Bean
    QuarantineLists quarantineLists(JdbcClient jdbc) {
        return new QuarantineLists(jdbc);
    }
}
