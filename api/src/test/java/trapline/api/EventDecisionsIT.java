package trapline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static trapline.api.World.PASSWORD;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import trapline.api.access.Role;

/** What people decide about events, and the trail that it leaves. */
@ApiTest
class EventDecisionsIT {
    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");

    @LocalServerPort int port;
    @Autowired World world;

    private String path;
    private Client ada;

    @BeforeEach
    void anEvent() {
        world.clear();
        var north = world.project("north");
        var camera = world.camera(north, "ridge");
        world.member("ada@example.org", north, Role.ANALYST);
        ada = new Client(port).withBasic("ada@example.org", PASSWORD);
        path = "/api/events/" + world.event(north, camera, NOON);
    }

    @Test
    void acknowledgesClosesAndReopens() {
        assertThat(post("acknowledge", "").at("/event/state").asText()).isEqualTo("acknowledged");
        assertThat(post("close", "").at("/event/closedBy").asText()).isEqualTo("ada@example.org");
        var open = post("reopen", "").get("event");

        assertThat(open.get("state").asText()).isEqualTo("open");
        assertThat(open.has("acknowledgedBy")).isFalse();
        assertThat(open.has("closedBy")).isFalse();
        assertThat(trail()).isEqualTo("acknowledged closed reopened");
    }

    @Test
    void acknowledgesTwiceAsOnce() {
        var first = post("acknowledge", "");

        var second = post("acknowledge", "");

        assertThat(second).isEqualTo(first);
        assertThat(trail()).isEqualTo("acknowledged");
    }

    @Test
    void keepsNoteSeverityAndWhoLooksAfterIt() {
        var changed =
                patch(
                                """
                                {"note": "Two men with a dog", "severity": "critical",
                                 "assignedTo": "Ben"}
                                """)
                        .json()
                        .get("event");

        assertThat(changed.get("note").asText()).isEqualTo("Two men with a dog");
        assertThat(changed.get("severity").asText()).isEqualTo("critical");
        assertThat(changed.get("assignedTo").asText()).isEqualTo("Ben");
        assertThat(trail()).isEqualTo("noted severity assigned");

        var taken = patch("{\"note\": null, \"assignedTo\": null}").json().get("event");
        assertThat(taken.has("note")).isFalse();
        assertThat(taken.has("assignedTo")).isFalse();
        assertThat(taken.get("severity").asText()).isEqualTo("critical");
    }

    @Test
    void losesNobodysChange() {
        var seen = ada.get(path).json().at("/event/version").asInt();
        patch("{\"note\": \"first\", \"version\": %d}".formatted(seen));

        var late = patch("{\"note\": \"second\", \"version\": %d}".formatted(seen));
        var lateClose = ada.post(path + "/close", "{\"version\": %d}".formatted(seen));

        assertThat(late.status()).isEqualTo(409);
        assertThat(lateClose.status()).isEqualTo(409);
        assertThat(ada.get(path).json().at("/event/note").asText()).isEqualTo("first");
        assertThat(ada.get(path).json().at("/event/state").asText()).isEqualTo("open");
    }

    @Test
    void namesEveryFieldThatCannotBeUsed() {
        var answer =
                patch(
                        """
                        {"note": "", "severity": "awful", "assignedTo": 7, "version": 0, "x": 1}
                        """);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text())
                .contains("note", "severity", "assignedTo", "version", "is not known here");
    }

    @Test
    void decidesAboutTheEventThatAnotherBecamePartOf() {
        var north = world.project("north");
        var part = world.event(north, world.camera(north, "other"), NOON);
        world.jdbc()
                .sql("update event set state = 'merged', merged_into = :into where event_id = :id")
                .param("into", UUID.fromString(path.substring(path.lastIndexOf('/') + 1)))
                .param("id", part)
                .update();

        ada.post("/api/events/%s/acknowledge".formatted(part), "");

        assertThat(ada.get(path).json().at("/event/state").asText()).isEqualTo("acknowledged");
    }

    private JsonNode post(String verb, String body) {
        return ada.post(path + "/" + verb, body).json();
    }

    private Client.Answer patch(String body) {
        return ada.send("PATCH", path, body);
    }

    private String trail() {
        var what = new StringBuilder();
        ada.get(path + "/history")
                .json()
                .forEach(entry -> what.append(entry.get("what").asText()).append(' '));
        return what.toString().strip();
    }
}
