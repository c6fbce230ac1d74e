package trapline.api.problem;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How requests are read strictly, and what is said when they cannot be. */
@Configuration(proxyBeanMethods = false)
@Import({ProblemHandler.class, ErrorAnswer.class})
public class ProblemConfiguration implements WebMvcConfigurer {
    /** The longest body that any address takes is a page of settings. */
    private static final int BODY_LIMIT_BYTES = 64 * 1024;

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        // What parties and mail programs send along is theirs to say.
        registry.addInterceptor(new UnknownParameters())
                .excludePathPatterns("/api/hooks/*", "/answers/*");
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, Instant.class, ProblemConfiguration::instant);
        registry.addConverterFactory(new LowerCaseEnums());
    }

    @Bean
    Problems problems(ObjectMapper json) {
        return new Problems(json);
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(Problems problems) {
        var registration = new FilterRegistrationBean<>(new BodyLimit(BODY_LIMIT_BYTES, problems));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

    /** A misspelt {@code expiresAt} must not make a key that never expires. */
    @Bean
    Jackson2ObjectMapperBuilderCustomizer unknownFieldsAreMistakes() {
        return builder ->
                builder.featuresToEnable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** In a query a plus that was not escaped arrives as a space. */
    private static Instant instant(String text) {
        return OffsetDateTime.parse(text.strip().replace(' ', '+')).toInstant();
    }

    /** Enum values are written in lower case outside of Java. */
    @SuppressWarnings({"rawtypes", "unchecked"})
    private static final class LowerCaseEnums implements ConverterFactory<String, Enum> {

        @Override
        public <T extends Enum> Converter<String, T> getConverter(Class<T> type) {
            return text ->
                    (T) Enum.valueOf(type, text.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
