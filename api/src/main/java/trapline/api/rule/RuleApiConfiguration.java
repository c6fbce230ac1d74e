package trapline.api.rule;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Rules as admins see them. The application brings a {@link RuleBook}. */
@Configuration(proxyBeanMethods = false)
@Import(RulesController.class)
public class RuleApiConfiguration {}
