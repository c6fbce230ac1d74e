package trapline.app.flow;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import trapline.standin.camera.CameraAccount;
import trapline.testing.FreePort;

/** The folders, ports and settings of one Trapline that a test runs. */
final class Installation {
    static final String PASSWORD = "a-camera-s-secret";
    static final String ADMIN_PASSWORD = "an-admin-s-secret";

    final Path data;
    final Path config;
    final int ftpsPort = FreePort.next();
    final int httpPort = FreePort.next();
    private final List<String> settings = new ArrayList<>();

    Installation(Path folder, int smtpPort, Optional<Path> models) throws IOException {
        data = folder.resolve("data");
        config = Files.createDirectories(folder.resolve("config"));
        cutPicturesWait("PT5S");
        write(
                "channels.yaml",
                """
                channels:
                  - id: mail
                    kind: email
                    host: 127.0.0.1
                    port: %d
                    security: none
                    from: Trapline <trapline@example.org>
                """
                        .formatted(smtpPort));
        write(
                "rules.yaml",
                """
                rules:
                  - id: anything
                    when: {categories: [animal, person, vehicle, motion], minConfidence: 0.2}
                    tell:
                      - {channel: mail, to: [ranger@example.org]}
                """);
        set("trapline.data", data);
        set("trapline.config", config);
        set("trapline.models", models.orElse(folder.resolve("no-models")));
        set("trapline.http.port", httpPort);
        set("trapline.http.address", "127.0.0.1");
        set("trapline.ftps.port", ftpsPort);
        set("trapline.ftps.implicit-port", 0);
        set("trapline.ftps.password", PASSWORD);
        set("trapline.admin.password", ADMIN_PASSWORD);
    }

    void set(String name, Object value) {
        settings.add("--%s=%s".formatted(name, value));
    }

    void write(String file, String text) throws IOException {
        var target = config.resolve(file);
        var unfinished = target.resolveSibling(file + ".new");
        Files.writeString(unfinished, text);
        Files.move(
                unfinished,
                target,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    String[] arguments() {
        return settings.toArray(String[]::new);
    }

    CameraAccount camera(String name) {
        return new CameraAccount("127.0.0.1", ftpsPort, "camera", PASSWORD, name);
    }

    /** What the running program answers its administrator. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var login = "admin@trapline.local:" + ADMIN_PASSWORD;
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:%d%s".formatted(httpPort, path)))
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(
                                                        login.getBytes(StandardCharsets.UTF_8)))
                        .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /**
     * How long a picture that was cut waits to be sent again.
     *
     * @param duration as ISO 8601 writes it
     */
    final void cutPicturesWait(String duration) throws IOException {
        write(
                "sources.yaml",
                """
                sources:
                  - id: ftps
                    kind: ftps-server
                    project: default
                    newCameras: approved
                    truncatedGrace: %s
                    accounts:
                      - {user: camera, password: "{{env:TRAPLINE_FTPS_PASSWORD}}"}
                """
                        .formatted(duration));
    }
}
