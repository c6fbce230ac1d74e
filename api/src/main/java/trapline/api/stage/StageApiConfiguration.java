package trapline.api.stage;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stages and failed jobs as people see them. */
@Configuration(proxyBeanMethods = false)
@Import({FailedJobsController.class, StagesController.class})
public class StageApiConfiguration {

    @Bean
    FailedJobLists failedJobLists(JdbcClient jdbc) {
        return new FailedJobLists(jdbc);
    }
}
