package trapline.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import trapline.condition.Condition;
import trapline.condition.Scope;
import trapline.event.Severity;

/**
 * A condition, and who is told when it holds.
 *
 * @param ruleId unique, also across projects; alerts are kept under it
 * @param project the project's name
 * @param scope the cameras that it is about
 * @param when what it waits for
 * @param silence after an alert
 */
public record Rule(
        String ruleId,
        String project,
        Scope scope,
        Condition when,
        Severity severity,
        CoolDown silence,
        Telling telling) {

    /** An address on a channel, and when it is quiet there. */
    public record Recipient(String channel, String address, Optional<QuietHours> quietHours) {

        /** One who may be told at any hour. */
        public Recipient(String channel, String address) {
            this(channel, address, Optional.empty());
        }
    }

    /**
     * Silence about the same label at the same place (a site, else the camera).
     *
     * @param length zero: none
     * @param endsOnRecovery as soon as what was alerted about is gone, too
     */
    public record CoolDown(Duration length, boolean endsOnRecovery) {
        public static final CoolDown NONE = new CoolDown(Duration.ZERO, false);

        public CoolDown {
            if (length.isNegative()) {
                throw new IllegalArgumentException("a cool-down is not negative: " + length);
            }
        }
    }

    public Duration coolDown() {
        return silence.length();
    }

    /** Who is told at once at this time; empty when a roster has nobody on call. */
    public List<Recipient> recipients(Instant now) {
        return telling.first().stream().flatMap(told -> told.at(now).stream()).distinct().toList();
    }
}
