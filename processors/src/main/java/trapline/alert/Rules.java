package trapline.alert;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import trapline.condition.OnCapture;

/**
 * The rules that count now: those of the configuration, and those that were made through the API.
 * Each kind is replaced as a whole when it changes; of two with one name, the file's counts.
 */
public class Rules {
    private List<Rule> ofFiles = List.of();
    private List<Rule> made = List.of();
    private volatile List<Rule> current = List.of();

    /** Those of the configuration. */
    public synchronized void replace(List<Rule> rules) {
        ofFiles = List.copyOf(rules);
        unite();
    }

    /** Those that were made through the API. */
    public synchronized void replaceMade(List<Rule> rules) {
        made = List.copyOf(rules);
        unite();
    }

    private void unite() {
        var names = ofFiles.stream().map(Rule::ruleId).collect(Collectors.toSet());
        current =
                Stream.concat(
                                ofFiles.stream(),
                                made.stream().filter(rule -> !names.contains(rule.ruleId())))
                        .toList();
    }

    public List<Rule> current() {
        return current;
    }

    public Optional<Rule> find(String ruleId) {
        return current.stream().filter(rule -> rule.ruleId().equals(ruleId)).findFirst();
    }

    /** The rules that are not judged by captures, but now and then. */
    public List<String> toCheck() {
        return current.stream()
                .filter(rule -> !(rule.when() instanceof OnCapture))
                .map(Rule::ruleId)
                .toList();
    }

    /** The rules that gather their alerts. */
    public List<String> toDigest() {
        return current.stream()
                .filter(rule -> rule.telling().digest().isPresent())
                .map(Rule::ruleId)
                .toList();
    }
}
