package trapline.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.standin.camera.SimulatedCamera;
import trapline.standin.camera.SyntheticPictures;
import trapline.standin.smtp.SmtpStandIn;

/**
 * Saves a server with the command while pictures come in, and goes on elsewhere with what was
 * saved, as the operator guide tells.
 */
class BackupIT {
    private static final String ADMIN = "admin@trapline.local";
    private static final int PICTURES = 6;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void goesOnElsewhereWithWhatTheCommandSavedWhileTheServerRan() throws Exception {
        var pictures = pictures();
        var saved = folder.resolve("saved");
        Map<String, String> before;
        try (var smtp = SmtpStandIn.start()) {
            var first = new Installation(folder.resolve("first"), smtp.port(), Optional.empty());
            var server = new ServerProcess(folder, first);
            server.start();
            try {
                upload(first, "before", pictures);
                var database = server.database();
                Until.holds("every picture is completed", () -> completed(database) >= PICTURES);
                assertThat(command(first, "user", "add", "ranger@example.org", "--role", "analyst"))
                        .contains("ranger@example.org");
                makeARule(first);
                before = captures(database);

                assertThat(savedWhilePicturesCome(first, saved, pictures)).contains("Saved in");
                // The second night finds the first one's files.
                assertThat(command(first, "backup", saved.toString())).contains("Saved in");
            } finally {
                server.stop();
            }

            var second = new Installation(folder.resolve("second"), smtp.port(), Optional.empty());
            assertThat(command(second, "restore", saved.toString())).contains("was left as it is");
            assertThat(new TypedCommand(folder, second).fails("restore", saved.toString()))
                    .contains("is not empty");
            delete(second.data);
            assertThat(command(second, "restore", saved.toString(), "--replace-config"))
                    .contains("holds the configuration of the backup");
            var restored = new ServerProcess(folder, second);
            restored.start();
            try {
                var database = restored.database();
                assertThat(captures(database)).containsAllEntriesOf(before);
                everyCaptureHasItsBytes(second, database);
                assertThat(get(second, "/api/users").findValuesAsText("email"))
                        .contains(ADMIN, "ranger@example.org");
                assertThat(get(second, "/api/rules").findValuesAsText("ruleId"))
                        .contains("anything", "made-here");
                assertThat(get(second, "/api/admin/backups").toString())
                        .as("when the last one was made is known to the new place too")
                        .contains(saved.toString());

                var known = database.sql("select count(*) from capture").query(Long.class).single();
                upload(second, "after", pictures.subList(0, 2));
                Until.holds("the new place takes pictures", () -> completed(database) == known + 2);
            } finally {
                restored.stop();
            }
        }
    }

    /** Pictures of another camera arrive all the time. */
    private String savedWhilePicturesCome(
            Installation installation, Path saved, List<byte[]> pictures) throws Exception {
        var ended = new AtomicBoolean();
        var failure = new ArrayList<IOException>();
        var camera =
                new Thread(
                        () -> {
                            for (var round = 0; !ended.get(); round++) {
                                try {
                                    upload(installation, "during-" + round, pictures);
                                } catch (IOException e) {
                                    failure.add(e);
                                    return;
                                }
                            }
                        });
        camera.start();
        try {
            return command(installation, "backup", saved.toString());
        } finally {
            ended.set(true);
            camera.join();
            assertThat(failure).isEmpty();
        }
    }

    private static List<byte[]> pictures() {
        var synthetic = new SyntheticPictures(1);
        var pictures = new ArrayList<byte[]>();
        for (var i = 0; i < PICTURES; i++) {
            pictures.add(synthetic.empty(LocalDateTime.of(2026, 3, 1, 12, i)).jpeg());
        }
        return pictures;
    }

    private static void upload(Installation installation, String camera, List<byte[]> pictures)
            throws IOException {
        try (var simulated = new SimulatedCamera(installation.camera(camera))) {
            for (var i = 0; i < pictures.size(); i++) {
                simulated.upload(pictures.get(i), "IMG_%04d.JPG".formatted(i));
            }
        }
    }

    private static long completed(JdbcClient database) {
        return database.sql("select count(*) from capture where state = 'completed'")
                .query(Long.class)
                .single();
    }

    private static Map<String, String> captures(JdbcClient database) {
        var captures = new TreeMap<String, String>();
        database.sql("select capture_id::text, sha256 || ' ' || path from capture")
                .query((row, number) -> captures.put(row.getString(1), row.getString(2)))
                .list();
        return captures;
    }

    private void everyCaptureHasItsBytes(Installation installation, JdbcClient database)
            throws Exception {
        for (var one : captures(database).entrySet()) {
            var answer =
                    http.send(
                            request(
                                            installation,
                                            "/api/captures/%s/original".formatted(one.getKey()))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());

            assertThat(answer.statusCode()).as(one.toString()).isEqualTo(200);
            assertThat(one.getValue()).startsWith(sha256(answer.body()) + " ");
        }
    }

    private void makeARule(Installation installation) throws Exception {
        var project = get(installation, "/api/projects").get(0).get("projectId").asText();
        var rule =
                "{\"projectId\": \"%s\", \"rule\": {\"id\": \"made-here\", \"when\": {\"categories\": [\"person\"]}, \"tell\": [{\"channel\": \"mail\", \"to\": [\"ranger@example.org\"]}]}}"
                        .formatted(project);
        var answer =
                http.send(
                        request(installation, "/api/rules")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(rule))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private JsonNode get(Installation installation, String path) throws Exception {
        var answer =
                http.send(
                        request(installation, path).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static HttpRequest.Builder request(Installation installation, String path) {
        var login = ADMIN + ":" + Installation.ADMIN_PASSWORD;
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + installation.httpPort + path))
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    /** What a command says that somebody types beside the running server, and that works. */
    private String command(Installation installation, String... words) throws Exception {
        return new TypedCommand(folder, installation).works(words);
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
