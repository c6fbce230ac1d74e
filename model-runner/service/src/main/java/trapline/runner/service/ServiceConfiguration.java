package trapline.runner.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.MultipartConfigElement;
import java.io.IOException;
import java.nio.file.Files;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import trapline.runner.ObjectDetector;
import trapline.runner.live.ModelKeeper;
import trapline.runner.taxonomy.NamingModel;

/** Who is let in, with what, and what is done with it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({RunnerSettings.class, RunnerLimits.class})
@Import(RunnerController.class)
class ServiceConfiguration {
    /** Share of the heap for pictures being decoded. */
    private static final double DECODING_SHARE = 0.45;

    /** What a multipart body has beside the picture. */
    private static final int ENVELOPE_BYTES = 64 * 1024;

    private static final int PIECE_BYTES = 64 * 1024;

    @Bean
    FilterRegistrationBean<KeyFilter> keyFilter(RunnerSettings settings, Problems problems) {
        var registration =
                new FilterRegistrationBean<>(new KeyFilter(settings.requiredKey(), problems));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
        return registration;
    }

    @Bean
    FilterRegistrationBean<AdmissionFilter> admissionFilter(
            Admission admission, RunnerLimits limits, Problems problems) {
        var registration =
                new FilterRegistrationBean<>(
                        new AdmissionFilter(
                                admission, (long) limits.bytes() + ENVELOPE_BYTES, problems));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 30);
        registration.addUrlPatterns("/v1/*");
        return registration;
    }

    @Bean
    Admission admission(RunnerSettings settings, RunnerLimits limits, MeterRegistry meters) {
        return new Admission(settings.execution().workers(), limits.queue(), meters);
    }

    /** Parts go to the disk; what is too large is refused while it is read. */
    @Bean
    MultipartConfigElement multipartLimits(RunnerLimits limits) {
        return new MultipartConfigElement(
                "", limits.bytes(), (long) limits.bytes() + ENVELOPE_BYTES, 0);
    }

    /** Pictures are megabytes: read in pieces eight times as large as by default. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> largePieces() {
        return factory ->
                factory.addConnectorCustomizers(
                        connector ->
                                connector.setProperty(
                                        "socket.appReadBufSize", Integer.toString(PIECE_BYTES)));
    }

    @Bean(destroyMethod = "close")
    OwnFolder ownFolder() throws IOException {
        return new OwnFolder();
    }

    /** Without a root of its own Tomcat makes one more folder, or shows one of where it started. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcatFolder(OwnFolder folder)
            throws IOException {
        var root = Files.createDirectory(folder.path().resolve("no-pages"));
        return factory -> {
            factory.setBaseDirectory(folder.path().toFile());
            factory.setDocumentRoot(root.toFile());
        };
    }

    @Bean
    SentPictures sentPictures(RunnerSettings settings, RunnerLimits limits, ObjectMapper json) {
        return new SentPictures(
                limits, new BlobFolder(settings.blobFolder(), limits.bytes()), json);
    }

    @Bean
    Inference inference(
            Admission admission,
            RunnerLimits limits,
            ModelKeeper<ObjectDetector> detectors,
            ModelKeeper<NamingModel> classifiers,
            MeterRegistry meters) {
        var timings = new Timings(meters);
        var memory = (long) (Runtime.getRuntime().maxMemory() * DECODING_SHARE);
        return new Inference(
                admission,
                new PictureDoor(limits.pixels(), memory),
                detectors,
                new BoxNamer(classifiers, timings),
                timings);
    }
}
