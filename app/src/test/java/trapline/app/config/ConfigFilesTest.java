package trapline.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What editors, other systems and hurried hands make of the folder. */
class ConfigFilesTest {
    @TempDir private Path folder;

    @BeforeEach
    void aGoodConfig() throws IOException {
        GoodConfig.in(folder);
    }

    @Test
    void takesAByteOrderMarkAndLinesThatEndAsOnWindows() throws Exception {
        for (var name :
                new String[] {"sources.yaml", "channels.yaml", "rules.yaml", "routes/mine.yaml"}) {
            var text = Files.readString(folder.resolve(name)).replace("\n", "\r\n");
            GoodConfig.write(folder, name, "\uFEFF" + text);
        }

        assertThat(GoodConfig.problems(folder)).isEmpty();
    }

    @Test
    void namesTheLineThatIsNoUtf8() throws Exception {
        Files.write(
                folder.resolve("rules.yaml"),
                "rules: []\n# Stra\u00dfe\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(GoodConfig.problems(folder))
                .singleElement()
                .hasToString(
                        "rules.yaml:2:1: The file is not saved as UTF-8. Save it as UTF-8 in your editor.");
    }

    @Test
    void refusesAFileInUtf16() throws Exception {
        Files.write(
                folder.resolve("rules.yaml"),
                "\uFEFFrules: []".getBytes(StandardCharsets.UTF_16LE));

        assertThat(GoodConfig.problems(folder))
                .singleElement()
                .asString()
                .startsWith("rules.yaml:1:1: The file is not saved as UTF-8.");
    }

    @Test
    void refusesAHugeFileWithoutReadingIt() throws Exception {
        Files.write(folder.resolve("rules.yaml"), new byte[1_000_001]);

        assertThat(GoodConfig.problems(folder))
                .singleElement()
                .asString()
                .startsWith("rules.yaml:1:1: The file is larger than 1000000 bytes.");
    }

    @Test
    void refusesAFileThatUnfoldsIntoMillions() throws Exception {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, "*a%d, ".formatted(i - 1).repeat(9)));
        }
        GoodConfig.write(folder, "rules.yaml", bomb.toString());

        assertThat(GoodConfig.problems(folder))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.file()).isEqualTo("rules.yaml"));
    }

    @Test
    void refusesAFileThatIsNestedTooDeeply() throws Exception {
        GoodConfig.write(folder, "rules.yaml", "rules: " + "[".repeat(5000) + "]".repeat(5000));

        assertThat(GoodConfig.problems(folder)).hasSize(1);
    }

    @Test
    void saysThatAMisnamedFileIsNotRead() throws Exception {
        GoodConfig.write(folder, "rules.yml", "rules: []");
        GoodConfig.write(folder, "chanels.yaml", "channels: []");
        GoodConfig.write(folder, "routes/other.yml", GoodConfig.ROUTE);
        GoodConfig.write(folder, "route/other.yaml", GoodConfig.ROUTE);

        assertThat(GoodConfig.problems(folder))
                .extracting(ConfigProblem::toString)
                .containsExactlyInAnyOrder(
                        "chanels.yaml:1:1: This file is not read. Did you mean 'channels.yaml'?",
                        "rules.yml:1:1: This file is not read. Did you mean 'rules.yaml'?",
                        "route:1:1: This folder is not read. Did you mean 'routes'?",
                        "routes/other.yml:1:1: This file is not read. Let its name end in .yaml.");
    }

    @Test
    void leavesAloneWhatEditorsAndPeopleLayBeside() throws Exception {
        GoodConfig.write(folder, ".rules.yaml.swp", "\0\0");
        GoodConfig.write(folder, "rules.yaml~", "\t");
        GoodConfig.write(folder, "camera-profiles/.#north.yaml", "\t");
        GoodConfig.write(folder, "README.md", "# Hello");
        GoodConfig.write(folder, "demo/sources.yaml", "sources: []");

        assertThat(GoodConfig.problems(folder)).isEmpty();
    }

    @Test
    void refusesTwoFilesOfTheSameName() throws Exception {
        GoodConfig.write(folder, "camera-profiles/other.yaml", GoodConfig.PROFILE);

        assertThat(GoodConfig.problems(folder))
                .singleElement()
                .hasToString(
                        "camera-profiles/other.yaml:1:1: Another file has the name 'north' already."
                                + " Choose another name.");
    }

    @Test
    void refusesTwoFilesWithTheSameRoute() throws Exception {
        GoodConfig.write(folder, "routes/other.yaml", GoodConfig.ROUTE);

        assertThat(GoodConfig.problems(folder))
                .singleElement()
                .hasToString(
                        "routes/other.yaml:2:1: There is a route 'mine.hello' in routes/mine.yaml"
                                + " already. Choose another id.");
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() throws Exception {
        GoodConfig.write(folder, "sources.yaml", "sources: [{id: X, kind: folder}]");
        GoodConfig.write(folder, "channels.yaml", "channels:\n\t- a");
        GoodConfig.write(folder, "rules.yaml", "ruls: []");
        GoodConfig.write(folder, "routes/mine.yaml", "- route: [");

        assertThat(GoodConfig.problems(folder))
                .extracting(ConfigProblem::file)
                .containsExactly(
                        "sources.yaml",
                        "sources.yaml",
                        "channels.yaml",
                        "rules.yaml",
                        "routes/mine.yaml");
    }

    @Test
    void leavesBeansToTheServerThatHasThem() throws Exception {
        GoodConfig.write(
                folder,
                "routes/mine.yaml",
                GoodConfig.ROUTE.replace("- log: hello", "- bean: {ref: mine, method: go}"));

        assertThat(GoodConfig.problems(folder)).isEmpty();
    }

    @Test
    void saysThatThereIsNoFolder() throws Exception {
        assertThat(GoodConfig.problems(folder.resolve("nowhere")))
                .singleElement()
                .asString()
                .contains("nowhere", "There is no such folder", "TRAPLINE_CONFIG");
    }

    @Test
    void readsSecretsFromFiles() throws Exception {
        var secret = Files.writeString(folder.resolve("secret"), "hunter2\n");
        GoodConfig.write(
                folder,
                "sources.yaml",
                GoodConfig.SOURCES.replace(
                        "{{env:FTPS_PASSWORD}}", "{{ file:%s }}".formatted(secret)));

        assertThat(GoodConfig.problems(folder)).isEmpty();
    }
}
