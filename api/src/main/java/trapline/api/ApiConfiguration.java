package trapline.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import trapline.api.access.AccessConfiguration;
import trapline.api.capture.CaptureApiConfiguration;
import trapline.api.problem.ProblemConfiguration;

/**
 * Everything of the API. Whoever imports it provides: {@code JdbcClient}, {@code Clock}, {@link
 * trapline.project.Identifiers}, {@link trapline.project.Projects}, {@link trapline.blob.BlobStore}
 * and {@link trapline.api.capture.PictureViews}.
 */
@Configuration(proxyBeanMethods = false)
@Import({ProblemConfiguration.class, AccessConfiguration.class, CaptureApiConfiguration.class})
public class ApiConfiguration implements WebMvcConfigurer {
    private static final String SESSION = "session";
    private static final String PASSWORD = "password";
    private static final String KEY = "key";

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/", "/api/docs");
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Trapline")
                                .version("v1")
                                .license(new License().name("Apache-2.0").identifier("Apache-2.0"))
                                .description(
                                        """
                                        Captures, what was found on them, and who was told.

                                        Times are ISO 8601 with their offset. Confidences are 0 to \
                                        1. Boxes are fractions of the upright picture, origin top \
                                        left. Lists come in pages, newest first: go on with the \
                                        cursor in `next` until there is none. Errors are problem \
                                        details (RFC 9457). What belongs to a project that is not \
                                        yours is answered with 404, like what does not exist."""))
                .components(
                        new Components()
                                .addSecuritySchemes(
                                        SESSION,
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.APIKEY)
                                                .in(SecurityScheme.In.COOKIE)
                                                .name("JSESSIONID")
                                                .description(
                                                        "From POST /api/login. Requests that change"
                                                                + " something also carry the header"
                                                                + " X-XSRF-TOKEN."))
                                .addSecuritySchemes(
                                        PASSWORD,
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.HTTP)
                                                .scheme("basic")
                                                .description("E-mail address and password"))
                                .addSecuritySchemes(
                                        KEY,
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.HTTP)
                                                .scheme("bearer")
                                                .description("An API key, tlk_...")))
                .addSecurityItem(new SecurityRequirement().addList(SESSION))
                .addSecurityItem(new SecurityRequirement().addList(PASSWORD))
                .addSecurityItem(new SecurityRequirement().addList(KEY));
    }
}
