package trapline.app.runner;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import trapline.classification.Lineages;

/**
 * Remembers what the labels of runners belong to, so that rules on taxa match them as they match
 * those of a model in this process. What was written once is not written again.
 */
class LearnedTaxa {
    private static final int MOST = 50_000;

    private final Lineages lineages;
    private final Map<String, List<String>> written = new ConcurrentHashMap<>();

    LearnedTaxa(Lineages lineages) {
        this.lineages = lineages;
    }

    /**
     * @param taxa by label, in lower case: class, order, family, genus, species
     */
    void learn(Map<String, List<String>> taxa) {
        var unknown = new HashMap<>(taxa);
        unknown.entrySet().removeIf(one -> one.getValue().equals(written.get(one.getKey())));
        if (unknown.isEmpty()) {
            return;
        }
        lineages.learn(unknown);
        if (written.size() + unknown.size() > MOST) {
            written.clear();
        }
        written.putAll(unknown);
    }
}
