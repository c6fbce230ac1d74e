package trapline.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A folder with a configuration that is right, until a test edits it. */
final class GoodConfig {
    static final String PASSWORD = "correct-horse-battery-staple";

    static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "FTPS_PASSWORD", PASSWORD,
                    "SMTP_PASSWORD", PASSWORD,
                    "HOOK_URL", "https://hooks.example.org/" + PASSWORD,
                    "HOOK_SECRET", PASSWORD);

    static final String SOURCES =
            """
            sources:
              - id: ftps
                kind: ftps-server
                accounts:
                  - {user: camera, password: "{{env:FTPS_PASSWORD}}"}
              - id: inbox
                kind: folder
                path: inbox
                zone: Europe/Amsterdam
            """;

    static final String CHANNELS =
            """
            channels:
              - id: mail
                kind: email
                host: smtp.example.org
                username: trapline
                password: "{{env:SMTP_PASSWORD}}"
                from: Trapline <alerts@example.org>
              - id: hook
                kind: webhook
                url: "{{env:HOOK_URL}}"
                secret: "{{env:HOOK_SECRET}}"
            """;

    static final String RULES =
            """
            rules:
              - id: people-at-night
                when: {categories: [person], hours: "21:00-05:00"}
                coolDown: PT10M
                tell:
                  - {channel: mail, to: [ranger@example.org]}
            """;

    static final String PEOPLE =
            """
            people:
              - name: ann
                reach:
                  - {channel: hook, to: ann}
            """;

    static final String PROFILE =
            """
            name: north
            match: {path: '^north/'}
            identity: [folder]
            time: [exif]
            """;

    static final String DIALECT =
            """
            name: north
            timeFormat: dd/MM/yyyy HH:mm:ss
            fields: {device: IMEI, time: Date}
            """;

    static final String ROUTE =
            """
            - route:
                id: mine.hello
                from:
                  uri: direct:mine.hello
                  steps:
                    - log: hello
            """;

    private GoodConfig() {}

    static Path in(Path folder) throws IOException {
        write(folder, "sources.yaml", SOURCES);
        write(folder, "channels.yaml", CHANNELS);
        write(folder, "rules.yaml", RULES);
        write(folder, "camera-profiles/north.yaml", PROFILE);
        write(folder, "report-dialects/north.yaml", DIALECT);
        write(folder, "routes/mine.yaml", ROUTE);
        return folder;
    }

    static void write(Path folder, String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }

    static List<ConfigProblem> problems(Path folder) throws IOException {
        return ConfigCheck.of(ENVIRONMENT).problems(folder);
    }
}
