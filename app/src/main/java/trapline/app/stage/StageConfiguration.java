package trapline.app.stage;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import javax.sql.DataSource;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import trapline.app.database.DataFolder;
import trapline.routes.stage.StageComponent;
import trapline.routes.stage.WakeUps;
import trapline.stage.FailedJobs;
import trapline.stage.RetryPolicy;
import trapline.stage.Stages;

/** The durable hand-over between stations, and what Camel needs to use it. */
@Configuration
class StageConfiguration {

    @Bean
    Stages stages(JdbcClient jdbc, Clock clock) {
        return new Stages(jdbc, clock);
    }

    @Bean
    FailedJobs failedJobs(JdbcClient jdbc, Stages stages, Clock clock) {
        return new FailedJobs(jdbc, stages, clock);
    }

    @Bean
    WakeUps wakeUps(DataSource dataSource) {
        return new WakeUps(dataSource);
    }

    @Bean("stage-component")
    StageComponent stageComponent(
            Stages stages,
            FailedJobs failedJobs,
            WakeUps wakeUps,
            MeterRegistry meters,
            DataFolder folder)
            throws IOException {
        return new StageComponent(
                stages, failedJobs, RetryPolicy.DEFAULT, wakeUps, meters, folder.instance());
    }

    /** Named as the routes' {@code transacted} blocks refer to it. */
    @Bean
    SpringTransactionPolicy required(PlatformTransactionManager transactions) {
        return new SpringTransactionPolicy(transactions);
    }

    /** The component has no starter, so its options are set here. */
    @Bean("kamelet-component")
    KameletComponent kameletComponent() {
        var kamelets = new KameletComponent();
        kamelets.setLocation("classpath:trapline/routes/kamelets");
        return kamelets;
    }

    @Bean
    StageGauges stageGauges(Stages stages, MeterRegistry meters) {
        return new StageGauges(stages, meters);
    }
}
