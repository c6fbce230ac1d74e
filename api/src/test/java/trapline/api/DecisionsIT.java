package trapline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static trapline.api.World.PASSWORD;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import trapline.api.access.Role;

/** What people decide: about cameras, about what failed, about each other. */
@ApiTest
class DecisionsIT {
    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");

    @LocalServerPort int port;
    @Autowired World world;

    private UUID north;
    private UUID camera;
    private Client ada;
    private Client root;

    @BeforeEach
    void clear() {
        world.clear();
        north = world.project("north");
        camera = world.camera(north, "ridge");
        world.member("ada@example.org", north, Role.ADMIN);
        world.serverAdmin("root@example.org");
        ada = new Client(port).withBasic("ada@example.org", PASSWORD);
        root = new Client(port).withBasic("root@example.org", PASSWORD);
    }

    @Test
    void recordsWhoApprovedACameraAndWhen() {
        var approved = ada.post("/api/cameras/%s/approve".formatted(camera), "").json();

        assertThat(approved.get("state").asText()).isEqualTo("approved");
        assertThat(approved.get("approvedBy").asText()).isEqualTo("ada@example.org");
        assertThat(Instant.parse(approved.get("approvedAt").asText()))
                .isEqualTo(world.clock().instant());

        var again = root.post("/api/cameras/%s/approve".formatted(camera), "").json();
        assertThat(again.get("approvedBy").asText()).isEqualTo("ada@example.org");
    }

    @Test
    void changesOfACameraOnlyWhatIsNamed() {
        var changed =
                patch(
                                """
                                {"name": "Ridge, north", "zone": "Europe/Berlin", "site": "Ridge",
                                 "independenceSeconds": 120}
                                """)
                        .json();

        assertThat(changed.get("name").asText()).isEqualTo("Ridge, north");
        assertThat(changed.get("zone").asText()).isEqualTo("Europe/Berlin");
        assertThat(changed.get("site").asText()).isEqualTo("Ridge");
        assertThat(changed.get("independenceSeconds").asInt()).isEqualTo(120);
        assertThat(changed.get("state").asText()).isEqualTo("pending");

        var taken = patch("{\"zone\": null, \"site\": null, \"independenceSeconds\": null}").json();
        assertThat(taken.has("zone")).isFalse();
        assertThat(taken.has("site")).isFalse();
        assertThat(taken.has("independenceSeconds")).isFalse();
        assertThat(taken.get("name").asText()).isEqualTo("Ridge, north");

        assertThat(patch("{\"state\": \"retired\"}").json().get("state").asText())
                .isEqualTo("retired");
    }

    @Test
    void changesNothingOfACameraWhenAFieldIsWrong() {
        var answer =
                patch(
                        """
                        {"name": "new", "state": "pending", "zone": "Mars/North", "site": "",
                         "independenceSeconds": 0, "colour": "green"}
                        """);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors")).hasSize(5);
        assertThat(ada.get("/api/cameras/" + camera).json().at("/camera/name").asText())
                .isEqualTo("ridge");
    }

    @Test
    void showsACameraWithItsHealth() {
        world.jdbc()
                .sql(
                        """
                        update camera set battery_percent = 80, health_at = last_received_at
                         where camera_id = :id
                        """)
                .param("id", camera)
                .update();

        var view = ada.get("/api/cameras/" + camera).json();

        assertThat(view.at("/camera/health/batteryPercent").asInt()).isEqualTo(80);
        assertThat(view.at("/camera/lastReceivedAt").asText()).isNotEmpty();
        assertThat(ada.get("/api/cameras?state=pending").json().get("items")).hasSize(1);
        assertThat(ada.get("/api/cameras?state=approved").json().get("items")).isEmpty();
    }

    @Test
    void sendsAFailedDeliveryOnItsWayOnce() {
        var alert = alert();
        var delivery = world.delivery(north, alert, "ranger@example.org", "failed");
        var path = "/api/deliveries/%s/redrive".formatted(delivery);

        assertThat(ada.post(path, "").json().get("state").asText()).isEqualTo("due");
        assertThat(ada.post(path, "").status()).isEqualTo(409);

        var waiting = root.get("/api/stages").json().at("/waiting/0");
        assertThat(waiting.get("stage").asText()).isEqualTo("alert-raised");
        assertThat(waiting.get("part").asText()).isEqualTo("mail");
    }

    @Test
    void sendsAFailedJobOnItsWayOnce() {
        var job = world.failedJob(north, UUID.randomUUID(), "image-ingested");
        assertThat(root.get("/api/stages").json().at("/failed/0/failed").asInt()).isEqualTo(1);
        var path = "/api/failed-jobs/%s/redrive".formatted(job);

        assertThat(ada.post(path, "").status()).isEqualTo(202);
        assertThat(ada.post(path, "").status()).isEqualTo(404);

        assertThat(root.get("/api/stages").json().get("failed")).isEmpty();
        assertThat(root.get("/api/stages").json().at("/waiting/0/stage").asText())
                .isEqualTo("image-ingested");
    }

    @Test
    void triesAFileInQuarantineAgainOnlyWhileItWaits() {
        var file = world.quarantined(north, new byte[] {1, 2});
        var path = "/api/quarantine/%s/reprocess".formatted(file);

        var tried = ada.post(path, "").json();

        assertThat(tried.get("usable").asBoolean()).isTrue();
        assertThat(tried.at("/file/state").asText()).isEqualTo("reprocessed");
        assertThat(ada.post(path, "").status()).isEqualTo(409);
        assertThat(ada.get("/api/quarantine?state=waiting").json().get("items")).isEmpty();
        assertThat(ada.get("/api/quarantine?reason=unsupported-type").json().get("items"))
                .hasSize(1);
    }

    @Test
    void showsAnEventWithWhatBelongsToIt() {
        var first = capture(NOON, 2);
        var second = capture(NOON.plusSeconds(5), 3);
        var event = world.event(north, camera, NOON, first, second);
        var alert = world.alert(north, event, first, camera);

        var view = ada.get("/api/events/" + event).json();

        assertThat(view.at("/event/captures").asInt()).isEqualTo(2);
        assertThat(view.at("/event/alerts").asInt()).isEqualTo(1);
        assertThat(view.at("/captures/0/captureId").asText()).isEqualTo(first.toString());
        assertThat(view.at("/observations/0/label").asText()).isEqualTo("wolf");
        assertThat(view.at("/observations/0/count").asInt()).isEqualTo(3);
        assertThat(view.at("/observations/0/captures").asInt()).isEqualTo(2);
        assertThat(view.at("/alerts/0/alertId").asText()).isEqualTo(alert.toString());
    }

    @Test
    void answersForAMergedEventWithTheOneItIsPartOf() {
        var early = world.event(north, camera, NOON, capture(NOON, 1));
        var later = world.event(north, camera, NOON.plusSeconds(60));
        var alert = world.alert(north, later, capture(NOON, 1), camera);
        world.jdbc()
                .sql("update event set state = 'merged', merged_into = :into where event_id = :id")
                .param("into", early)
                .param("id", later)
                .update();

        var view = ada.get("/api/events/" + later).json();

        assertThat(view.at("/event/eventId").asText()).isEqualTo(early.toString());
        assertThat(view.at("/alerts/0/alertId").asText()).isEqualTo(alert.toString());
        assertThat(ada.get("/api/events").json().get("items")).hasSize(1);
        assertThat(ada.get("/api/alerts/" + alert).json().at("/alert/eventId").asText())
                .isEqualTo(early.toString());
    }

    @Test
    void showsAnAlertWithDeliveriesAndAttempts() {
        var alert = alert();
        world.delivery(north, alert, "ranger@example.org", "failed");

        var view = ada.get("/api/alerts/" + alert).json();

        assertThat(view.at("/alert/deliveries/failed").asInt()).isEqualTo(1);
        assertThat(view.at("/deliveries/0/attempts/0/reason").asText())
                .isEqualTo("The mailbox does not exist.");
        assertThat(ada.get("/api/alerts?rule=predators").json().get("items")).hasSize(1);
        assertThat(ada.get("/api/alerts?rule=others").json().get("items")).isEmpty();
        assertThat(ada.get("/api/deliveries?state=failed").json().get("items")).hasSize(1);
        assertThat(ada.get("/api/deliveries?state=due").json().get("items")).isEmpty();
    }

    @Test
    void makesProjectsAndPeopleAndTakesThemIn() {
        var project = root.post("/api/projects", "{\"name\": \"south\"}");
        assertThat(project.status()).isEqualTo(201);
        assertThat(root.post("/api/projects", "{\"name\": \"south\"}").status()).isEqualTo(409);
        var id = project.json().get("projectId").asText();

        var user = "{\"email\": \"sam@example.org\", \"password\": \"%s\"}".formatted(PASSWORD);
        assertThat(root.post("/api/users", user).status()).isEqualTo(201);
        assertThat(root.post("/api/users", user.replace("sam@", "SAM@")).status()).isEqualTo(409);
        assertThat(root.post("/api/users", user.replace(PASSWORD, "short")).text())
                .contains("\"password\"")
                .contains("at least 8");

        var sam = new Client(port).withBasic("sam@example.org", PASSWORD);
        assertThat(sam.get("/api/projects").json()).isEmpty();
        var member = "/api/projects/%s/members/sam@example.org".formatted(id);
        assertThat(root.send("PUT", member, "{\"role\": \"admin\"}").status()).isEqualTo(200);
        assertThat(sam.get("/api/projects").json()).hasSize(1);
        assertThat(sam.get("/api/projects/%s/members".formatted(id)).text()).contains("sam@");
        assertThat(root.send("DELETE", member, null).status()).isEqualTo(204);
        assertThat(sam.get("/api/projects").json()).isEmpty();

        var account = root.get("/api/users?limit=1").json().at("/items/0");
        assertThat(account.get("email").asText()).isEqualTo("sam@example.org");
        var gone = root.send("DELETE", "/api/users/" + account.get("accountId").asText(), null);
        assertThat(gone.status()).isEqualTo(204);
        assertThat(sam.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void saysWhereTheConfigurationIsWrong() {
        assertThat(root.get("/api/config").json().at("/problems/0/file").asText())
                .isEqualTo("rules.yaml");
    }

    private UUID alert() {
        var capture = capture(NOON, 1);
        return world.alert(north, world.event(north, camera, NOON, capture), capture, camera);
    }

    /** A capture on which there are so many wolves. */
    private UUID capture(Instant at, int wolves) {
        var capture =
                world.capture(
                        north,
                        camera,
                        at,
                        UUID.randomUUID()
                                .toString()
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var run = world.run(capture, "finder", at);
        for (var i = 0; i < wolves; i++) {
            var detection = world.detection(run, capture, i, "animal", 0.9 - i * 0.1);
            world.classification(detection, capture, 1, "wolf", 0.8);
        }
        return capture;
    }

    private Client.Answer patch(String json) {
        return ada.send("PATCH", "/api/cameras/" + camera, json);
    }
}
