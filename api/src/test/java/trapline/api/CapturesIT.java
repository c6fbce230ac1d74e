package trapline.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import trapline.api.access.Role;

@ApiTest
class CapturesIT {
    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");

    @LocalServerPort int port;
    @Autowired World world;

    private UUID north;
    private UUID camera;
    private Client vera;
    private int made;

    @BeforeEach
    void clear() {
        world.clear();
        north = world.project("north");
        camera = world.camera(north, "ridge");
        var account = world.member("vera@example.org", north, Role.VIEWER);
        vera = new Client(port).withKey(world.key(north, Role.VIEWER, account));
    }

    @Test
    void goesThroughAllPagesNewestFirstWithEachCaptureOnce() {
        var expected = new ArrayList<UUID>();
        for (var i = 0; i < 7; i++) {
            expected.add(0, capture(camera, NOON.plusSeconds(i / 3)));
        }

        var seen = new ArrayList<UUID>();
        var path = "/api/captures?limit=3";
        var page = vera.get(path).json();
        seen.addAll(ids(page));
        // What arrives meanwhile stands before the cursor and must not shift what is behind it.
        capture(camera, NOON.plusSeconds(100));
        while (page.has("next")) {
            page = vera.get(path + "&cursor=" + page.get("next").asText()).json();
            seen.addAll(ids(page));
        }

        assertThat(seen).containsExactlyInAnyOrderElementsOf(expected).doesNotHaveDuplicates();
        assertThat(seen.get(0)).isEqualTo(expected.get(0));
    }

    @Test
    void runsAgainWhatTheFilterFindsAndNothingOfOthers() {
        var account = world.member("anna@example.org", north, Role.ANALYST);
        var anna = new Client(port).withKey(world.key(north, Role.ANALYST, account));
        var early = capture(camera, NOON);
        var late = capture(camera, NOON.plusSeconds(60));
        var south = world.project("south");
        var foreign = world.capture(south, world.camera(south, "valley"), NOON, bytes());

        var done =
                anna.send("POST", "/api/captures/rerun?receivedFrom=2026-02-01T12:00:30Z", "")
                        .json();
        var repeated =
                anna.send("POST", "/api/captures/rerun?receivedFrom=2026-02-01T12:00:30Z", "")
                        .json();

        assertThat(done.get("again").asInt()).isEqualTo(1);
        assertThat(repeated.get("again").asInt()).isZero();
        assertThat(repeated.get("leftAlone").asInt()).isEqualTo(1);
        assertThat(vera.get("/api/captures/" + late).json().get("origin").asText())
                .isEqualTo("reprocessed");
        assertThat(vera.get("/api/captures/" + early).json().get("origin").asText())
                .isEqualTo("live");
        var root =
                new Client(port)
                        .withBasic(world.serverAdmin("root@example.org").email(), World.PASSWORD);
        assertThat(root.get("/api/captures/" + foreign).json().get("origin").asText())
                .isEqualTo("live");
    }

    @Test
    void mergesTheProjectsOfOneCallerByTime() {
        var south = world.project("south");
        var valley = world.camera(south, "valley");
        var root =
                new Client(port)
                        .withBasic(world.serverAdmin("root@example.org").email(), World.PASSWORD);
        var expected = new ArrayList<UUID>();
        for (var i = 0; i < 6; i++) {
            expected.add(
                    0,
                    i % 2 == 0
                            ? capture(camera, NOON.plusSeconds(i))
                            : world.capture(south, valley, NOON.plusSeconds(i), bytes()));
        }

        var first = root.get("/api/captures?limit=4").json();
        var second = root.get("/api/captures?limit=4&cursor=" + first.get("next").asText()).json();

        assertThat(ids(first)).containsExactlyElementsOf(expected.subList(0, 4));
        assertThat(ids(second)).containsExactlyElementsOf(expected.subList(4, 6));
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void filtersByCameraAndTime() {
        var other = world.camera(north, "ford");
        var early = capture(camera, NOON);
        var late = capture(camera, NOON.plus(Duration.ofHours(2)));
        var there = capture(other, NOON);

        assertThat(list("camera=" + camera)).containsExactly(late, early);
        assertThat(list("camera=" + other)).containsExactly(there);
        assertThat(list("receivedFrom=2026-02-01T12:00:01Z")).containsExactly(late);
        assertThat(list("receivedTo=2026-02-01T12:00:01Z")).containsExactlyInAnyOrder(early, there);
        // Each was taken a minute before it was received.
        assertThat(list("from=2026-02-01T13:59:00Z&to=2026-02-01T13:59:01Z")).containsExactly(late);
        assertThat(list("from=2026-02-01T14:59:00+01:00")).containsExactly(late);
        assertThat(list("project=" + UUID.randomUUID())).isEmpty();
    }

    @Test
    void filtersByLabelWithItsConfidenceAndItsSynonyms() {
        var wolf = seen("animal", 0.9, "Canis lupus (Gray Wolf)", 0.7);
        var deer = seen("animal", 0.8, "Odocoileus virginianus", 0.95);

        assertThat(list("label=gray%20wolf")).containsExactly(wolf);
        assertThat(list("label=CANIS%20LUPUS")).containsExactly(wolf);
        assertThat(list("label=gray%20wolf&minConfidence=0.7")).containsExactly(wolf);
        assertThat(list("label=gray%20wolf&minConfidence=0.71")).isEmpty();
        assertThat(list("label=odocoileus%20virginianus&category=animal")).containsExactly(deer);
        assertThat(list("label=bear")).isEmpty();
        assertThat(list("label=wolf")).isEmpty();
    }

    @Test
    void filtersOneCamerasCapturesByWhatWasSeenOnThem() {
        var wolf = seen("animal", 0.9, "wolf", 0.7);
        var other = world.camera(north, "ford");
        var moved = seen("animal", 0.8, "wolf", 0.95);
        world.jdbc()
                .sql("update capture set camera_id = :camera where capture_id = :capture")
                .param("camera", other)
                .param("capture", moved)
                .update();

        assertThat(list("label=wolf")).containsExactly(moved, wolf);
        assertThat(list("label=wolf&camera=" + camera)).containsExactly(wolf);
        assertThat(list("category=animal&camera=" + other)).containsExactly(moved);
        assertThat(list("label=wolf&minConfidence=0.8&camera=" + camera)).isEmpty();
        assertThat(list("label=wolf&from=2026-01-01T00:00:00Z&camera=" + camera))
                .containsExactly(wolf);
    }

    @Test
    void filtersByCategoryWithTheConfidenceOfTheBox() {
        var animal = seen("animal", 0.9, "wolf", 0.2);
        var person = seen("person", 0.4, "hiker", 0.9);

        assertThat(list("category=person")).containsExactly(person);
        assertThat(list("category=person&minConfidence=0.5")).isEmpty();
        assertThat(list("minConfidence=0.5")).containsExactly(animal);
    }

    @Test
    void believesTheNewestRunOnly() {
        var capture = seen("animal", 0.9, "wolf", 0.9);
        assertThat(list("label=wolf")).containsExactly(capture);

        world.run(capture, "better-finder", NOON.plusSeconds(60));

        assertThat(list("label=wolf")).isEmpty();
        assertThat(vera.get("/api/captures").json().at("/items/0/seen")).isEmpty();
        assertThat(vera.get("/api/captures/" + capture).json().get("runs")).hasSize(2);
    }

    @Test
    void showsAndFindsACaptureAsFailedWhileItsJobIsOpen() {
        var good = capture(camera, NOON);
        var bad = capture(camera, NOON.plusSeconds(1));
        var job = world.failedJob(north, bad, "image-ingested");

        assertThat(list("state=failed")).containsExactly(bad);
        assertThat(list("state=completed")).containsExactly(good);
        var view = vera.get("/api/captures/" + bad).json();
        assertThat(view.get("state").asText()).isEqualTo("failed");
        assertThat(view.at("/failures/0/reason").asText()).isEqualTo("The model could not be run.");

        world.jdbc()
                .sql("update failed_job set redriven_at = now() where job_id = :job")
                .param("job", job)
                .update();
        assertThat(list("state=failed")).isEmpty();
        assertThat(list("state=completed")).containsExactly(bad, good);
    }

    @Test
    void showsACaptureWithEverythingThatIsKnown() {
        var capture = capture(camera, NOON);
        var event = world.event(north, camera, NOON, capture);
        var run = world.run(capture, "finder", NOON);
        var detection = world.detection(run, capture, 0, "animal", 0.9);
        world.classification(detection, capture, 1, "wolf", 0.7);
        world.classification(detection, capture, 2, "dog", 0.2);

        var view = vera.get("/api/captures/" + capture).json();

        assertThat(view.get("eventId").asText()).isEqualTo(event.toString());
        assertThat(view.get("receivedAt").asText()).isEqualTo("2026-02-01T12:00:00Z");
        assertThat(view.at("/time/capturedAt").asText()).isEqualTo("2026-02-01T11:59:00Z");
        assertThat(view.at("/time/raw").asText()).isEqualTo("2026:03:01 12:00:00");
        assertThat(view.at("/time/zone").asText()).isEqualTo("Europe/Berlin");
        assertThat(view.at("/time/flags/0").asText()).isEqualTo("stale");
        assertThat(view.at("/position/latitude").asDouble()).isEqualTo(48.1);
        assertThat(view.at("/facts/make").asText()).isEqualTo("RECONYX");
        var box = view.at("/runs/0/detections/0");
        assertThat(box.get("bbox").toString()).isEqualTo("[0.1,0.2,0.3,0.4]");
        assertThat(box.get("classifications")).hasSize(2);
        assertThat(box.at("/classifications/1/label").asText()).isEqualTo("dog");
        assertThat(vera.get(box.get("crop").asText()).text()).isEqualTo("crop " + detection);
        assertThat(view.has("failures")).isTrue();
        assertThat(view.has("completedAt")).isFalse();
    }

    @Test
    void saysOfEachFieldWhatIsWrongWithIt() {
        var answer = vera.get("/api/captures?camera=ridge&from=yesterday&state=lost");
        var outside = vera.get("/api/captures?limit=500&minConfidence=2");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(fields(answer)).containsExactlyInAnyOrder("camera", "from", "state");
        assertThat(fields(outside)).containsExactlyInAnyOrder("limit", "minConfidence");
        assertThat(answer.text())
                .contains("must be a time with its offset")
                .contains("received, detected")
                .doesNotContain("java.")
                .doesNotContain("Exception");
    }

    @Test
    void refusesAFilterThatNobodyReads() {
        var answer = vera.get("/api/captures?camra=" + camera);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("camra");
    }

    @Test
    void refusesACursorOfAnotherListAndOneThatIsNone() {
        capture(camera, NOON);
        capture(camera, NOON);
        world.camera(north, "ford");
        var ofCameras = vera.get("/api/cameras?limit=1").json().get("next").asText();

        for (var cursor : List.of(ofCameras, "nonsense", "%00", "_".repeat(34), "")) {
            var answer = vera.get("/api/captures?cursor=" + cursor);
            assertThat(answer.status()).as(cursor).isEqualTo(400);
            assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("cursor");
        }
    }

    private static Set<String> fields(Client.Answer answer) {
        var fields = new HashSet<String>();
        answer.json().get("errors").forEach(error -> fields.add(error.get("field").asText()));
        return fields;
    }

    private UUID seen(String category, double box, String label, double name) {
        var capture = capture(camera, NOON.plusSeconds(made));
        var run = world.run(capture, "finder", NOON);
        var detection = world.detection(run, capture, 0, category, box);
        world.classification(detection, capture, 1, label, name);
        return capture;
    }

    private UUID capture(UUID at, Instant receivedAt) {
        return world.capture(north, at, receivedAt, bytes());
    }

    private byte[] bytes() {
        made++;
        return new byte[] {(byte) made, 1, 2, 3};
    }

    private List<UUID> list(String filters) {
        var answer = vera.get("/api/captures?" + filters);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return ids(answer.json());
    }

    private static List<UUID> ids(JsonNode page) {
        return StreamSupport.stream(page.get("items").spliterator(), false)
                .map(item -> UUID.fromString(item.get("captureId").asText()))
                .toList();
    }
}
