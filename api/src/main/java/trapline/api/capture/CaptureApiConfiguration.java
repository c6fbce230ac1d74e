package trapline.api.capture;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Validator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.api.privacy.Privacies;
import trapline.capture.Reruns;

/** Captures as people see them. */
@Configuration(proxyBeanMethods = false)
@Import({CapturesController.class, CaptureBytesController.class})
public class CaptureApiConfiguration {

    @Bean
    CaptureLists captureLists(JdbcClient jdbc) {
        return new CaptureLists(
                jdbc,
                new CaptureConditions(jdbc),
                new FoundOnCaptures(jdbc),
                new SaidOfCaptures(jdbc));
    }

    @Bean
    CaptureSelection captureSelection(CaptureLists lists, ObjectMapper json, Validator validator) {
        return new CaptureSelection(lists, json, validator);
    }

    @Bean
    CaptureReruns captureReruns(CaptureLists lists, Reruns reruns) {
        return new CaptureReruns(lists, reruns);
    }

    @Bean
    CaptureDetails captureDetails(JdbcClient jdbc, Privacies privacies, ObjectMapper json) {
        return new CaptureDetails(jdbc, privacies, json);
    }
}
