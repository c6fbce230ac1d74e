package trapline.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcRegistrations;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import trapline.api.access.AccessConfiguration;
import trapline.api.admin.AdminApiConfiguration;
import trapline.api.alert.AlertApiConfiguration;
import trapline.api.camera.CameraApiConfiguration;
import trapline.api.capture.CaptureApiConfiguration;
import trapline.api.config.ConfigApiConfiguration;
import trapline.api.console.ConsoleApiConfiguration;
import trapline.api.delivery.DeliveryApiConfiguration;
import trapline.api.event.EventApiConfiguration;
import trapline.api.export.ExportApiConfiguration;
import trapline.api.flow.FlowApiConfiguration;
import trapline.api.insight.InsightApiConfiguration;
import trapline.api.live.LiveApiConfiguration;
import trapline.api.now.NowApiConfiguration;
import trapline.api.privacy.PrivacyApiConfiguration;
import trapline.api.problem.ProblemConfiguration;
import trapline.api.quarantine.QuarantineApiConfiguration;
import trapline.api.retention.RetentionApiConfiguration;
import trapline.api.review.ReviewApiConfiguration;
import trapline.api.rule.RuleApiConfiguration;
import trapline.api.stage.StageApiConfiguration;
import trapline.api.upload.UploadApiConfiguration;

/**
 * Everything of the API. Whoever imports it provides a {@code JdbcClient} and a {@code Clock}; of
 * the domain {@code Identifiers}, {@code Projects}, {@code Cameras}, {@code BlobStore}, {@code
 * Reprocessing}, {@code Reruns}, {@code Stages}, {@code FailedJobs} and what {@code
 * trapline.delivery} has to act on deliveries and channels; and the ports {@link
 * trapline.api.capture.PictureViews}, {@link trapline.api.config.ConfigStatus}, {@link
 * trapline.api.config.ConfigFolder}, {@link trapline.api.flow.Flows} and {@link
 * trapline.api.admin.Installation}.
 */
@Configuration(proxyBeanMethods = false)
@Import({
    ProblemConfiguration.class,
    AccessConfiguration.class,
    CaptureApiConfiguration.class,
    CameraApiConfiguration.class,
    EventApiConfiguration.class,
    AlertApiConfiguration.class,
    DeliveryApiConfiguration.class,
    QuarantineApiConfiguration.class,
    ReviewApiConfiguration.class,
    InsightApiConfiguration.class,
    RuleApiConfiguration.class,
    StageApiConfiguration.class,
    ConfigApiConfiguration.class,
    FlowApiConfiguration.class,
    AdminApiConfiguration.class,
    ConsoleApiConfiguration.class,
    NowApiConfiguration.class,
    LiveApiConfiguration.class,
    PrivacyApiConfiguration.class,
    RetentionApiConfiguration.class,
    ExportApiConfiguration.class,
    UploadApiConfiguration.class
})
public class ApiConfiguration {
    /** For each processor; the database answers some of them meanwhile. */
    private static final int TURNS_EACH = 4;

    private static final int FEWEST_TURNS = 8;
    private static final Duration LONGEST_WAIT = Duration.ofMillis(250);

    private static final String SESSION = "session";
    private static final String PASSWORD = "password";
    private static final String KEY = "key";

    /** After the request began to be measured, so that its wait is measured, too. */
    @Bean
    FilterRegistrationBean<Turns> turns() {
        var most = Math.max(FEWEST_TURNS, Runtime.getRuntime().availableProcessors() * TURNS_EACH);
        var registration = new FilterRegistrationBean<>(new Turns(most, LONGEST_WAIT));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

    @Bean
    WebMvcRegistrations mappings() {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new QuickMappings();
            }
        };
    }

    @Bean
    OpenAPI openApi(
            @Value("${server.servlet.session.cookie.name:JSESSIONID}") String sessionCookie) {
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
                                                .name(sessionCookie)
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
