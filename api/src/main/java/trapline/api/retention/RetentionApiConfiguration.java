package trapline.api.retention;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.blob.BlobStore;
import trapline.project.Projects;

/** Retention. */
@Configuration(proxyBeanMethods = false)
@Import(RetentionController.class)
public class RetentionApiConfiguration {

    @Bean
    Retentions retentions(JdbcClient jdbc, Clock clock) {
        return new Retentions(jdbc, clock);
    }

    @Bean
    RetentionWork retentionWork(Retentions retentions, Projects projects, BlobStore blobs) {
        return new RetentionWork(retentions, projects, blobs);
    }
}
