package trapline.alert;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import trapline.event.EventKind;
import trapline.event.Fact;
import trapline.event.Severity;

/**
 * How an alert stands now: it grows with its event, until somebody has seen to it or it is over.
 *
 * @param headline what to say where no capture speaks for itself; empty for a sighting
 * @param facts what belongs to the headline, most important first
 * @param pictures the best captures of a digest, best first; empty otherwise
 * @param captures on how many captures the rule has matched, 1 or more
 * @param version goes up with all that changes what a message says; a message that was made with a
 *     lower one is out of date
 * @param eventState open, acknowledged or closed
 * @param acknowledgedBy who has seen to it
 * @param summary of the event, once it is closed by the clock
 */
public record AlertDetails(
        EventKind kind,
        Severity severity,
        Optional<String> headline,
        List<Fact> facts,
        List<UUID> pictures,
        int captures,
        int version,
        String eventState,
        Optional<String> acknowledgedBy,
        Optional<String> summary) {

    /** A sighting on one capture, about which nothing was decided. */
    public static final AlertDetails FIRST =
            new AlertDetails(
                    EventKind.SIGHTING,
                    Severity.INFO,
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    1,
                    1,
                    "open",
                    Optional.empty(),
                    Optional.empty());

    public AlertDetails {
        facts = List.copyOf(facts);
        pictures = List.copyOf(pictures);
        if (captures < 1 || version < 1) {
            throw new IllegalArgumentException(
                    "captures and version count from 1: %d, %d".formatted(captures, version));
        }
    }
}
