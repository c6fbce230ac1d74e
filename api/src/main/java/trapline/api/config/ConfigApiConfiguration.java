package trapline.api.config;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The configuration as people see and change it. */
@Configuration(proxyBeanMethods = false)
@Import(ConfigController.class)
public class ConfigApiConfiguration {
    @Bean
    ConfigVersions configVersions(JdbcClient jdbc, Clock clock) {
        return new ConfigVersions(jdbc, clock);
    }

    @Bean
    ConfigEditors configEditors(JdbcClient jdbc, Clock clock) {
        return new ConfigEditors(jdbc, clock);
    }

    @Bean
    ConfigEdits configEdits(ConfigFolder folder, ConfigVersions versions) {
        return new ConfigEdits(folder, versions);
    }
}
