package trapline.alert;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a rule would remember, while it is tried on the past: nothing of it is stored. */
final class DryState {
    private final Rule rule;
    private final Set<UUID> told = new HashSet<>();
    private final Map<About, Instant> alerted = new HashMap<>();

    DryState(Rule rule) {
        this.rule = rule;
    }

    private record About(String label, String place) {}

    boolean wasTold(UUID eventId) {
        return told.contains(eventId);
    }

    /**
     * @return false while the rule is silent
     */
    boolean tell(UUID eventId, String label, String place, Instant at) {
        if (!stamp(label, place, at)) {
            return false;
        }
        told.add(eventId);
        return true;
    }

    /**
     * @return false while the rule is silent
     */
    boolean stamp(String label, String place, Instant at) {
        var about = new About(label, place);
        var last = alerted.get(about);
        if (last != null && !rule.coolDown().isZero() && last.isAfter(at.minus(rule.coolDown()))) {
            return false;
        }
        alerted.put(about, at);
        return true;
    }

    /** Ends the silence at a place about all but what is still there, where the rule does so. */
    void gone(String place, Collection<String> still) {
        if (rule.silence().endsOnRecovery()) {
            alerted.keySet()
                    .removeIf(
                            about -> about.place().equals(place) && !still.contains(about.label()));
        }
    }
}
