package trapline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static trapline.api.World.PASSWORD;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import trapline.api.access.Role;

@ApiTest
class PrivacyIT {
    @LocalServerPort int port;
    @Autowired World world;

    private UUID north;
    private UUID camera;
    private Client anna;
    private Client vera;

    @BeforeEach
    void clear() {
        world.clear();
        north = world.project("north");
        camera = world.camera(north, "ridge");
        world.member("anna@example.org", north, Role.ADMIN);
        world.member("vera@example.org", north, Role.VIEWER);
        anna = loggedIn("anna@example.org");
        vera = loggedIn("vera@example.org");
    }

    @Test
    void concealsPeopleOnEveryKindOfBytes() {
        var capture = capture("person");
        var detection =
                world.detection(
                        world.run(capture, "other", world.clock().instant()),
                        capture,
                        0,
                        "person",
                        0.9);
        decide(true);

        for (var what : List.of("original", "thumbnail", "preview", "crops/" + detection)) {
            assertThat(vera.get(path(capture, what)).text()).as(what).endsWith(" without people");
            assertThat(anna.get(path(capture, what)).text()).as(what).endsWith(" without people");
        }
    }

    @Test
    void concealsWhatNobodyHasLookedAtYet() {
        var capture = world.capture(north, camera, world.clock().instant(), new byte[] {7});
        decide(true);

        assertThat(vera.get(path(capture, "original")).text()).endsWith(" without people");
    }

    @Test
    void showsAnimalsAsTheyAre() {
        var capture = capture("animal");
        decide(true);

        assertThat(vera.get(path(capture, "original")).text()).isEqualTo("bytes of animal");
    }

    @Test
    void showsAClipThatMayShowPeopleToNobodyWhoDoesNotAsk() {
        var capture = capture("motion");
        world.jdbc().sql("update capture set kind = 'clip'").update();
        decide(true);

        assertThat(vera.get(path(capture, "original")).status()).isEqualTo(403);
        assertThat(anna.get(path(capture, "original?unveil=true")).status()).isEqualTo(200);
    }

    @Test
    void unveilsOnlyForAdminsAndWritesItDown() {
        var capture = capture("person");
        decide(true);

        var shown = anna.get(path(capture, "original?unveil=true"));

        assertThat(shown.text()).isEqualTo("bytes of person");
        assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
        assertThat(vera.get(path(capture, "original?unveil=true")).status()).isEqualTo(403);
        var trail = anna.get("/api/audit?subject=capture").json().get("items");
        assertThat(trail).hasSize(1);
        assertThat(trail.get(0).get("who").asText()).isEqualTo("anna@example.org");
        assertThat(trail.get(0).get("action").asText()).isEqualTo("unveil");
        assertThat(trail.get(0).get("subjectId").asText()).isEqualTo(capture.toString());
    }

    @Test
    void saysOfACaptureWhetherThereIsSomethingToUnveil() {
        var person = capture("person");
        var animal = capture("animal");
        assertThat(anna.get("/api/captures/" + person).json().get("concealed").asBoolean())
                .isFalse();

        decide(true);

        assertThat(anna.get("/api/captures/" + person).json().get("concealed").asBoolean())
                .isTrue();
        assertThat(anna.get("/api/captures/" + animal).json().get("concealed").asBoolean())
                .isFalse();
    }

    @Test
    void writesDownWhoDecidedWhatAndWhatItWasBefore() {
        decide(true);
        var again =
                anna.send(
                        "PUT",
                        "/api/projects/%s/privacy".formatted(north),
                        "{\"concealed\": false, \"version\": 1}");
        assertThat(again.status()).isEqualTo(200);

        var trail = anna.get("/api/audit?subject=project_privacy").json().get("items");

        assertThat(trail).hasSize(2);
        assertThat(trail.get(0).get("action").asText()).isEqualTo("update");
        assertThat(trail.get(0).get("before").get("concealed").asBoolean()).isTrue();
        assertThat(trail.get(0).get("after").get("concealed").asBoolean()).isFalse();
        assertThat(trail.get(0).get("how").asText()).startsWith("PUT /api/projects/");
    }

    @Test
    void overwritesNobodysDecision() {
        decide(true);

        var late =
                anna.send(
                        "PUT",
                        "/api/projects/%s/privacy".formatted(north),
                        "{\"concealed\": false, \"version\": 0}");

        assertThat(late.status()).isEqualTo(409);
    }

    private UUID capture(String category) {
        var bytes = ("bytes of " + category).getBytes(StandardCharsets.UTF_8);
        var capture = world.capture(north, camera, world.clock().instant(), bytes);
        world.detection(
                world.run(capture, "finder", world.clock().instant()), capture, 0, category, 0.9);
        return capture;
    }

    private void decide(boolean concealed) {
        var answer =
                anna.send(
                        "PUT",
                        "/api/projects/%s/privacy".formatted(north),
                        "{\"concealed\": %s, \"version\": 0}".formatted(concealed));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static String path(UUID capture, String what) {
        return "/api/captures/%s/%s".formatted(capture, what);
    }

    private Client loggedIn(String email) {
        var one = new Client(port);
        var login = "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, PASSWORD);
        assertThat(one.post("/api/login", login).status()).isEqualTo(200);
        return one;
    }
}
