package trapline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static trapline.api.World.PASSWORD;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import trapline.api.access.Role;
import trapline.api.retention.RetentionWork;

@ApiTest
class RetentionIT {
    @LocalServerPort int port;
    @Autowired World world;
    @Autowired RetentionWork work;

    private UUID north;
    private UUID camera;
    private Client anna;

    @BeforeEach
    void clear() {
        world.clear();
        north = world.project("north");
        camera = world.camera(north, "ridge");
        world.member("anna@example.org", north, Role.ADMIN);
        anna = new Client(port);
        var login = "{\"email\": \"anna@example.org\", \"password\": \"%s\"}".formatted(PASSWORD);
        assertThat(anna.post("/api/login", login).status()).isEqualTo(200);
    }

    @Test
    void saysWhatWouldGoAndDeletesNothing() {
        var old = capture("old", 40);
        capture("new", 1);
        var wolf = capture("wolf", 40);
        world.detection(
                world.run(wolf, "finder", world.clock().instant().plusSeconds(1)),
                wolf,
                0,
                "animal",
                0.9);

        var said =
                anna.post(
                        path() + "/dry-run",
                        "{\"rules\": [{\"category\": \"blank\", \"verdict\": \"any\", \"days\": 30},"
                                + " {\"category\": \"animal\", \"verdict\": \"unverified\", \"days\": 30},"
                                + " {\"category\": \"any\", \"verdict\": \"verified\", \"days\": 30}]}");

        assertThat(said.status()).as(said.text()).isEqualTo(200);
        assertThat(said.json().get(0).get("captures").asInt()).isEqualTo(1);
        assertThat(said.json().get(0).get("bytes").asInt()).isEqualTo(3);
        assertThat(said.json().get(1).get("captures").asInt()).isEqualTo(1);
        assertThat(said.json().get(2).get("captures").asInt()).isZero();
        work.work();
        assertThat(original(old)).isEqualTo(200);
    }

    @Test
    void deletesFilesAndKeepsWhatWasSeen() {
        var old = capture("old", 40);
        var event = world.event(north, camera, world.clock().instant(), old);
        var liked = capture("liked", 40);
        world.jdbc()
                .sql(
                        """
                        insert into review (capture_id, project_id, version, likes, changed_at,
                            changed_by)
                        values (:id, :project, 1, 1, now(), 'anna')
                        """)
                .param("id", liked)
                .param("project", north)
                .update();
        decide(
                "{\"rules\": [{\"category\": \"blank\", \"verdict\": \"any\", \"days\": 30}], \"version\": 0}");

        work.work();

        assertThat(original(old)).isEqualTo(404);
        assertThat(original(liked)).isEqualTo(200);
        assertThat(anna.get("/api/captures/" + old).status()).isEqualTo(200);
        assertThat(anna.get("/api/events/" + event).status()).isEqualTo(200);
    }

    @Test
    void keepsBytesThatAnotherCaptureHasToo() {
        var old = capture("same", 40);
        var fresh =
                world.capture(
                        north,
                        world.camera(north, "valley"),
                        world.clock().instant(),
                        "same".getBytes(StandardCharsets.UTF_8));
        decide(
                "{\"rules\": [{\"category\": \"any\", \"verdict\": \"any\", \"days\": 30}], \"version\": 0}");

        work.work();

        assertThat(
                        world.jdbc()
                                .sql(
                                        "select count(*) from capture where bytes_deleted_at is not null")
                                .query(Integer.class)
                                .single())
                .isEqualTo(1);
        assertThat(original(fresh)).isEqualTo(200);
        assertThat(old).isNotEqualTo(fresh);
    }

    @Test
    void overwritesNobodysDecision() {
        decide("{\"rules\": [], \"version\": 0}");

        assertThat(anna.send("PUT", path(), "{\"rules\": [], \"version\": 0}").status())
                .isEqualTo(409);
    }

    private UUID capture(String bytes, int daysAgo) {
        var at = world.clock().instant().minus(Duration.ofDays(daysAgo));
        var capture = world.capture(north, camera, at, bytes.getBytes(StandardCharsets.UTF_8));
        world.run(capture, "looker", at);
        return capture;
    }

    private void decide(String decision) {
        var answer = anna.send("PUT", path(), decision);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private String path() {
        return "/api/projects/%s/retention".formatted(north);
    }

    private int original(UUID capture) {
        return anna.get("/api/captures/%s/original".formatted(capture)).status();
    }
}
