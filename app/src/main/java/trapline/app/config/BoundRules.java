package trapline.app.config;

import java.util.List;
import java.util.Map;
import trapline.alert.Roster;
import trapline.alert.Rule;

/**
 * What a rules.yaml says.
 *
 * @param definitions each rule as it was written, as JSON, by its id
 * @param rosters of the file, by their ids
 */
record BoundRules(List<Rule> rules, Map<String, String> definitions, Map<String, Roster> rosters) {
    static final BoundRules NONE = new BoundRules(List.of(), Map.of(), Map.of());

    BoundRules {
        rules = List.copyOf(rules);
        definitions = Map.copyOf(definitions);
        rosters = Map.copyOf(rosters);
    }
}
