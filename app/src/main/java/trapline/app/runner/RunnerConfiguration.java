package trapline.app.runner;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import trapline.blob.BlobStore;
import trapline.classification.Lineages;

/** The model runners on other machines, if there are any. */
@Configuration
@EnableConfigurationProperties(RunnersSettings.class)
class RunnerConfiguration {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Bean
    RemoteModels remoteModels(
            RunnersSettings settings,
            NamingPlace place,
            ObjectMapper json,
            BlobStore blobs,
            Lineages lineages,
            Clock clock) {
        var calls = new RunnerCalls(json, settings.secret(), settings.timeout());
        return new RemoteModels(
                new Runners(settings, calls, PATIENCE, clock),
                blobs,
                place,
                json,
                new LearnedTaxa(lineages));
    }
}
