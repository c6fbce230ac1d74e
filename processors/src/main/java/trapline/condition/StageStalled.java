package trapline.condition;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import trapline.event.Fact;

/**
 * Work waits before a stage for too long.
 *
 * @param after the oldest has waited longer than this
 */
public record StageStalled(Duration after) implements OnInstallation {

    @Override
    public Map<String, Verdict> judge(InstallationFacts facts) {
        var verdicts = new TreeMap<String, Verdict>();
        for (var stage : facts.stages()) {
            if (stage.oldest().compareTo(after) > 0) {
                verdicts.put(
                        "stage " + stage.name(),
                        Verdict.holds(
                                "Work waits before " + stage.name(),
                                new Fact("Oldest waits for", Silence.inWords(stage.oldest()))));
            } else {
                verdicts.put(
                        "stage " + stage.name(),
                        stage.oldest().compareTo(after.dividedBy(2)) <= 0
                                ? Verdict.over()
                                : Verdict.undecided());
            }
        }
        return verdicts;
    }
}
