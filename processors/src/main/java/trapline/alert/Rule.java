package trapline.alert;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A condition on what a capture shows, and who is told. Empty sets mean "any".
 *
 * @param ruleId unique, also across projects; alerts are kept under it
 * @param project the project's name
 * @param labels labels of the classifier, compared without regard to case
 * @param categories animal, person, vehicle or motion
 * @param cameras device ids or names
 * @param sites site names
 * @param hours of the camera's own clock
 * @param minConfidence 0 to 1; of the label where labels are named, else of the box
 * @param minCount at least this many in one picture
 * @param coolDown silence after an alert, for the same label at the same place; zero: none
 */
public record Rule(
        String ruleId,
        String project,
        Set<String> labels,
        Set<String> categories,
        Set<String> cameras,
        Set<String> sites,
        Optional<HourWindow> hours,
        double minConfidence,
        int minCount,
        Duration coolDown,
        List<Recipient> recipients) {

    /** Everything that can be seen. */
    public static final Set<String> ALL_CATEGORIES =
            Set.of("animal", "person", "vehicle", "motion");

    /** From (inclusive) until (exclusive); wraps midnight when from is later than until. */
    public record HourWindow(LocalTime from, LocalTime until) {}

    /** An address on a channel. */
    public record Recipient(String channel, String address) {}

    public Rule {
        labels = Set.copyOf(labels);
        categories = Set.copyOf(categories);
        cameras = Set.copyOf(cameras);
        sites = Set.copyOf(sites);
        recipients = List.copyOf(recipients);
        if (!(minConfidence >= 0 && minConfidence <= 1)) {
            throw new IllegalArgumentException(
                    "minConfidence of rule %s is not in 0 to 1: %s"
                            .formatted(ruleId, minConfidence));
        }
        if (minCount < 1) {
            throw new IllegalArgumentException(
                    "minCount of rule %s is below 1: %d".formatted(ruleId, minCount));
        }
        if (coolDown.isNegative()) {
            throw new IllegalArgumentException("coolDown of rule " + ruleId + " is negative");
        }
    }
}
