package trapline.condition;

import java.util.Locale;
import trapline.event.EventKind;
import trapline.event.Fact;

/**
 * The memory card is nearly full.
 *
 * @param above percent used
 * @param recoversAt percent used, below {@code above}
 */
public record CardFull(double above, double recoversAt) implements OnCamera {

    public CardFull {
        if (!(recoversAt >= 0 && recoversAt < above && above < 100)) {
            throw new IllegalArgumentException(
                    "0 <= recoversAt < above < 100 does not hold: %s, %s"
                            .formatted(recoversAt, above));
        }
    }

    @Override
    public Verdict judge(CameraFacts facts) {
        return facts.storageUsedPercent()
                .map(
                        used -> {
                            if (used > above) {
                                var percent = String.format(Locale.ROOT, "%.0f %%", used);
                                return Verdict.holds(
                                        "Card of %s is %s full"
                                                .formatted(facts.camera().name(), percent),
                                        new Fact("Card", percent + " used"));
                            }
                            return used <= recoversAt ? Verdict.over() : Verdict.undecided();
                        })
                .orElse(Verdict.undecided());
    }

    @Override
    public EventKind kind() {
        return EventKind.CAMERA;
    }
}
