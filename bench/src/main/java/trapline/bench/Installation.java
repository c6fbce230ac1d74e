package trapline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import trapline.app.Trapline;

/** A Trapline of its own in a folder, with one FTPS account and mails to a stand-in. */
public final class Installation {
    public static final String PASSWORD = "bench-camera";

    private static final String SOURCES =
            """
            sources:
              - id: ftps
                kind: ftps-server
                project: default
                newCameras: approved
                accounts:
                  - {user: camera, password: "{{env:TRAPLINE_FTPS_PASSWORD}}"}
            """;
    private static final String MAIL_ALL =
            """
            rules:
              - id: anything
                when: {categories: [animal, person, vehicle], minConfidence: 0.3}
                tell:
                  - {channel: mail, to: [ranger@example.org]}
            """;

    private Installation() {}

    /**
     * @param smtpPort where mails go; 0: no channel and no rule
     */
    public static ConfigurableApplicationContext start(
            Path folder, Path models, int threads, int smtpPort) throws IOException {
        return smtpPort == 0
                ? start(folder, models, threads, "channels: []\n", "rules: []\n", Map.of())
                : start(folder, models, threads, mail(smtpPort), MAIL_ALL, Map.of());
    }

    /**
     * @param channels the file {@code channels.yaml}
     * @param rules the file {@code rules.yaml}
     * @param references what the channels name as {@code {{env:NAME}}}
     */
    static ConfigurableApplicationContext start(
            Path folder,
            Path models,
            int threads,
            String channels,
            String rules,
            Map<String, String> references)
            throws IOException {
        var config = Files.createDirectories(folder.resolve("config"));
        Files.writeString(config.resolve("sources.yaml"), SOURCES);
        Files.writeString(config.resolve("channels.yaml"), channels);
        Files.writeString(config.resolve("rules.yaml"), rules);
        var settings = new LinkedHashMap<String, String>();
        references.forEach((name, value) -> settings.put("trapline.references." + name, value));
        settings.put("trapline.data", folder.resolve("data").toString());
        settings.put("trapline.config", config.toString());
        settings.put("trapline.models", models.toString());
        settings.put("trapline.http.port", "0");
        settings.put("trapline.ftps.port", "0");
        settings.put("trapline.ftps.implicit-port", "0");
        settings.put("trapline.ftps.password", PASSWORD);
        settings.put("trapline.detection.workers", String.valueOf(threads));
        settings.put("logging.threshold.console", "WARN");
        return new SpringApplicationBuilder(Trapline.class)
                .run(
                        settings.entrySet().stream()
                                .map(Installation::argument)
                                .toArray(String[]::new));
    }

    /** Makes so many pictures out of the few in a folder, each with other bytes. */
    public static List<Path> pictures(Path from, Path to, int count) throws IOException {
        return DistinctPictures.write(from, to, count, 1);
    }

    private static String argument(Map.Entry<String, String> setting) {
        return "--" + setting.getKey() + "=" + setting.getValue();
    }

    private static String mail(int smtpPort) {
        return """
        channels:
          - id: mail
            kind: email
            host: 127.0.0.1
            port: %d
            security: none
            from: Trapline <trapline@example.org>
        """
                .formatted(smtpPort);
    }
}
