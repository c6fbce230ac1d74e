package trapline.api.review;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.capture.CaptureMoves;
import trapline.capture.Reruns;
import trapline.event.EventEdits;
import trapline.event.EventHistory;
import trapline.observation.Reviews;
import trapline.project.Identifiers;

/** What people say of captures. */
@Configuration(proxyBeanMethods = false)
@Import(ReviewsController.class)
public class ReviewApiConfiguration {

    @Bean
    Reviews reviews(JdbcClient jdbc, Identifiers identifiers, ObjectMapper json, Clock clock) {
        return new Reviews(jdbc, identifiers, json, clock);
    }

    @Bean
    CaptureMoves captureMoves(JdbcClient jdbc) {
        return new CaptureMoves(jdbc);
    }

    @Bean
    EventEdits eventEdits(
            JdbcClient jdbc, EventHistory history, Identifiers identifiers, Clock clock) {
        return new EventEdits(jdbc, history, identifiers, clock);
    }

    @Bean
    ManyCaptures manyCaptures(
            Reviews reviews, CaptureMoves moves, EventEdits events, Reruns reruns) {
        return new ManyCaptures(reviews, moves, events, reruns);
    }

    @Bean
    ReviewLists reviewLists(JdbcClient jdbc) {
        return new ReviewLists(jdbc);
    }
}
