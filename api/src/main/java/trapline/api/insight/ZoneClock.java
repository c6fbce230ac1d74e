package trapline.api.insight;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

/**
 * The time of day in a zone, for many moments: how far its clocks are from UTC is asked for once
 * between two changes of them. Not for two threads at once.
 */
class ZoneClock {
    private static final int SECONDS_OF_DAY = 86_400;

    private final ZoneRules rules;
    private Instant from = Instant.MAX;
    private Instant to = Instant.MIN;
    private int ahead;

    ZoneClock(ZoneId zone) {
        rules = zone.getRules();
    }

    /**
     * @return 0 to 86,399; what is below a second is left out
     */
    int secondOfDay(Instant at) {
        if (at.isBefore(from) || !at.isBefore(to)) {
            lookUp(at);
        }
        return Math.floorMod(at.getEpochSecond() + ahead, SECONDS_OF_DAY);
    }

    private void lookUp(Instant at) {
        // What changes at this very moment has changed.
        var last = rules.previousTransition(at.plusNanos(1));
        var next = rules.nextTransition(at);
        from = last == null ? Instant.MIN : last.getInstant();
        to = next == null ? Instant.MAX : next.getInstant();
        ahead = rules.getOffset(at).getTotalSeconds();
    }
}
