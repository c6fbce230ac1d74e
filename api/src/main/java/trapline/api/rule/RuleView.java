package trapline.api.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * One rule.
 *
 * @param project the project's name
 * @param source file: it stands in rules.yaml and is changed there; api: it was made here
 * @param version to name when it is changed; of rules made here
 * @param problem why it does not count now, such as a channel that is gone
 * @param rule as it stands, or would stand, in rules.yaml
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record RuleView(
        String ruleId,
        String project,
        String source,
        Optional<Integer> version,
        Optional<String> changedBy,
        Optional<Instant> changedAt,
        Optional<String> problem,
        JsonNode rule) {}
