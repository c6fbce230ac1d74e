package trapline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import trapline.api.access.Role;

/** What people say of captures stands beside what models said, and nobody's word is lost. */
@ApiTest
class ReviewsIT {
    private static final String WOLVES =
            """
            {"version": 0, "observations": [
              {"observationType": "animal", "scientificName": "Canis lupus", "count": 2,
               "sex": "female", "lifeStage": "adult", "behavior": "resting"}]}
            """;

    @LocalServerPort int port;
    @Autowired World world;

    private UUID project;
    private UUID camera;
    private UUID capture;
    private Client anna;

    @BeforeEach
    void someCaptures() {
        world.clear();
        project = world.project("north");
        camera = world.camera(project, "gate");
        capture = capture("one");
        var run = world.run(capture, "finder", world.clock().instant());
        world.detection(run, capture, 0, "animal", 0.9);
        anna = loggedIn("anna@example.org");
    }

    @Test
    void keepsWhatModelsFoundBesideWhatPeopleSay() {
        var said = anna.send("PUT", path("/review/observations"), WOLVES).json();

        assertThat(said.get("version").asInt()).isEqualTo(1);
        assertThat(said.get("verifiedBy").asText()).isEqualTo("anna@example.org");
        assertThat(said.get("observations").get(0).get("lifeStage").asText()).isEqualTo("adult");
        var shown = anna.get("/api/captures/" + capture).json();
        assertThat(shown.get("runs").get(0).get("detections")).hasSize(1);
        var listed = anna.get("/api/captures?species=canis%20LUPUS").json().get("items");
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).get("review").get("species").get(0).asText())
                .isEqualTo("Canis lupus");
        assertThat(anna.get("/api/captures?verified=false").json().get("items")).isEmpty();
    }

    @Test
    void refusesAChangeOfWhatSomebodyElseHasChangedMeanwhile() {
        anna.send("PUT", path("/review/observations"), WOLVES);

        var late = loggedIn("ben@example.org").send("PUT", path("/review/observations"), WOLVES);

        assertThat(late.status()).isEqualTo(409);
        assertThat(anna.get(path("/review")).json().get("version").asInt()).isEqualTo(1);
    }

    @Test
    void remembersWhatWasSaidBefore() {
        anna.send("PUT", path("/review/observations"), WOLVES);
        anna.send(
                "PUT",
                path("/review/observations"),
                "{\"observations\": [{\"observationType\": \"blank\"}]}");

        var lines = anna.get(path("/review/history")).json();

        assertThat(lines).hasSize(2);
        assertThat(lines.get(1).get("before").get("observations").get(0).get("scientificName"))
                .hasToString("\"Canis lupus\"");
        assertThat(lines.get(1).get("after").get("observations").get(0).get("observationType"))
                .hasToString("\"blank\"");
        assertThat(
                        world.jdbc()
                                .sql("select count(*) from human_observation")
                                .query(Long.class)
                                .single())
                .isEqualTo(2);
    }

    @Test
    void saysWhichPartOfAnObservationCannotBe() {
        var answer =
                anna.send(
                        "PUT",
                        path("/review/observations"),
                        "{\"observations\": [{\"observationType\": \"vehicle\", \"sex\":"
                                + " \"male\"}]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("\"sex\"");
    }

    @Test
    void hidesFromListsWhatIsHiddenAndFindsTagsLikesAndFlags() {
        var other = capture("two");
        anna.send("PATCH", path("/review"), "{\"tags\": [\"den\"], \"flagged\": true}");
        anna.send("PUT", path("/like"), null);
        anna.send("PATCH", "/api/captures/%s/review".formatted(other), "{\"hidden\": true}");

        for (var filter : new String[] {"tag=den", "flagged=true", "liked=true"}) {
            var found = anna.get("/api/captures?" + filter).json().get("items");
            assertThat(found).as(filter).hasSize(1);
            assertThat(found.get(0).get("captureId").asText()).isEqualTo(capture.toString());
        }
        assertThat(anna.get("/api/captures").json().get("items")).hasSize(1);
        assertThat(anna.get("/api/captures?hidden=true").json().get("items")).hasSize(1);
        assertThat(anna.get("/api/tags").json()).hasSize(1);
    }

    @Test
    void doesOneThingToManyAndLeavesAloneWhatIsNotTheCallers() {
        var elsewhere = world.project("south");
        var theirs =
                world.capture(
                        elsewhere,
                        world.camera(elsewhere, "far"),
                        world.clock().instant(),
                        bytes("x"));
        var second = capture("two");

        var answer =
                anna.post(
                        "/api/captures/actions",
                        """
                        {"captures": ["%s", "%s", "%s"], "action": "verify",
                         "observations": [{"observationType": "blank"}]}
                        """
                                .formatted(capture, second, theirs));

        assertThat(answer.json().get("changed").asInt()).isEqualTo(2);
        assertThat(answer.json().get("leftAlone").asInt()).isEqualTo(1);
        assertThat(anna.get("/api/captures?species=blank").json().get("items")).hasSize(2);
    }

    @Test
    void movesCapturesToTheCameraThatTookThemWithAnEventOfTheirOwn() {
        var event = world.event(project, camera, world.clock().instant(), capture);
        var bridge = world.camera(project, "bridge");

        var answer =
                anna.post(
                        "/api/captures/actions",
                        """
                        {"captures": ["%s"], "action": "move", "cameraId": "%s"}
                        """
                                .formatted(capture, bridge));

        assertThat(answer.json().get("changed").asInt()).isEqualTo(1);
        assertThat(anna.get("/api/captures/" + capture).json().get("cameraId").asText())
                .isEqualTo(bridge.toString());
        var now = anna.get("/api/events/" + event).json().get("event");
        assertThat(now.get("eventId").asText()).isNotEqualTo(event.toString());
        assertThat(now.get("cameraId").asText()).isEqualTo(bridge.toString());
    }

    @Test
    void makesTwoEventsOneAndOneTwo() {
        var second = capture("two");
        var early =
                world.event(project, camera, world.clock().instant().minusSeconds(600), capture);
        var late = world.event(project, camera, world.clock().instant(), second);

        var merged =
                anna.post(
                                "/api/events/%s/merge".formatted(late),
                                "{\"eventId\": \"%s\"}".formatted(early))
                        .json();
        assertThat(merged.get("event").get("eventId").asText()).isEqualTo(early.toString());
        assertThat(merged.get("captures")).hasSize(2);

        var apart =
                anna.post(
                                "/api/events/%s/split".formatted(early),
                                "{\"captures\": [\"%s\"]}".formatted(second))
                        .json();
        assertThat(apart.get("captures")).hasSize(1);
        assertThat(anna.get("/api/events/" + early).json().get("captures")).hasSize(1);
        assertThat(
                        anna.post(
                                        "/api/events/%s/split".formatted(early),
                                        "{\"captures\": [\"%s\"]}".formatted(capture))
                                .status())
                .isEqualTo(409);
    }

    private UUID capture(String text) {
        return world.capture(project, camera, world.clock().instant(), bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String path(String rest) {
        return "/api/captures/" + capture + rest;
    }

    private Client loggedIn(String email) {
        var account = world.member(email, project, Role.ANALYST);
        var client = new Client(port);
        client.post(
                "/api/login",
                "{\"email\": \"%s\", \"password\": \"%s\"}"
                        .formatted(account.email(), World.PASSWORD));
        return client;
    }
}
