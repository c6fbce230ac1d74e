package trapline.api.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import trapline.project.Project;

/**
 * The rules as the application keeps them. What cannot be used is refused with {@link
 * trapline.api.problem.InvalidInput}, and what somebody else has changed meanwhile with {@link
 * trapline.api.problem.Conflict}.
 */
public interface RuleBook {

    /** Every rule of every project, by name. */
    List<RuleView> all();

    default Optional<RuleView> find(String ruleId) {
        return all().stream().filter(rule -> rule.ruleId().equals(ruleId)).findFirst();
    }

    /** Makes a rule, which counts at once. */
    RuleView add(Project project, ObjectNode rule, String by);

    /**
     * Changes a rule that was made here.
     *
     * @param version that was looked at
     */
    RuleView change(Project project, String ruleId, int version, ObjectNode rule, String by);

    /** Removes a rule that was made here. */
    void remove(String ruleId, int version);

    /** Tries a rule on the last days, whether it exists or not. */
    DryRunView dryRun(Project project, ObjectNode rule, int days);
}
