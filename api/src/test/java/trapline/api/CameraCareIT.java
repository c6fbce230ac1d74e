package trapline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import trapline.api.access.Role;

/** What people do to cameras in the field is written down, and can be taken back. */
@ApiTest
class CameraCareIT {

    @LocalServerPort int port;
    @Autowired World world;

    private UUID project;
    private UUID camera;
    private Instant now;
    private Client anna;

    @BeforeEach
    void aCamera() {
        world.clear();
        project = world.project("north");
        camera = world.camera(project, "gate");
        now = world.clock().instant();
        var account = world.member("anna@example.org", project, Role.ADMIN);
        anna = new Client(port);
        anna.post(
                "/api/login",
                "{\"email\": \"%s\", \"password\": \"%s\"}"
                        .formatted(account.email(), World.PASSWORD));
    }

    @Test
    void repairsTheClockOfARangeWithItsEventsAndUndoesIt() {
        var capture = capture("one");
        var taken = now.minusSeconds(60);
        var event = world.event(project, camera, taken, capture);

        var repairs =
                anna.post(
                        path("/clock-repairs"),
                        "{\"from\": \"%s\", \"to\": \"%s\", \"shiftSeconds\": 3600}"
                                .formatted(taken, taken.plusSeconds(1)));

        assertThat(repairs.status()).isEqualTo(201);
        assertThat(repairs.json().get(0).get("captures").asInt()).isEqualTo(1);
        assertThat(time(capture)).isEqualTo(taken.plus(Duration.ofHours(1)));
        assertThat(begun(event)).isEqualTo(taken.plus(Duration.ofHours(1)));
        assertThat(anna.get("/api/captures/" + capture).text())
                .contains("clock-repaired")
                .contains("2026:03:01 12:00:00");

        var id = repairs.json().get(0).get("repairId").asText();
        var undone = anna.post(path("/clock-repairs/%s/undo".formatted(id)), null);

        assertThat(undone.json().get(0).get("undoneBy").asText()).isEqualTo("anna@example.org");
        assertThat(time(capture)).isEqualTo(taken);
        assertThat(begun(event)).isEqualTo(taken);
        assertThat(anna.post(path("/clock-repairs/%s/undo".formatted(id)), null).status())
                .isEqualTo(409);
    }

    @Test
    void undoesTheLaterOfTwoRepairsOfTheSameCapturesFirst() {
        capture("one");
        var from = now.minus(Duration.ofDays(1));
        var body =
                "{\"from\": \"%s\", \"to\": \"%s\", \"shiftSeconds\": 60}"
                        .formatted(from, now.plus(Duration.ofDays(1)));
        var first = anna.post(path("/clock-repairs"), body).json().get(0).get("repairId").asText();
        anna.post(path("/clock-repairs"), body);

        assertThat(anna.post(path("/clock-repairs/%s/undo".formatted(first)), null).status())
                .isEqualTo(409);
    }

    @Test
    void keepsALogOfWhatWasDoneAndTheReferencePicture() {
        var capture = capture("one");
        var lines =
                anna.post(path("/maintenance"), "{\"kind\": \"battery\", \"note\": \"12 AA\"}")
                        .json();
        anna.send("PUT", path("/reference"), "{\"captureId\": \"%s\"}".formatted(capture));

        assertThat(lines.get(0).get("kind").asText()).isEqualTo("battery");
        assertThat(anna.get(path("/reference")).json().get("captureId").asText())
                .isEqualTo(capture.toString());
        assertThat(anna.get(path("/updates")).text())
                .contains("battery: 12 AA")
                .contains("reference")
                .contains("first-heard");

        var id = lines.get(0).get("maintenanceId").asText();
        assertThat(anna.send("DELETE", path("/maintenance/" + id), null).status()).isEqualTo(204);
        assertThat(anna.get(path("/maintenance")).json()).isEmpty();
        var other = world.camera(project, "bridge");
        assertThat(
                        anna.send(
                                        "PUT",
                                        "/api/cameras/%s/reference".formatted(other),
                                        "{\"captureId\": \"%s\"}".formatted(capture))
                                .status())
                .isEqualTo(400);
    }

    private UUID capture(String text) {
        return world.capture(project, camera, now, text.getBytes(StandardCharsets.UTF_8));
    }

    private Instant time(UUID capture) {
        return Instant.parse(
                anna.get("/api/captures/" + capture).json().get("time").get("capturedAt").asText());
    }

    private Instant begun(UUID event) {
        return Instant.parse(
                anna.get("/api/events/" + event).json().get("event").get("startedAt").asText());
    }

    private String path(String rest) {
        return "/api/cameras/" + camera + rest;
    }
}
