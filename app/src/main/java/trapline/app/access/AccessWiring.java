package trapline.app.access;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import trapline.api.access.Accounts;

/** The first admin. */
@Configuration
@EnableConfigurationProperties(AdminSettings.class)
class AccessWiring {

    @Bean
    FirstAdmin firstAdmin(Accounts accounts, AdminSettings settings) {
        return new FirstAdmin(accounts, settings);
    }
}
