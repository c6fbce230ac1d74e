package trapline.alert;

import java.time.Instant;
import java.util.List;

/** Who is told, or who says who is. */
public sealed interface Told {

    /** Those to tell at this time; may be nobody. */
    List<Rule.Recipient> at(Instant now);

    /** Always the same. */
    record Always(Rule.Recipient recipient) implements Told {
        @Override
        public List<Rule.Recipient> at(Instant now) {
            return List.of(recipient);
        }
    }

    /** Whoever is on call. */
    record OnCall(Roster roster) implements Told {
        @Override
        public List<Rule.Recipient> at(Instant now) {
            return roster.onCall(now);
        }
    }
}
