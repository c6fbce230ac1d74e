package trapline.api.flow;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The routes as they run now: the application knows. */
public interface Flows {

    /** In the order in which a capture goes through them. */
    List<Route> routes();

    /**
     * One route.
     *
     * @param routeId such as {@code detection.detect}
     * @param capability the part of its name before the dot
     * @param source the file or template it is made from; empty when it is made otherwise
     * @param state started, stopped or suspended
     * @param total messages that have gone through since {@code since}
     * @param failed of them, those that ended with an error
     * @param inFlight messages in it now
     * @param meanMillis for one message
     * @param leadsTo ids of the routes that take up what it hands over
     * @param steps beginning with where its messages come from
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Route(
            String routeId,
            String capability,
            String description,
            Optional<String> source,
            String state,
            Instant since,
            long total,
            long failed,
            long inFlight,
            double meanMillis,
            List<String> leadsTo,
            List<Step> steps) {}

    /**
     * One step.
     *
     * @param kind as it is called in YAML, such as bean, to or filter
     * @param label what it does, without anything secret
     * @param steps those within it
     */
    record Step(
            String kind,
            String label,
            long total,
            long failed,
            double meanMillis,
            List<Step> steps) {}
}
