package trapline.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes come and go with the configuration, and leave nothing behind. */
class LiveRoutesTest {
    private static final String OTHER_ROUTE = GoodConfig.ROUTE.replace("mine.", "other.");

    @TempDir private Path home;
    private RunningConfig here;
    private RouteConfig config;

    @BeforeEach
    void aRunningConfig() throws Exception {
        here = new RunningConfig(home);
        config = here.start();
    }

    @AfterEach
    void stop() {
        here.close();
    }

    @Test
    void leavesNeitherRouteNorEndpointNorBeanOfASourceThatIsGone() throws Exception {
        edit("sources.yaml", "sources: []");
        var routes = here.routes();
        var endpoints = here.endpoints();
        var definitions = here.camel.getRouteDefinitions().size();

        for (var round = 0; round < 3; round++) {
            edit("sources.yaml", GoodConfig.SOURCES);
            assertThat(here.routes()).contains("source.inbox", "inbox-files");
            edit("sources.yaml", "sources: []");
        }

        assertThat(here.routes()).isEqualTo(routes);
        assertThat(here.endpoints()).isEqualTo(endpoints);
        assertThat(here.camel.getRouteDefinitions()).hasSize(definitions);
        assertThat(here.camel.getRegistry().lookupByName("ready-inbox")).isNull();
    }

    @Test
    void leavesNeitherRouteNorEndpointNorBeanOfAChannelThatIsGone() throws Exception {
        edit("rules.yaml", "rules: []");
        edit("channels.yaml", "channels: []");
        var routes = here.routes();
        var endpoints = here.endpoints();

        for (var round = 0; round < 3; round++) {
            edit("channels.yaml", GoodConfig.CHANNELS);
            assertThat(here.routes()).contains("deliver.mail", "mail-due", "deliver.hook");
            edit("channels.yaml", "channels: []");
        }

        assertThat(here.routes()).isEqualTo(routes);
        assertThat(here.endpoints()).isEqualTo(endpoints);
        assertThat(here.camel.getRegistry().lookupByName("login-mail")).isNull();
    }

    @Test
    void replacesOnlyTheRouteWhoseSourceChanged() throws Exception {
        var inbox = here.camel.getRoute("source.inbox");
        var ftps = here.camel.getRoute("source.ftps");
        var mail = here.camel.getRoute("deliver.mail");
        var endpoints = here.endpoints().size();

        edit("sources.yaml", GoodConfig.SOURCES.replace("path: inbox", "path: letters"));

        assertThat(here.camel.getRoute("source.inbox")).isNotNull().isNotSameAs(inbox);
        assertThat(here.camel.getRoute("source.ftps")).isSameAs(ftps);
        assertThat(here.camel.getRoute("deliver.mail")).isSameAs(mail);
        assertThat(here.endpoints()).hasSize(endpoints);
        assertThat(String.join(" ", here.endpoints()))
                .contains("letters")
                .doesNotContain("data/inbox");
    }

    @Test
    void leavesARouteAloneWhenOnlyWhatIntakeReadsChanged() throws Exception {
        var inbox = here.camel.getRoute("source.inbox");

        edit("sources.yaml", GoodConfig.SOURCES.replace("Europe/Amsterdam", "Africa/Nairobi"));

        assertThat(here.camel.getRoute("source.inbox")).isSameAs(inbox);
        assertThat(here.sources.find("inbox").orElseThrow().zone().orElseThrow())
                .hasToString("Africa/Nairobi");
    }

    @Test
    void usesANewPasswordOfAChannel() throws Exception {
        var mail = here.camel.getRoute("deliver.mail");

        edit(
                "channels.yaml",
                GoodConfig.CHANNELS.replace("{{env:SMTP_PASSWORD}}", "{{env:HOOK_SECRET2}}"));
        assertThat(config.state().problems()).isNotEmpty();
        Files.writeString(home.resolve("secret"), "another");
        edit(
                "channels.yaml",
                GoodConfig.CHANNELS.replace(
                        "{{env:SMTP_PASSWORD}}", "{{file:" + home.resolve("secret") + "}}"));

        assertThat(config.state().problems()).isEmpty();
        assertThat(here.camel.getRoute("deliver.mail")).isNotNull().isNotSameAs(mail);
    }

    @Test
    void pullsEachFolderOfARemoteServerWithARouteOfItsOwn() throws Exception {
        edit(
                "sources.yaml",
                """
                sources:
                  - id: far
                    kind: ftps
                    host: 127.0.0.1
                    port: 1
                    user: trapline
                    password: "{{env:FTPS_PASSWORD}}"
                    folders: [/north, /south]
                """);

        assertThat(config.state().routeProblems()).isEmpty();
        assertThat(here.routes())
                .contains("source.far", "far-files", "source.far-1", "far-1-files");
        assertThat(String.join(" ", here.endpoints())).doesNotContain(GoodConfig.PASSWORD);

        edit("sources.yaml", "sources: []");

        assertThat(here.routes()).noneMatch(id -> id.contains("far"));
        assertThat(here.endpoints()).noneMatch(uri -> uri.contains("ftps:"));
    }

    @Test
    void stopsTheRoutesOfAFileThatWasRemoved() throws Exception {
        var endpoints = here.endpoints();
        edit("routes/other.yaml", OTHER_ROUTE);
        assertThat(here.routes()).contains("mine.hello", "other.hello");

        Files.delete(here.folder.resolve("routes/other.yaml"));
        here.lookTwice();

        assertThat(here.routes()).contains("mine.hello").doesNotContain("other.hello");
        assertThat(here.endpoints()).isEqualTo(endpoints);
    }

    @Test
    void leavesTheOldRouteRunningWhenItsFileBecomesWrong() throws Exception {
        var before = here.camel.getRoute("mine.hello");

        edit("routes/mine.yaml", GoodConfig.ROUTE.replace("- log: hello", "- to: nothing:x"));

        assertThat(here.camel.getRoute("mine.hello")).isSameAs(before);
        assertThat(config.state().problems())
                .singleElement()
                .asString()
                .startsWith("routes/mine.yaml:6:1: Camel cannot run it: ");
    }

    @Test
    void refusesARouteWithABeanThatIsNotThere() throws Exception {
        edit(
                "routes/mine.yaml",
                GoodConfig.ROUTE.replace("- log: hello", "- bean: {ref: nobody, method: go}"));

        assertThat(config.state().problems())
                .singleElement()
                .asString()
                .startsWith("routes/mine.yaml:6:1: Camel cannot run it: ")
                .contains("nobody");
    }

    @Test
    void runsAChangedRouteInPlaceOfTheOldOne() throws Exception {
        edit(
                "routes/mine.yaml",
                GoodConfig.ROUTE.replace("- log: hello", "- setBody: {constant: new}"));

        assertThat(here.camel.createProducerTemplate().requestBody("direct:mine.hello", "old"))
                .isEqualTo("new");
    }

    @Test
    void movesARouteFromOneFileToAnother() throws Exception {
        Files.delete(here.folder.resolve("routes/mine.yaml"));

        edit("routes/moved.yaml", GoodConfig.ROUTE);

        assertThat(config.state().problems()).isEmpty();
        assertThat(here.routes()).contains("mine.hello");
    }

    @Test
    void refusesARouteWhoseIdAnotherFileHas() throws Exception {
        edit("routes/other.yaml", GoodConfig.ROUTE);

        assertThat(config.state().problems())
                .singleElement()
                .asString()
                .startsWith(
                        "routes/other.yaml:2:1: There is a route 'mine.hello' in routes/mine.yaml already.");
    }

    @Test
    void refusesARouteThatIsCalledLikeOneOfTraplines() throws Exception {
        edit("routes/other.yaml", OTHER_ROUTE.replace("other.hello", "capture.receive"));

        assertThat(config.state().problems())
                .singleElement()
                .asString()
                .contains("The route id 'capture.receive' is one of Trapline's own.");
    }

    @Test
    void takesTwoFilesWhoseRoutesHaveNoId() throws Exception {
        var nameless = "- from:\n    uri: direct:%s\n    steps:\n      - log: x\n";

        edit("routes/one.yaml", nameless.formatted("one"));
        edit("routes/two.yaml", nameless.formatted("two"));

        assertThat(config.state().problems()).isEmpty();
        assertThat(config.state().routeProblems()).isEmpty();
    }

    @Test
    void runsATemplateOfAFileAndForgetsItWithTheFile() throws Exception {
        var templates = here.camel.getRouteTemplateDefinitions().size();
        var file =
                """
                - routeTemplate:
                    id: greeting
                    parameters: [{name: word}]
                    from:
                      uri: direct:greeting-{{word}}
                      steps: [{setBody: {constant: "{{word}}"}}]
                - templatedRoute:
                    routeTemplateRef: greeting
                    routeId: greeting.hello
                    parameters: [{name: word, value: %s}]
                """;

        for (var word : new String[] {"hello", "bye"}) {
            edit("routes/greeting.yaml", file.formatted(word));
            assertThat(config.state().problems()).isEmpty();
            assertThat(config.state().routeProblems()).isEmpty();
            assertThat(
                            here.camel
                                    .createProducerTemplate()
                                    .requestBody("direct:greeting-" + word, "x"))
                    .isEqualTo(word);
        }
        Files.delete(here.folder.resolve("routes/greeting.yaml"));
        here.lookTwice();

        assertThat(here.routes()).doesNotContain("greeting.hello");
        assertThat(here.camel.getRouteTemplateDefinitions()).hasSize(templates);
    }

    @Test
    void triesAFileOutWithoutTakingAnythingUp() throws Exception {
        var inbox = Files.createDirectories(home.resolve("waiting"));
        Files.writeString(inbox.resolve("letter.txt"), "hello");

        new TrialRun(here.camel.getRegistry(), Map.of())
                .of(
                        "routes/eager.yaml",
                        "- from:\n    uri: file:%s?delete=true\n    steps:\n      - log: x\n"
                                .formatted(inbox));

        assertThat(inbox.resolve("letter.txt")).exists();
    }

    private void edit(String name, String text) throws Exception {
        here.edit(name, text);
        here.lookTwice();
    }
}
