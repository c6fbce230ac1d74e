package trapline.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What travels with Trapline is right, and so is what it suggests. */
class ShippedConfigTest {
    private static final Path SHIPPED = Path.of("../route-config");

    private static final Map<String, String> ENVIRONMENT =
            Map.ofEntries(
                    Map.entry("TELEGRAM_TOKEN", "123456789:AAexampleOfAToken0123456789012345"),
                    Map.entry("WHATSAPP_TOKEN", GoodConfig.PASSWORD + "-0123456789"),
                    Map.entry("EARTHRANGER_TOKEN", GoodConfig.PASSWORD),
                    Map.entry("GUNDI_KEY", GoodConfig.PASSWORD),
                    Map.entry("CAP_TOKEN", GoodConfig.PASSWORD),
                    Map.entry("MQTT_PASSWORD", GoodConfig.PASSWORD),
                    Map.entry("SMTP_PASSWORD", GoodConfig.PASSWORD),
                    Map.entry("HOOK_SECRET", GoodConfig.PASSWORD),
                    Map.entry("FIELD_SERVER_PASSWORD", GoodConfig.PASSWORD),
                    Map.entry("TRAPLINE_DEMO_SMTP_PORT", "2525"));

    @ParameterizedTest
    @ValueSource(strings = {"", "demo"})
    void hasNoMistake(String folder) throws Exception {
        assertThat(ConfigCheck.of(ENVIRONMENT).problems(SHIPPED.resolve(folder))).isEmpty();
    }

    @Test
    void hasExamplesThatAreRightWhenTheyAreUncommented(@TempDir Path folder) throws Exception {
        for (var name :
                new String[] {
                    "sources.yaml", "channels.yaml", "people.yaml", "rules.yaml", "motion.yaml"
                }) {
            var uncommented = uncommented(SHIPPED.resolve(name));
            assertThat(uncommented).as(name).doesNotContain("[]");
            GoodConfig.write(folder, name, uncommented);
        }

        assertThat(ConfigCheck.of(ENVIRONMENT).problems(folder)).isEmpty();
        var config =
                new ConfigReader(new SecretReferences(withFtps()), folder)
                        .read(ConfigFiles.in(folder));
        assertThat(config.sources()).hasSize(3);
        assertThat(config.channels()).hasSize(10);
        assertThat(config.people()).hasSize(1);
        assertThat(config.rules()).hasSize(3);
        assertThat(config.motions()).hasSize(1);
    }

    @Test
    void hasAnExampleOfARouteThatRunsWhenItIsRenamed(@TempDir Path folder) throws Exception {
        var example = SHIPPED.resolve("routes/memory-card.yaml.example");
        GoodConfig.write(folder, "routes/memory-card.yaml", Files.readString(example));

        assertThat(ConfigCheck.of(ENVIRONMENT).problems(folder)).isEmpty();
    }

    private static Map<String, String> withFtps() {
        var names = new HashMap<>(ENVIRONMENT);
        names.put("TRAPLINE_FTPS_PASSWORD", GoodConfig.PASSWORD);
        return names;
    }

    /** As an admin does it: the marks go from lines of YAML, and the empty list goes. */
    private static String uncommented(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.replaceFirst("^( *)# (?=(- |  ) *(- |[\\w-]+:))", "$1"))
                .map(line -> line.replaceFirst(": \\[]$", ":"))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
