package trapline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static trapline.api.World.PASSWORD;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import trapline.api.access.Role;

@ApiTest
class KeysIT {
    @LocalServerPort int port;
    @Autowired World world;

    private UUID north;
    private Client ada;

    @BeforeEach
    void clear() {
        world.clear();
        north = world.project("north");
        world.member("ada@example.org", north, Role.ADMIN);
        ada = new Client(port).withBasic("ada@example.org", PASSWORD);
    }

    @Test
    void showsASecretOnceAndKeepsOnlyItsHash() {
        var made = ada.post("/api/keys", key("\"viewer\"", "null"));

        assertThat(made.status()).isEqualTo(201);
        var secret = made.json().get("secret").asText();
        assertThat(secret).matches("tlk_[A-Za-z0-9_-]{43}");
        assertThat(ada.get("/api/keys").text()).doesNotContain("secret").contains("a script");
        var stored =
                world.jdbc().sql("select secret_hash from api_key").query(String.class).single();
        assertThat(stored).matches("[0-9a-f]{64}");
        assertThat(withKey(secret)).isEqualTo(200);
    }

    @Test
    void refusesAKeyFromWhenItExpires() {
        var expires = world.clock().instant().plus(Duration.ofHours(1));
        var secret =
                ada.post("/api/keys", key("\"viewer\"", "\"" + expires + "\""))
                        .json()
                        .get("secret")
                        .asText();
        assertThat(withKey(secret)).isEqualTo(200);

        world.clock().advance(Duration.ofHours(1));

        assertThat(withKey(secret)).isEqualTo(401);
    }

    @Test
    void refusesAKeyFromWhenItIsRevoked() {
        var made = ada.post("/api/keys", key("\"admin\"", "null")).json();

        assertThat(ada.send("DELETE", "/api/keys/" + made.get("keyId").asText(), null).status())
                .isEqualTo(204);

        assertThat(withKey(made.get("secret").asText())).isEqualTo(401);
    }

    @Test
    void needsNoTokenAgainstForgeryWithAKey() {
        var secret = ada.post("/api/keys", key("\"admin\"", "null")).json().get("secret").asText();
        var camera = world.camera(north, "ridge");

        var approved =
                new Client(port)
                        .withKey(secret)
                        .post("/api/cameras/%s/approve".formatted(camera), "");

        assertThat(approved.status()).isEqualTo(200);
        assertThat(approved.json().get("approvedBy").asText()).isEqualTo("key a script");
    }

    @Test
    void judgesAWrongKeyByItselfWhateverSessionComesWithIt() {
        var browser = new Client(port);
        var login =
                browser.post(
                        "/api/login",
                        "{\"email\": \"ada@example.org\", \"password\": \"%s\"}"
                                .formatted(PASSWORD));
        assertThat(login.status()).isEqualTo(200);

        var refused = browser.with("Authorization", "Bearer tlk_wrong").get("/api/me");

        assertThat(refused.status()).isEqualTo(401);
    }

    @Test
    void letsNoKeyMakeKeysOrMembers() {
        var secret = ada.post("/api/keys", key("\"admin\"", "null")).json().get("secret").asText();
        var program = new Client(port).withKey(secret);

        assertThat(program.post("/api/keys", key("\"admin\"", "null")).status()).isEqualTo(403);
        assertThat(
                        program.send(
                                        "PUT",
                                        "/api/projects/%s/members/ada@example.org".formatted(north),
                                        "{\"role\": \"admin\"}")
                                .status())
                .isEqualTo(403);
    }

    @Test
    void saysWhatIsWrongWithAKeyThatIsAskedFor() {
        assertThat(errors(key("\"owner\"", "null"))).contains("viewer, analyst, admin");
        assertThat(errors(key("\"viewer\"", "\"2020-01-01T00:00:00Z\""))).contains("in the future");
        assertThat(errors(key("\"viewer\"", "\"soon\""))).contains("a time with its offset");
        assertThat(errors(key("\"viewer\"", "null").replace("expiresAt", "expires")))
                .contains("\"expires\"")
                .contains("is not known here");
        assertThat(errors("{")).contains("not the JSON wanted");
    }

    private String errors(String json) {
        var answer = ada.post("/api/keys", json);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).doesNotContain("trapline.api").doesNotContain("java");
        return answer.text();
    }

    private int withKey(String secret) {
        return new Client(port).withKey(secret).get("/api/me").status();
    }

    private String key(String role, String expiresAt) {
        return "{\"projectId\": \"%s\", \"name\": \"a script\", \"role\": %s, \"expiresAt\": %s}"
                .formatted(north, role, expiresAt);
    }
}
