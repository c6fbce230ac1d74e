package trapline.api.config;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The configuration as people see it. */
@Configuration(proxyBeanMethods = false)
@Import(ConfigController.class)
public class ConfigApiConfiguration {}
