package trapline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static trapline.api.World.PASSWORD;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import trapline.api.access.OneTimeCodes;
import trapline.api.access.Role;

@ApiTest
class PeopleIT {
    @LocalServerPort int port;
    @Autowired World world;
    @Autowired SentMail mail;

    private UUID north;
    private Client anna;

    @BeforeEach
    void clear() {
        world.clear();
        north = world.project("north");
        world.member("anna@example.org", north, Role.ADMIN);
        anna = loggedIn("anna@example.org", PASSWORD);
    }

    @Test
    void letsSomebodyInvitedByMailInWithTheRoleAndTheSitesOfTheInvitation() {
        var ridge = world.camera(north, "ridge");
        var valley = world.camera(north, "valley");
        var site = world.site(north, "Ridge", ridge);
        var invited =
                anna.post(
                        "/api/projects/%s/invitations".formatted(north),
                        "{\"email\": \"nina@example.org\", \"role\": \"viewer\", \"sites\": [\"%s\"]}"
                                .formatted(site));
        assertThat(invited.status()).as(invited.text()).isEqualTo(201);
        assertThat(invited.json().has("code")).isFalse();
        var code = mail.code("nina@example.org");
        var door = new Client(port);

        var look = door.post("/api/join/look", "{\"code\": \"%s\"}".formatted(code)).json();
        assertThat(look.get("project").asText()).isEqualTo("north");
        assertThat(look.get("needsPassword").asBoolean()).isTrue();
        var answer = "{\"code\": \"%s\", \"password\": \"a lovely day for lynx\"}".formatted(code);
        assertThat(door.post("/api/join", answer).status()).isEqualTo(204);

        var nina = loggedIn("nina@example.org", "a lovely day for lynx");
        assertThat(nina.get("/api/cameras").text())
                .contains(ridge.toString())
                .doesNotContain(valley.toString());
        assertThat(door.post("/api/join", answer).status()).isEqualTo(400);
        assertThat(anna.get("/api/projects/%s/invitations".formatted(north)).json()).isEmpty();
        assertThat(anna.get("/api/audit?subject=invitation").text()).doesNotContain(code);
    }

    @Test
    void endsAnInvitationThatIsTakenBackOrOver() {
        var path = "/api/projects/%s/invitations".formatted(north);
        var body = "{\"email\": \"nina@example.org\", \"role\": \"analyst\", \"days\": 2}";
        var made = anna.post(path, body).json().get("invitationId").asText();
        var first = mail.code("nina@example.org");
        assertThat(anna.send("DELETE", path + "/" + made, null).status()).isEqualTo(204);
        assertThat(look(first)).isEqualTo(400);

        anna.post(path, body);
        var second = mail.code("nina@example.org");
        assertThat(look(second)).isEqualTo(200);
        world.clock().advance(Duration.ofDays(3));
        assertThat(look(second)).isEqualTo(400);
    }

    @Test
    void setsAForgottenPasswordOnceAndEndsEverySession() {
        var door = new Client(port);
        assertThat(
                        door.post("/api/password/forgotten", "{\"email\": \"ANNA@example.org\"}")
                                .status())
                .isEqualTo(202);
        var code = mail.code("anna@example.org");
        var reset = "{\"code\": \"%s\", \"password\": \"quite another thing\"}".formatted(code);

        assertThat(door.post("/api/password/reset", reset).status()).isEqualTo(204);

        assertThat(anna.get("/api/me").status()).isEqualTo(401);
        loggedIn("anna@example.org", "quite another thing");
        assertThat(door.post("/api/password/reset", reset).status()).isEqualTo(400);
    }

    @Test
    void saysNothingAboutWhoHasAnAccount() {
        var before = mail.count();
        var door = new Client(port);

        var answer = door.post("/api/password/forgotten", "{\"email\": \"nobody@example.org\"}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text()).isEmpty();
        assertThat(mail.count()).isEqualTo(before);
        for (var i = 0; i < 2; i++) {
            door.post("/api/password/forgotten", "{\"email\": \"nobody@example.org\"}");
        }
        assertThat(
                        door.post("/api/password/forgotten", "{\"email\": \"nobody@example.org\"}")
                                .status())
                .isEqualTo(429);
    }

    @Test
    void takesNoPasswordThatIsGuessedFirst() {
        for (var bad :
                List.of("Password1!", "11111111", "anna@example.org", "qwerty123", "short")) {
            var answer =
                    anna.post(
                            "/api/me/password",
                            "{\"current\": \"%s\", \"password\": \"%s\"}".formatted(PASSWORD, bad));

            assertThat(answer.status()).as(bad).isEqualTo(400);
            assertThat(answer.text()).contains("\"password\"");
        }
    }

    @Test
    void asksForACodeOnceAnAuthenticatorAppIsConfirmed() {
        var secret =
                anna.post("/api/me/totp", "{\"password\": \"%s\"}".formatted(PASSWORD))
                        .json()
                        .get("secret")
                        .asText();
        assertThat(anna.post("/api/me/totp/confirm", "{\"code\": \"000\"}").status())
                .isEqualTo(400);
        var confirmed =
                anna.post("/api/me/totp/confirm", "{\"code\": \"%s\"}".formatted(code(secret)));
        assertThat(confirmed.status()).isEqualTo(200);
        var paper = confirmed.json().get("recoveryCodes").get(0).asText();
        var door = new Client(port);

        var without = door.post("/api/login", login(PASSWORD, null));
        assertThat(without.status()).isEqualTo(401);
        assertThat(without.json().get("secondFactor").asBoolean()).isTrue();
        assertThat(door.post("/api/login", login(PASSWORD, code(secret))).status())
                .as("used already")
                .isEqualTo(401);
        world.clock().advance(Duration.ofSeconds(60));
        assertThat(door.post("/api/login", login(PASSWORD, code(secret))).status()).isEqualTo(200);
        assertThat(new Client(port).post("/api/login", login(PASSWORD, paper)).status())
                .isEqualTo(200);
        assertThat(new Client(port).post("/api/login", login(PASSWORD, paper)).status())
                .isEqualTo(401);
        assertThat(new Client(port).withBasic("anna@example.org", PASSWORD).get("/api/me").status())
                .isEqualTo(401);
        assertThat(anna.get("/api/audit?subject=account").text()).doesNotContain(secret);
        assertThat(keptSecret()).startsWith("gcm:").doesNotContain(secret);
    }

    @Test
    void hidesTheSecretThatAnOlderVersionKeptAsItIsOnceItWasUsed() {
        var secret =
                anna.post("/api/me/totp", "{\"password\": \"%s\"}".formatted(PASSWORD))
                        .json()
                        .get("secret")
                        .asText();
        anna.post("/api/me/totp/confirm", "{\"code\": \"%s\"}".formatted(code(secret)));
        world.jdbc()
                .sql("update account set totp_secret = :secret where totp_secret is not null")
                .param("secret", secret)
                .update();
        world.clock().advance(Duration.ofSeconds(60));

        var answer = new Client(port).post("/api/login", login(PASSWORD, code(secret)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(keptSecret()).startsWith("gcm:").doesNotContain(secret);
        world.clock().advance(Duration.ofSeconds(60));
        assertThat(new Client(port).post("/api/login", login(PASSWORD, code(secret))).status())
                .isEqualTo(200);
    }

    private String keptSecret() {
        return world.jdbc()
                .sql("select totp_secret from account where totp_secret is not null")
                .query(String.class)
                .single();
    }

    @Test
    void locksOutWhoGuessesCodes() {
        var secret =
                anna.post("/api/me/totp", "{\"password\": \"%s\"}".formatted(PASSWORD))
                        .json()
                        .get("secret")
                        .asText();
        anna.post("/api/me/totp/confirm", "{\"code\": \"%s\"}".formatted(code(secret)));
        var door = new Client(port);
        for (var i = 0; i < 10; i++) {
            door.post("/api/login", login(PASSWORD, "zzzzzz"));
        }

        assertThat(door.post("/api/login", login(PASSWORD, "zzzzzz")).status()).isEqualTo(429);
    }

    @Test
    void givesProgramsShortTokensThatFollowEachOther() {
        var door = new Client(port);
        var first = door.post("/api/token", login(PASSWORD, null)).json();
        var program = new Client(port).withKey(first.get("accessToken").asText());
        assertThat(program.get("/api/me").json().get("name").asText())
                .isEqualTo("anna@example.org");

        world.clock().advance(Duration.ofMinutes(11));
        assertThat(program.get("/api/me").status()).isEqualTo(401);
        var second = refresh(first.get("refreshToken").asText());
        assertThat(second.status()).isEqualTo(200);
        assertThat(
                        new Client(port)
                                .withKey(second.json().get("accessToken").asText())
                                .get("/api/me")
                                .status())
                .isEqualTo(200);

        assertThat(refresh(first.get("refreshToken").asText()).status())
                .as("copied")
                .isEqualTo(401);
        assertThat(refresh(second.json().get("refreshToken").asText()).status())
                .as("its family")
                .isEqualTo(401);
    }

    @Test
    void takesNoTokenThatWasChangedOrIsFromBeforeAChangeOfThePassword() {
        var tokens = new Client(port).post("/api/token", login(PASSWORD, null)).json();
        var token = tokens.get("accessToken").asText();
        var parts = token.split("\\.");
        var none =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(me(none + "." + parts[1] + ".")).isEqualTo(401);
        assertThat(me(parts[0] + "." + parts[1] + "x." + parts[2])).isEqualTo(401);
        assertThat(me(token)).isEqualTo(200);
        anna.post(
                "/api/me/password",
                "{\"current\": \"%s\", \"password\": \"something else now\"}".formatted(PASSWORD));
        assertThat(me(token)).isEqualTo(401);
        assertThat(refresh(tokens.get("refreshToken").asText()).status()).isEqualTo(401);
    }

    @Test
    void letsAKeyDoOnlyWhatItWasMadeFor() {
        var ridge = world.camera(north, "ridge");
        var valley = world.camera(north, "valley");
        var reader = key("\"scopes\": [\"read\"]");
        var device = key("\"cameraId\": \"%s\"".formatted(ridge));

        assertThat(reader.get("/api/cameras").status()).isEqualTo(200);
        assertThat(reader.post("/api/exports", "{}").status()).isEqualTo(403);
        assertThat(device.get("/api/cameras").status()).isEqualTo(403);
        assertThat(device.post("/api/cards", card(ridge)).status()).isEqualTo(201);
        assertThat(device.post("/api/cards", card(valley)).status()).isEqualTo(403);
    }

    @Test
    void makesNothingTwiceWhenARequestIsSentAgain() {
        var ridge = world.camera(north, "ridge");
        var sender = key("\"scopes\": [\"upload\"]").with("Idempotency-Key", "one");

        var first = sender.post("/api/cards", card(ridge));
        var again = sender.post("/api/cards", card(ridge));
        var other = sender.post("/api/cards", card(ridge).replace("card", "another"));

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(other.status()).isEqualTo(422);
        assertThat(world.jdbc().sql("select count(*) from card").query(Integer.class).single())
                .isEqualTo(1);
    }

    @Test
    void saysHowManyRequestsAreLeft() {
        var before = Integer.parseInt(anna.get("/api/me").header("RateLimit-Remaining"));

        assertThat(anna.get("/api/me").header("RateLimit-Remaining"))
                .isEqualTo(String.valueOf(before - 1));
        assertThat(anna.get("/api/me").header("RateLimit-Limit")).isNotEmpty();
    }

    @Test
    void givesANewSessionAtLogin() {
        var visitor = new Client(port);
        visitor.get("/api/me");
        var before = visitor.cookie("JSESSIONID");

        visitor.post("/api/login", login(PASSWORD, null));

        assertThat(visitor.cookie("JSESSIONID")).isPresent().isNotEqualTo(before);
    }

    private Client key(String more) {
        var made =
                anna.post(
                        "/api/keys",
                        "{\"projectId\": \"%s\", \"name\": \"k\", \"role\": \"analyst\", %s}"
                                .formatted(north, more));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return new Client(port).withKey(made.json().get("secret").asText());
    }

    private static String card(UUID camera) {
        return "{\"cameraId\": \"%s\", \"name\": \"card\"}".formatted(camera);
    }

    private int look(String code) {
        return new Client(port)
                .post("/api/join/look", "{\"code\": \"%s\"}".formatted(code))
                .status();
    }

    private int me(String token) {
        return new Client(port).withKey(token).get("/api/me").status();
    }

    private Client.Answer refresh(String token) {
        return new Client(port)
                .post("/api/token/refresh", "{\"refreshToken\": \"%s\"}".formatted(token));
    }

    private String code(String secret) {
        return OneTimeCodes.now(secret, world.clock().instant());
    }

    private static String login(String password, String code) {
        return "{\"email\": \"anna@example.org\", \"password\": \"%s\"%s}"
                .formatted(password, code == null ? "" : ", \"code\": \"%s\"".formatted(code));
    }

    private Client loggedIn(String email, String password) {
        var one = new Client(port);
        var login = "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password);
        assertThat(one.post("/api/login", login).status()).isEqualTo(200);
        return one;
    }
}
