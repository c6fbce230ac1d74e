package trapline.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import trapline.app.Trapline;

/** Commands that somebody types beside a server, each in a process of its own. */
final class TypedCommand {
    private static final long LONGEST_MINUTES = 5;

    private final Path output;
    private final Map<String, String> environment = new HashMap<>();

    /**
     * @param folder for what they say
     */
    TypedCommand(Path folder, Installation installation) {
        output = folder.resolve("command.txt");
        environment.put("TRAPLINE_DATA", installation.data.toString());
        environment.put("TRAPLINE_CONFIG", installation.config.toString());
    }

    TypedCommand with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** What a command says that works. */
    String works(String... words) throws IOException, InterruptedException {
        var status = run(words);
        var said = Files.readString(output);
        assertThat(status).as(said).isZero();
        return said;
    }

    /** What a command says that does not. */
    String fails(String... words) throws IOException, InterruptedException {
        var status = run(words);
        var said = Files.readString(output);
        assertThat(status).as(said).isEqualTo(1);
        return said;
    }

    private int run(String... words) throws IOException, InterruptedException {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", Trapline.class.getName()));
        line.addAll(List.of(words));
        var builder = new ProcessBuilder(line);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().remove("TRAPLINE_DATABASE_URL");
        builder.environment().putAll(environment);
        var process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
