package trapline.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import trapline.app.config.ConfigCheck;

/** What the command says can be pasted as it stands. */
class StandInsCommandTest {
    private static final Pattern EXPORT = Pattern.compile("  export (\\w+)='([^']+)'");
    private static final Pattern KIND = Pattern.compile("kind: (\\w+)");

    @TempDir Path folder;

    @Test
    void playsEveryKindOfChannelAndSaysHowToConfigureIt() throws Exception {
        var said = said();

        var channels =
                said.lines()
                        .filter(line -> line.startsWith("  - {"))
                        .collect(Collectors.joining("\n", "channels:\n", "\n"));
        Files.writeString(folder.resolve("channels.yaml"), channels);
        var environment =
                EXPORT.matcher(said)
                        .results()
                        .collect(
                                Collectors.toMap(found -> found.group(1), found -> found.group(2)));
        assertThat(ConfigCheck.of(environment).problems(folder)).isEmpty();
        assertThat(KIND.matcher(channels).results().map(found -> found.group(1)))
                .containsExactlyInAnyOrder(
                        "telegram",
                        "signal",
                        "whatsapp",
                        "email",
                        "webhook",
                        "earthranger",
                        "gundi",
                        "cap",
                        "mqtt",
                        "push");
    }

    @Test
    void saysHowABrowserAsksForNotifications() throws Exception {
        assertThat(said())
                .containsPattern("\"endpoint\":\"http://127\\.0\\.0\\.1:\\d+/send/[\\w-]+\"")
                .containsPattern("\"p256dh\":\"[\\w-]{87}\",\"auth\":\"[\\w-]{22}\"");
    }

    private static String said() {
        var said = new StringWriter();
        var code =
                new CommandLine(new StandInsCommand())
                        .setOut(new PrintWriter(said, true))
                        .execute("--port", "0", "--once");
        assertThat(code).isZero();
        return said.toString();
    }
}
