package trapline.alert;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import trapline.camera.Camera;
import trapline.observation.Observations;
import trapline.observation.Observations.Observation;

/** Whether a rule's condition holds, with no regard to what was alerted before. */
final class RuleMatch {
    private final Rule rule;

    RuleMatch(Rule rule) {
        this.rule = rule;
    }

    /**
     * @param zone the zone of the camera's clock
     * @return what the rule is about on this capture, the surest first; empty when it does not hold
     */
    List<Observation> find(
            Observations observations, Camera camera, Instant capturedAt, ZoneId zone) {
        if (!concerns(camera) || !isInHours(capturedAt.atZone(zone).toLocalTime())) {
            return List.of();
        }
        var candidates = rule.labels().isEmpty() ? byCategory(observations) : byLabel(observations);
        return candidates
                .filter(observation -> observation.count() >= rule.minCount())
                .sorted(Comparator.comparingDouble(Observation::confidence).reversed())
                .toList();
    }

    private boolean concerns(Camera camera) {
        var thisCamera =
                rule.cameras().isEmpty()
                        || rule.cameras().contains(camera.deviceId())
                        || rule.cameras().contains(camera.name());
        var thisSite =
                rule.sites().isEmpty()
                        || camera.site().map(site -> rule.sites().contains(site)).orElse(false);
        return thisCamera && thisSite;
    }

    private boolean isInHours(LocalTime time) {
        if (rule.hours().isEmpty()) {
            return true;
        }
        var from = rule.hours().get().from();
        var until = rule.hours().get().until();
        if (from.equals(until)) {
            return true;
        }
        return from.isBefore(until)
                ? !time.isBefore(from) && time.isBefore(until)
                : !time.isBefore(from) || time.isBefore(until);
    }

    private Stream<Observation> byLabel(Observations observations) {
        return observations.labelled(rule.minConfidence()).stream()
                .filter(
                        observation ->
                                rule.labels().stream()
                                        .anyMatch(
                                                wanted ->
                                                        Observations.means(
                                                                observation.name(), wanted)));
    }

    private Stream<Observation> byCategory(Observations observations) {
        var categories = rule.categories().isEmpty() ? Rule.ALL_CATEGORIES : rule.categories();
        return categories.stream()
                .flatMap(
                        category ->
                                observations.ofCategory(category, rule.minConfidence()).stream());
    }
}
