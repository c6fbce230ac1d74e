package trapline.api.insight;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Numbers over many captures. */
@Configuration(proxyBeanMethods = false)
@Import(InsightsController.class)
public class InsightApiConfiguration {

    @Bean
    InsightReadings insightReadings(JdbcClient jdbc) {
        return new InsightReadings(jdbc);
    }

    @Bean
    KeptReadings keptReadings(InsightReadings readings, Clock clock) {
        return new KeptReadings(readings, clock);
    }

    @Bean
    FoundEvents foundEvents() {
        return new FoundEvents(Ticker.systemTicker());
    }

    @Bean
    ReadingAhead readingAhead(InsightReadings readings, KeptReadings kept, Clock clock) {
        return new ReadingAhead(readings, kept, clock);
    }

    @Bean
    Insights insights(
            InsightReadings readings,
            KeptReadings kept,
            FoundEvents events,
            Clock clock,
            @Value("${trapline.zone:}") String zone) {
        return new Insights(
                readings,
                kept,
                events,
                clock,
                zone.isBlank() ? ZoneId.systemDefault() : ZoneId.of(zone));
    }
}
