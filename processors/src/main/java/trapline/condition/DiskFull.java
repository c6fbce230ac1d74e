package trapline.condition;

import java.util.Locale;
import java.util.Map;
import trapline.event.Fact;

/**
 * The disk with the data is nearly full.
 *
 * @param above percent used
 * @param recoversAt percent used, below {@code above}
 */
public record DiskFull(double above, double recoversAt) implements OnInstallation {

    public DiskFull {
        if (!(recoversAt >= 0 && recoversAt < above && above < 100)) {
            throw new IllegalArgumentException(
                    "0 <= recoversAt < above < 100 does not hold: %s, %s"
                            .formatted(recoversAt, above));
        }
    }

    @Override
    public Map<String, Verdict> judge(InstallationFacts facts) {
        return Map.of("disk", judge(facts.diskUsedPercent()));
    }

    private Verdict judge(double used) {
        if (used > above) {
            var percent = String.format(Locale.ROOT, "%.0f %%", used);
            return Verdict.holds(
                    "The disk is %s full".formatted(percent), new Fact("Disk", percent));
        }
        return used <= recoversAt ? Verdict.over() : Verdict.undecided();
    }
}
