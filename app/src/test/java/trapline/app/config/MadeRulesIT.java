package trapline.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import trapline.alert.CheckStep;
import trapline.alert.DryRun;
import trapline.alert.Rule;
import trapline.alert.RuleDefinitions;
import trapline.alert.StoredPast;
import trapline.api.problem.Conflict;
import trapline.api.problem.InvalidInput;
import trapline.project.Project;
import trapline.testing.QuietInstallation;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;
import trapline.testing.World;

/** Rules that are made through the API, beside those of a running configuration. */
class MadeRulesIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    private final World world = new World(database, TestClock.at("2026-03-01T12:00:00Z"));
    @TempDir private Path home;
    private RunningConfig here;
    private MadeRules made;
    private Project project;

    @BeforeEach
    void start() throws Exception {
        here = new RunningConfig(home);
        project = world.project();
        made = made(here.start());
    }

    @AfterEach
    void stop() throws Exception {
        here.close();
    }

    @Test
    void countsBesideThoseOfTheFileAtOnce() throws Exception {
        var view = made.add(project, rule("wolves", "wolf"), "ada");

        assertThat(view.source()).isEqualTo("api");
        assertThat(view.version()).contains(1);
        assertThat(counting()).containsExactly("people-at-night", "wolves");
        assertThat(made.all())
                .extracting(v -> v.ruleId() + " " + v.source())
                .containsExactly("people-at-night file", "wolves api");
    }

    @Test
    void changesAndRemovesOnlyTheVersionThatWasLookedAt() throws Exception {
        made.add(project, rule("wolves", "wolf"), "ada");
        made.change(project, "wolves", 1, rule("wolves", "fox"), "ben");

        assertThat(made.find("wolves").orElseThrow().rule().at("/when/labels/0").asText())
                .isEqualTo("fox");
        assertThatThrownBy(() -> made.change(project, "wolves", 1, rule("wolves", "deer"), "ada"))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> made.remove("wolves", 1)).isInstanceOf(Conflict.class);

        made.remove("wolves", 2);
        assertThat(counting()).containsExactly("people-at-night");
    }

    @Test
    void refusesWhatRulesYamlWouldRefuseAndNamesThatAreTaken() throws Exception {
        assertThatThrownBy(
                        () ->
                                made.add(
                                        project,
                                        json(
                                                """
                                                {"id": "x", "tell": [{"channel": "mial"}]}
                                                """),
                                        "ada"))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        e ->
                                assertThat(e.fields().get(0).message())
                                        .contains("Did you mean 'mail'"));
        assertThatThrownBy(() -> made.add(project, rule("people-at-night", "wolf"), "ada"))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(
                        () -> made.add(project, rule("y", "wolf").put("project", "another"), "ada"))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void isReadByOtherServersAndAfterARestart() throws Exception {
        made.add(project, rule("wolves", "wolf"), "ada");
        here.rules.replaceMade(List.of());

        made(here.start()).look();

        assertThat(counting()).containsExactly("people-at-night", "wolves");
    }

    @Test
    void countsNoMoreAndSaysWhyWhenItsChannelIsGone() throws Exception {
        made.add(project, rule("wolves", "wolf"), "ada");

        here.edit("channels.yaml", GoodConfig.CHANNELS.replace("id: hook", "id: crook"));
        here.lookTwice();
        made.look();

        assertThat(counting()).containsExactly("people-at-night");
        assertThat(made.find("wolves").orElseThrow().problem())
                .hasValueSatisfying(why -> assertThat(why).contains("no channel 'hook'"));
    }

    @Test
    void saysWhatARuleWouldHaveSent() throws Exception {
        var view = made.dryRun(project, rule("wolves", "wolf"), 7);

        assertThat(view.said())
                .isEqualTo(
                        "Over the last 7 days, it would have sent 0 messages for 0 alerts, not 0.");
        assertThatThrownBy(
                        () ->
                                made.dryRun(
                                        project,
                                        json(
                                                """
                                                {"id": "x", "when": {"disk": {"above": 90}},
                                                 "tell": [{"channel": "hook"}]}
                                                """),
                                        7))
                .isInstanceOf(InvalidInput.class);
    }

    private MadeRules made(RouteConfig config) {
        var facts =
                new CheckStep.Facts(
                        database.jdbc(),
                        world.projects,
                        world.cameras,
                        () -> new QuietInstallation(world.clock.instant()),
                        ZoneOffset.UTC);
        return new MadeRules(
                config,
                database.transactional(new RuleDefinitions(database.jdbc(), world.clock)),
                here.rules,
                new DryRun(facts, new StoredPast(database.jdbc()), (text, known) -> false),
                world.projects,
                world.clock);
    }

    private List<String> counting() {
        return here.rules.current().stream().map(Rule::ruleId).toList();
    }

    private static ObjectNode rule(String id, String label) throws Exception {
        return json(
                """
                {"id": "%s", "when": {"labels": ["%s"]}, "tell": [{"channel": "hook"}]}
                """
                        .formatted(id, label));
    }

    private static ObjectNode json(String text) throws Exception {
        return (ObjectNode) JSON.readTree(text);
    }
}
