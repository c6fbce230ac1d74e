package trapline.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trapline.alert.Rule;
import trapline.delivery.Channel;

/** Edits while everything runs: what takes effect, what does not, and what an admin is told. */
class RouteConfigTest {
    private static final String OTHER_RULES =
            GoodConfig.RULES.replace("people-at-night", "people-by-day");

    @TempDir private Path home;
    private RunningConfig here;

    @BeforeEach
    void aRunningConfig() throws Exception {
        here = new RunningConfig(home);
    }

    @AfterEach
    void stop() {
        here.close();
    }

    @Test
    void runsTheRoutesOfEverySourceAndChannel() throws Exception {
        var config = here.start();

        assertThat(config.state().problems()).isEmpty();
        assertThat(config.state().routeProblems()).isEmpty();
        assertThat(here.routes())
                .contains(
                        "source.ftps",
                        "ftps-files",
                        "source.inbox",
                        "inbox-files",
                        "deliver.mail",
                        "mail-due",
                        "deliver.hook",
                        "hook-due",
                        "mine.hello");
        assertThat(rules()).containsExactly("people-at-night");
    }

    @Test
    void takesAnEditUpOnceItRests() throws Exception {
        var config = here.start();
        here.clock.advance(Duration.ofMinutes(5));
        here.edit("rules.yaml", OTHER_RULES);

        config.look();
        assertThat(rules()).containsExactly("people-at-night");
        config.look();

        assertThat(rules()).containsExactly("people-by-day");
        assertThat(config.state().appliedAt()).isEqualTo(here.clock.instant());
    }

    @Test
    void doesNotJudgeAFileThatIsStillBeingWritten() throws Exception {
        var config = here.start();
        var whole = OTHER_RULES;

        for (var written = 10; written < whole.length(); written += 40) {
            here.edit("rules.yaml", whole.substring(0, written));
            config.look();
            assertThat(config.state().problems()).isEmpty();
        }
        here.edit("rules.yaml", whole);
        here.lookTwice();

        assertThat(config.state().problems()).isEmpty();
        assertThat(rules()).containsExactly("people-by-day");
    }

    @Test
    void keepsTheLastGoodVersionRunningAfterAWrongEditAndSaysSo() throws Exception {
        var config = here.start();
        var before = here.routes();
        var appliedAt = config.state().appliedAt();
        here.clock.advance(Duration.ofMinutes(5));

        here.edit("channels.yaml", GoodConfig.CHANNELS.replace("host:", "hots:"));
        here.lookTwice();

        assertThat(config.state().problems())
                .singleElement()
                .asString()
                .startsWith("channels.yaml:4:5: 'hots' is not known here.");
        assertThat(config.state().appliedAt()).isEqualTo(appliedAt);
        assertThat(here.routes()).isEqualTo(before);
        assertThat(here.channels.find("mail")).isPresent();
    }

    @Test
    void takesTheCorrectionUp() throws Exception {
        var config = here.start();
        here.edit("rules.yaml", "ruls: []");
        here.lookTwice();
        assertThat(config.state().problems()).isNotEmpty();

        here.edit("rules.yaml", OTHER_RULES);
        here.lookTwice();

        assertThat(config.state().problems()).isEmpty();
        assertThat(rules()).containsExactly("people-by-day");
    }

    @Test
    void forgetsAMistakeThatWasTakenBack() throws Exception {
        var config = here.start();
        here.edit("rules.yaml", "ruls: []");
        here.lookTwice();

        here.edit("rules.yaml", GoodConfig.RULES);
        here.lookTwice();

        assertThat(config.state().problems()).isEmpty();
        assertThat(rules()).containsExactly("people-at-night");
    }

    @Test
    void takesNothingOfTwoEditsWhenOneIsWrong() throws Exception {
        var config = here.start();

        here.edit("rules.yaml", OTHER_RULES);
        here.edit("sources.yaml", GoodConfig.SOURCES.replace("kind: folder", "kind: foldr"));
        here.lookTwice();

        assertThat(rules()).containsExactly("people-at-night");
        assertThat(config.state().problems())
                .extracting(ConfigProblem::file)
                .containsExactly("sources.yaml");
    }

    @Test
    void takesTwoRightEditsTogether() throws Exception {
        here.start();

        here.edit("channels.yaml", GoodConfig.CHANNELS.replace("id: mail", "id: post"));
        here.edit("rules.yaml", GoodConfig.RULES.replace("channel: mail", "channel: post"));
        here.lookTwice();

        assertThat(here.routes()).contains("deliver.post", "post-due");
        assertThat(here.routes()).doesNotContain("deliver.mail", "mail-due");
        assertThat(here.rules.current().get(0).recipients(Instant.EPOCH))
                .containsExactly(new Rule.Recipient("post", "ranger@example.org"));
    }

    @Test
    void takesAFileThatIsRenamedOverTheOldOne() throws Exception {
        here.start();
        var unfinished = Files.writeString(here.folder.resolve(".rules.yaml.new"), OTHER_RULES);

        Files.move(unfinished, here.folder.resolve("rules.yaml"), StandardCopyOption.ATOMIC_MOVE);
        here.lookTwice();

        assertThat(rules()).containsExactly("people-by-day");
    }

    @Test
    void hasNoRulesWhenTheirFileIsDeleted() throws Exception {
        var config = here.start();

        Files.delete(here.folder.resolve("rules.yaml"));
        here.lookTwice();

        assertThat(config.state().problems()).isEmpty();
        assertThat(rules()).isEmpty();
    }

    @Test
    void runsOnWhenTheWholeFolderGoesAway() throws Exception {
        var config = here.start();
        var before = here.routes();

        Files.move(here.folder, home.resolve("elsewhere"));
        here.lookTwice();

        assertThat(config.state().problems())
                .singleElement()
                .asString()
                .contains("There is no such folder");
        assertThat(here.routes()).isEqualTo(before);
    }

    @Test
    void runsTheLastGoodVersionAfterARestartThatFindsAMistake() throws Exception {
        here.start();
        here.edit("rules.yaml", "ruls: []");
        here.edit("routes/mine.yaml", GoodConfig.ROUTE.replace("- log", "- lgo"));
        here.close();
        here = again();

        var config = here.start();

        assertThat(config.state().problems())
                .extracting(ConfigProblem::file)
                .containsExactly("rules.yaml");
        assertThat(rules()).containsExactly("people-at-night");
        assertThat(here.routes()).contains("source.inbox", "deliver.mail", "mine.hello");
    }

    @Test
    void runsTheLastGoodVersionAfterARestartThatFindsAWrongRoute() throws Exception {
        here.start();
        here.edit("rules.yaml", OTHER_RULES);
        here.edit("routes/mine.yaml", GoodConfig.ROUTE.replace("- log", "- lgo"));
        here.close();
        here = again();

        var config = here.start();

        assertThat(config.state().problems())
                .extracting(ConfigProblem::file)
                .containsExactly("routes/mine.yaml");
        assertThat(rules()).containsExactly("people-at-night");
        assertThat(here.routes()).contains("mine.hello");

        here.edit("routes/mine.yaml", GoodConfig.ROUTE);
        here.lookTwice();

        assertThat(config.state().problems()).isEmpty();
        assertThat(rules()).containsExactly("people-by-day");
    }

    @Test
    void refusesAFirstStartWithAllMistakes() throws Exception {
        here.edit("rules.yaml", "ruls: []");
        here.edit("sources.yaml", "sources:\n\t- id: x");

        assertThatThrownBy(here::start)
                .isInstanceOf(ConfigRefused.class)
                .hasMessageContaining("rules.yaml:1:1: 'ruls' is not known here.")
                .hasMessageContaining("sources.yaml:2:1: A tab stands here")
                .hasMessageContaining(here.folder.toString());
    }

    @Test
    void refusesAFirstStartWithAWrongRoute() throws Exception {
        here.edit("routes/mine.yaml", GoodConfig.ROUTE.replace("- log", "- lgo"));

        assertThatThrownBy(here::start)
                .isInstanceOf(ConfigRefused.class)
                .hasMessageContaining("routes/mine.yaml:6:");
    }

    @Test
    void startsWithoutALastGoodVersionThatIsDamaged() throws Exception {
        Files.writeString(here.data.resolve("last-good-config.json"), "{\"rules.y");

        assertThat(here.start().state().problems()).isEmpty();
    }

    @Test
    void noticesThatASecretsFileHasComeIntoBeing() throws Exception {
        var config = here.start();
        var secret = home.resolve("secret");
        refer(secret);
        assertThat(config.state().problems()).singleElement().asString().contains("is not there");

        Files.writeString(secret, "hunter2");
        later();

        assertThat(config.state().problems()).isEmpty();
        assertThat(mail().password()).hasValue("hunter2");
    }

    @Test
    void takesUpASecretThatWasReplaced() throws Exception {
        var config = here.start();
        var secret = Files.writeString(home.resolve("secret"), "hunter2");
        refer(secret);
        var route = here.camel.getRoute("deliver.mail");

        Files.writeString(secret, "hunter3");
        later();

        assertThat(config.state().problems()).isEmpty();
        assertThat(mail().password()).hasValue("hunter3");
        assertThat(here.camel.getRoute("deliver.mail")).isNotSameAs(route);
    }

    @Test
    void keepsUsingASecretWhoseFileWentAwayAndSaysSo() throws Exception {
        var config = here.start();
        var secret = Files.writeString(home.resolve("secret"), "hunter2");
        refer(secret);

        Files.delete(secret);
        later();

        assertThat(config.state().problems()).singleElement().asString().contains("is not there");
        assertThat(mail().password()).hasValue("hunter2");
        assertThat(here.routes()).contains("deliver.mail");
    }

    @Test
    void startsARouteOnceWhatHinderedItHasPassed() throws Exception {
        var bean = here.camel.getRegistry().lookupByName("smtpAnswers");
        here.camel.getRegistry().unbind("smtpAnswers");
        var config = here.start();
        assertThat(config.state().routeProblems())
                .singleElement()
                .asString()
                .startsWith("Route deliver.mail cannot start: ");
        assertThat(here.routes()).doesNotContain("deliver.mail", "mail-due").contains("hook-due");

        here.camel.getRegistry().bind("smtpAnswers", bean);
        later();

        assertThat(config.state().routeProblems()).isEmpty();
        assertThat(here.routes()).contains("deliver.mail", "mail-due");
    }

    @Test
    void writesNoSecretDown() throws Exception {
        var config = here.start();

        assertThat(here.data.resolve("last-good-config.json"))
                .content()
                .doesNotContain(GoodConfig.PASSWORD);
        assertThat(config.state().toString()).doesNotContain(GoodConfig.PASSWORD);
        assertThat(String.join(" ", here.endpoints())).doesNotContain(GoodConfig.PASSWORD);
    }

    private void refer(Path secret) throws Exception {
        here.edit(
                "channels.yaml",
                GoodConfig.CHANNELS.replace("{{env:SMTP_PASSWORD}}", "{{file:" + secret + "}}"));
        here.lookTwice();
    }

    private void later() {
        here.clock.advance(Duration.ofSeconds(30));
        here.lookTwice();
    }

    private Channel.Email mail() {
        return (Channel.Email) here.channels.find("mail").orElseThrow();
    }

    /** The same folders after a restart, with the edits made meanwhile. */
    private RunningConfig again() throws Exception {
        var edited = ConfigFiles.in(here.folder).texts();
        var next = new RunningConfig(home);
        for (var file : edited.entrySet()) {
            next.edit(file.getKey(), file.getValue());
        }
        return next;
    }

    private List<String> rules() {
        return here.rules.current().stream().map(Rule::ruleId).toList();
    }
}
