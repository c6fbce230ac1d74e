package trapline.api.now;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The numbers of the first page. */
@Configuration(proxyBeanMethods = false)
@Import(NowController.class)
public class NowApiConfiguration {

    @Bean
    NowNumbers nowNumbers(JdbcClient jdbc, Clock clock) {
        return new NowNumbers(jdbc, clock);
    }
}
