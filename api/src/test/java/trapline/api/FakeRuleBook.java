package trapline.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import trapline.api.rule.DryRunView;
import trapline.api.rule.RuleBook;
import trapline.api.rule.RuleView;
import trapline.project.Project;

/** A book with one rule of the project north, which was made here and never changes. */
class FakeRuleBook implements RuleBook {
    private static final RuleView RULE =
            new RuleView(
                    "wolves",
                    "north",
                    "api",
                    Optional.of(1),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    JsonNodeFactory.instance.objectNode().put("id", "wolves"));

    @Override
    public List<RuleView> all() {
        return List.of(RULE);
    }

    @Override
    public RuleView add(Project project, ObjectNode rule, String by) {
        return RULE;
    }

    @Override
    public RuleView change(
            Project project, String ruleId, int version, ObjectNode rule, String by) {
        return RULE;
    }

    @Override
    public void remove(String ruleId, int version) {
        // There is always one to look at.
    }

    @Override
    public DryRunView dryRun(Project project, ObjectNode rule, int days) {
        return new DryRunView("nothing", Instant.EPOCH, Instant.EPOCH, 0, 0, 0, true, List.of());
    }
}
