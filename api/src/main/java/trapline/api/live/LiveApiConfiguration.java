package trapline.api.live;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.api.access.Callers;
import trapline.api.access.OnBehalf;

/** What happens, as it happens. */
@Configuration(proxyBeanMethods = false)
@Import(LiveController.class)
public class LiveApiConfiguration {

    @Bean
    LiveStream liveStream(JdbcClient jdbc, Callers callers, OnBehalf onBehalf, Clock clock) {
        return new LiveStream(new Happenings(jdbc), callers, onBehalf, clock);
    }
}
