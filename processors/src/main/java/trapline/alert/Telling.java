package trapline.alert;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who is told of an alert, in which order.
 *
 * @param first at once, or when the digest is due
 * @param escalation who is told when nobody has acknowledged it, in the order of the waits
 * @param digest gathers alerts instead of telling each
 */
public record Telling(List<Told> first, List<Next> escalation, Optional<Digest> digest) {

    /**
     * @param after the alert
     */
    public record Next(Duration after, List<Told> told) {

        public Next {
            told = List.copyOf(told);
            if (after.isNegative() || after.isZero()) {
                throw new IllegalArgumentException("an escalation waits some time: " + after);
            }
        }
    }

    public Telling {
        first = List.copyOf(first);
        escalation = List.copyOf(escalation);
    }

    /** These, at once. */
    public static Telling to(List<Rule.Recipient> recipients) {
        return new Telling(
                recipients.stream().<Told>map(Told.Always::new).toList(),
                List.of(),
                Optional.empty());
    }
}
