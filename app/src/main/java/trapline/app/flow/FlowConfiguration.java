package trapline.app.flow;

import org.apache.camel.CamelContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import trapline.api.flow.Flows;

/** The routes as the API and Hawtio show them. */
@Configuration
class FlowConfiguration {
    /** Camel comes up after the API, so it is asked for when somebody looks. */
    @Bean
    Flows flows(ObjectProvider<CamelContext> camel) {
        return () -> new CamelFlows(camel.getObject()).routes();
    }

    @Bean
    DrawableRoutes drawableRoutes() {
        return new DrawableRoutes();
    }
}
