package trapline.api.event;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Events as people see them. */
@Configuration(proxyBeanMethods = false)
@Import(EventsController.class)
public class EventApiConfiguration {

    @Bean
    EventLists eventLists(JdbcClient jdbc) {
        return new EventLists(jdbc);
    }
}
