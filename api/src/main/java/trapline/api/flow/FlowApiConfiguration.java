package trapline.api.flow;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The routes as people see them. The application brings {@link Flows}. */
@Configuration(proxyBeanMethods = false)
@Import(FlowsController.class)
public class FlowApiConfiguration {}
