package trapline.api.alert;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Alerts and deliveries as people see them. */
@Configuration(proxyBeanMethods = false)
@Import(AlertsController.class)
public class AlertApiConfiguration {

    @Bean
    AlertLists alertLists(JdbcClient jdbc) {
        return new AlertLists(jdbc);
    }

    @Bean
    DeliveryLists deliveryLists(JdbcClient jdbc) {
        return new DeliveryLists(jdbc);
    }
}
