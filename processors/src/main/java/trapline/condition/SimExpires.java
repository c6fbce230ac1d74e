package trapline.condition;

import java.time.temporal.ChronoUnit;
import trapline.event.EventKind;
import trapline.event.Fact;

/**
 * A camera's SIM soon ends, or has ended.
 *
 * @param days this many before
 */
public record SimExpires(int days) implements OnCamera {

    @Override
    public Verdict judge(CameraFacts facts) {
        return facts.simExpiresOn()
                .map(
                        date -> {
                            var today = facts.now().atZone(facts.zone()).toLocalDate();
                            var left = ChronoUnit.DAYS.between(today, date);
                            if (left > days) {
                                return Verdict.over();
                            }
                            var when = left < 0 ? "has ended" : "ends in %d days".formatted(left);
                            return Verdict.holds(
                                    "SIM of %s %s".formatted(facts.camera().name(), when),
                                    new Fact("Last day", date.toString()));
                        })
                .orElse(Verdict.over());
    }

    @Override
    public EventKind kind() {
        return EventKind.CAMERA;
    }
}
