package trapline.app.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.TreeMap;
import trapline.alert.Rule;
import trapline.event.Severity;
import trapline.project.Project;

/** Turns a rules.yaml that fits its schema into records, and notes what a schema cannot say. */
final class RuleBinding {

    private RuleBinding() {}

    static BoundRules rules(Fields file, TellingBinding telling) {
        var rules = new ArrayList<Rule>();
        var definitions = new TreeMap<String, String>();
        var ids = new HashSet<String>();
        for (var fields : file.items("rules")) {
            fields.unique("id", ids);
            var rule = rule(fields, telling);
            rules.add(rule);
            definitions.put(rule.ruleId(), fields.json());
        }
        return new BoundRules(rules, definitions, telling.rosters());
    }

    private static Rule rule(Fields fields, TellingBinding telling) {
        var when = fields.at("when");
        var coolDown = fields.duration("coolDown", Duration.ZERO);
        if (fields.flag("resetOnRecovery") && coolDown.isZero()) {
            fields.wrong(
                    "resetOnRecovery",
                    "'resetOnRecovery' ends a cool-down, but there is none.",
                    "Add 'coolDown', or remove it.");
        }
        return new Rule(
                fields.text("id").orElseThrow(),
                fields.text("project").orElse(Project.DEFAULT),
                ConditionBinding.scope(when),
                ConditionBinding.condition(when),
                fields.text("severity").map(Severity::of).orElse(Severity.INFO),
                new Rule.CoolDown(coolDown, fields.flag("resetOnRecovery")),
                telling.telling(fields));
    }
}
