package trapline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static trapline.api.World.PASSWORD;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import trapline.api.access.Role;

/** Files of the configuration are changed by those who may, and every change can be taken back. */
@ApiTest
class ConfigEditsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RULES = "# who is told\nrules: []\n";

    @LocalServerPort int port;
    @Autowired World world;
    @Autowired FakeConfigFolder folder;

    private Client admin;

    @BeforeEach
    void files() {
        world.clear();
        folder.hold(Map.of("rules.yaml", RULES));
        world.serverAdmin("boss@example.org");
        admin = loggedIn("boss@example.org");
    }

    @Test
    void appliesAChangeAndKeepsItInTheHistoryWithItsDifference() {
        var sha = sha("rules.yaml");

        var applied = admin.post("/api/config/changes", change("rules.yaml", "rules: [1]\n", sha));

        assertThat(applied.status()).isEqualTo(201);
        assertThat(folder.texts()).containsEntry("rules.yaml", "rules: [1]\n");
        var version = applied.json().get("version").asLong();
        var details = admin.get("/api/config/changes/" + version).json();
        assertThat(details.at("/version/changedBy").asText()).isEqualTo("boss@example.org");
        assertThat(details.at("/version/comment").asText()).isEqualTo("because");
        assertThat(details.at("/diffs/0/lines").toString())
                .contains("{\"kind\":\"REMOVED\",\"text\":\"rules: []\"}")
                .contains("{\"kind\":\"ADDED\",\"text\":\"rules: [1]\"}");
    }

    @Test
    void takesAChangeBackUnlessTheFileWasChangedAgainSince() {
        var first =
                version(
                        admin.post(
                                "/api/config/changes",
                                change("rules.yaml", "a: 1\n", sha("rules.yaml"))));

        var back = admin.post("/api/config/changes/" + first + "/roll-back", "{}");
        var again = admin.post("/api/config/changes/" + first + "/roll-back", "{}");

        assertThat(back.status()).isEqualTo(201);
        assertThat(folder.texts()).containsEntry("rules.yaml", RULES);
        assertThat(again.status()).isEqualTo(409);
    }

    @Test
    void doesNotOverwriteWhatSomebodyElseHasWrittenMeanwhile() {
        var sha = sha("rules.yaml");
        folder.hold(Map.of("rules.yaml", "rules: [2]\n"));

        var answer = admin.post("/api/config/changes", change("rules.yaml", "rules: [1]\n", sha));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(folder.texts()).containsEntry("rules.yaml", "rules: [2]\n");
    }

    @Test
    void refusesWhatIsWrongAndSaysWhere() {
        var change = change("rules.yaml", "wrong\n", sha("rules.yaml"));

        var checked = admin.post("/api/config/check", change).json();
        var applied = admin.post("/api/config/changes", change);

        assertThat(checked.at("/problems/0/line").asInt()).isEqualTo(2);
        assertThat(applied.status()).isEqualTo(400);
        assertThat(applied.json().at("/errors/0/field").asText()).isEqualTo("rules.yaml:2:5");
        assertThat(folder.texts()).containsEntry("rules.yaml", RULES);
    }

    @Test
    void refusesPathsThatLeadOutOfTheFolder() {
        for (var path :
                new String[] {
                    "../rules.yaml",
                    "/etc/passwd",
                    "routes/../../x.yaml",
                    "routes/x.yaml/",
                    "rules.yaml\u0000.yaml"
                }) {
            var answer = admin.post("/api/config/changes", change(path, "a: 1\n", null));

            assertThat(answer.status()).as(path).isEqualTo(400);
        }
        assertThat(admin.get("/api/config/file?path=..%2F..%2Fetc%2Fpasswd").status())
                .isEqualTo(404);
    }

    @Test
    void letsAnEditorInWhoIsNoServerAdminAndOutAgain() {
        var project = world.project("north");
        var account = world.member("editor@example.org", project, Role.VIEWER).accountId();
        var editor = loggedIn("editor@example.org");
        assertThat(editor.get("/api/config/files").status()).isEqualTo(403);

        var named = admin.send("PUT", "/api/config/editors/" + account, "{}");

        assertThat(named.status()).isEqualTo(204);
        assertThat(editor.get("/api/config/files").status()).isEqualTo(200);
        assertThat(editor.get("/api/config/editors").status()).isEqualTo(403);
        assertThat(admin.send("DELETE", "/api/config/editors/" + account, null).status())
                .isEqualTo(204);
        assertThat(editor.get("/api/config/files").status()).isEqualTo(403);
    }

    private String sha(String path) {
        return admin.get("/api/config/file?path=" + path).json().get("sha256").asText();
    }

    private static long version(Client.Answer answer) {
        return answer.json().get("version").asLong();
    }

    private static String change(String path, String text, String sha) {
        ObjectNode file = JSON.createObjectNode().put("path", path).put("text", text);
        if (sha != null) {
            file.put("sha256", sha);
        }
        JsonNode change =
                JSON.createObjectNode()
                        .put("comment", "because")
                        .set("files", JSON.createArrayNode().add(file));
        return change.toString();
    }

    private Client loggedIn(String email) {
        var client = new Client(port);
        var login = "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, PASSWORD);
        assertThat(client.post("/api/login", login).status()).isEqualTo(200);
        return client;
    }
}
