package trapline.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Map;
import trapline.alert.Rule;

/** Reads one rule that stands in no file, with the schema and the checks of rules.yaml. */
final class RuleText {
    private static final String NAME = "rule";
    private static final String THE_RULE = "/rules/0";

    private final SchemaCheck schema = new SchemaCheck("rules");
    private final SecretReferences secrets = new SecretReferences(Map.of());

    /**
     * @param rule as it would stand in rules.yaml
     * @param config whose channels, people and rosters it may name
     * @throws ConfigInvalid with every mistake, each named by its place in the rule
     */
    Rule read(JsonNode rule, ConfigSnapshot config) throws ConfigInvalid {
        var document = YamlDocument.parse(NAME, "{\"rules\": [%s]}".formatted(rule));
        var problems = new ArrayList<>(schema.check(document));
        if (problems.isEmpty()) {
            var bound =
                    RuleBinding.rules(
                            Fields.of(document, secrets, problems),
                            new TellingBinding(config.channels(), config.people(), true)
                                    .withRosters(config.boundRules().rosters()));
            if (problems.isEmpty()) {
                return bound.rules().get(0);
            }
        }
        throw new ConfigInvalid(
                problems.stream().map(problem -> atItsField(document, problem)).toList());
    }

    /** The place in the rule, such as {@code rule/tell/0/channel}, instead of a file's name. */
    private static ConfigProblem atItsField(YamlDocument document, ConfigProblem problem) {
        var pointer = document.pointerOf(problem);
        return new ConfigProblem(
                NAME + (pointer.startsWith(THE_RULE) ? pointer.substring(THE_RULE.length()) : ""),
                problem.line(),
                problem.column(),
                problem.what(),
                problem.howToFix());
    }
}
