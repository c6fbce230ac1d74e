package trapline.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import trapline.alert.Rule;

/** Reads one rule that stands in no file, with the schema and the checks of rules.yaml. */
final class RuleText {
    private final SchemaCheck schema = new SchemaCheck("rules");
    private final SecretReferences secrets = new SecretReferences(Map.of());

    /**
     * @param rule as it would stand in rules.yaml
     * @param config whose channels, people and rosters it may name
     * @throws ConfigInvalid with every mistake
     */
    Rule read(JsonNode rule, ConfigSnapshot config) throws ConfigInvalid {
        var document = YamlDocument.parse("rule", "{\"rules\": [%s]}".formatted(rule));
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
        throw new ConfigInvalid(List.copyOf(problems));
    }
}
