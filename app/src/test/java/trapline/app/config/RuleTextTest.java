package trapline.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trapline.condition.BatteryLow;

/** A rule that stands in no file is read with the schema and the checks of rules.yaml. */
class RuleTextTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RuleText text = new RuleText();
    @TempDir private Path folder;
    private ConfigSnapshot config;

    @BeforeEach
    void aGoodConfig() throws Exception {
        GoodConfig.in(folder);
        GoodConfig.write(folder, "people.yaml", GoodConfig.PEOPLE);
        GoodConfig.write(
                folder,
                "rules.yaml",
                """
                rosters:
                  - {id: night, zone: UTC, shifts: [{people: [ann]}]}
                rules: []
                """);
        config =
                new ConfigReader(new SecretReferences(GoodConfig.ENVIRONMENT), folder)
                        .read(ConfigFiles.in(folder));
    }

    @Test
    void readsARuleThatNamesPeopleAndRostersOfTheFile() throws Exception {
        var rule =
                text.read(
                        json(
                                """
                                {"id": "low", "when": {"battery": {"below": 15}},
                                 "tell": [{"person": "ann"}],
                                 "escalate": [{"after": "PT5M", "tell": [{"roster": "night"}]}]}
                                """),
                        config);

        assertThat(rule.when()).isInstanceOf(BatteryLow.class);
        assertThat(rule.telling().first()).hasSize(1);
        assertThat(rule.telling().escalation()).hasSize(1);
    }

    @Test
    void namesTheFieldAtWhichAMistakeStands() {
        var mistakes =
                catchThrowableOfType(
                        ConfigInvalid.class,
                        () ->
                                text.read(
                                        json(
"""
{"id": "wolves", "when": {"minConfidence": 3},
 "tell": [{"channel": "no-such", "to": ["a@b.org"]}]}
"""),
                                        config));

        assertThat(mistakes.problems())
                .extracting(ConfigProblem::file)
                .contains("rule/when/minConfidence");
    }

    @Test
    void saysTheSameOfAMistakeAsOfOneInTheFile() throws Exception {
        var mistakes =
                catchThrowableOfType(
                        ConfigInvalid.class,
                        () ->
                                text.read(
                                        json(
                                                """
                                                {"id": "x", "when": {"batery": {}},
                                                 "tell": [{"channel": "mial"}]}
                                                """),
                                        config));

        assertThat(mistakes.problems().toString()).contains("Did you mean 'battery'");
    }

    @Test
    void refusesAnExpressionThatReachesABean() {
        assertThatThrownBy(
                        () ->
                                text.read(
                                        json(
                                                """
                                                {"id": "x", "tell": [{"channel": "hook"}],
                                                 "when": {"expression": "${bean:x} == 1"}}
                                                """),
                                        config))
                .isInstanceOf(ConfigInvalid.class)
                .hasMessageContaining("neither a fact");
    }

    private static ObjectNode json(String rule) throws Exception {
        return (ObjectNode) JSON.readTree(rule);
    }
}
