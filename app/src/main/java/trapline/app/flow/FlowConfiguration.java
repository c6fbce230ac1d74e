package trapline.app.flow;

import org.apache.camel.CamelContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import trapline.api.flow.Flows;

/** The routes as the API shows them. */
@Configuration
class FlowConfiguration {
    @Bean
    Flows flows(@Lazy CamelContext camel) {
        return () -> new CamelFlows(camel).routes();
    }
}
