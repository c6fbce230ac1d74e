package trapline.api.admin;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The installation as its admin sees it. The application brings {@link Installation}. */
@Configuration(proxyBeanMethods = false)
@Import(InstallationController.class)
public class AdminApiConfiguration {}
