package trapline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static trapline.api.World.PASSWORD;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import trapline.api.access.Account;
import trapline.api.access.Role;

@ApiTest
class SiteLimitsIT {
    @LocalServerPort int port;
    @Autowired World world;

    private UUID north;
    private UUID site;
    private Account vera;
    private Client client;
    private Map<String, UUID> here;
    private Map<String, UUID> elsewhere;

    @BeforeEach
    void clear() {
        world.clear();
        north = world.project("north");
        var ridge = world.camera(north, "ridge");
        var valley = world.camera(north, "valley");
        site = world.site(north, "Ridge", ridge);
        world.site(north, "Valley", valley);
        here = things(ridge);
        elsewhere = things(valley);
        vera = world.member("vera@example.org", north, Role.VIEWER);
        world.limit(vera, north, site);
        client = loggedIn("vera@example.org");
    }

    @Test
    void showsAViewerOfOneSiteNothingOfAnother() {
        for (var list : List.of("captures", "cameras", "events", "alerts", "deliveries")) {
            var text = client.get("/api/" + list).text();

            assertThat(text).as(list).contains(here.get(list).toString());
            elsewhere
                    .values()
                    .forEach(id -> assertThat(text).as(list).doesNotContain(id.toString()));
            assertThat(client.get("/api/%s/%s".formatted(list, here.get(list))).status())
                    .isEqualTo(200);
            assertThat(client.get("/api/%s/%s".formatted(list, elsewhere.get(list))).status())
                    .as(list)
                    .isEqualTo(404);
        }
    }

    @Test
    void handsOutNoBytesOfAnotherSite() {
        for (var what :
                List.of(
                        "original",
                        "thumbnail",
                        "preview",
                        "crops/" + elsewhere.get("detection"))) {
            assertThat(
                            client.get(
                                            "/api/captures/%s/%s"
                                                    .formatted(elsewhere.get("captures"), what))
                                    .status())
                    .as(what)
                    .isEqualTo(404);
        }
        assertThat(client.get("/api/captures/%s/original".formatted(here.get("captures"))).status())
                .isEqualTo(200);
    }

    @Test
    void countsAtOnceAndOnlyForThatPerson() {
        var anna = world.member("anna@example.org", north, Role.ADMIN);
        var admin = new Client(port).withKey(world.key(north, Role.ADMIN, anna));
        assertThat(admin.get("/api/captures").json().get("items")).hasSize(2);

        world.limit(vera, north);

        assertThat(client.get("/api/captures").json().get("items")).isEmpty();
        assertThat(admin.get("/api/captures").json().get("items")).hasSize(2);
        assertThat(client.get("/api/now").status()).isEqualTo(200);
    }

    @Test
    void showsNothingAtAllWhileTheViewsAreAway() {
        world.jdbc().sql("alter schema trapline_limited rename to away").update();
        try {
            assertThat(client.get("/api/captures").status()).isGreaterThanOrEqualTo(500);
        } finally {
            world.jdbc().sql("alter schema away rename to trapline_limited").update();
        }
        assertThat(client.get("/api/captures").json().get("items")).hasSize(1);
    }

    private Map<String, UUID> things(UUID camera) {
        var now = world.clock().instant();
        var capture =
                world.capture(
                        north, camera, now, camera.toString().getBytes(StandardCharsets.UTF_8));
        var detection =
                world.detection(world.run(capture, "finder", now), capture, 0, "animal", 0.9);
        var event = world.event(north, camera, now, capture);
        var alert = world.alert(north, event, capture, camera);
        return Map.of(
                "captures", capture,
                "cameras", camera,
                "events", event,
                "alerts", alert,
                "deliveries", world.delivery(north, alert, "ranger@example.org", "failed"),
                "detection", detection);
    }

    private Client loggedIn(String email) {
        var one = new Client(port);
        var login = "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, PASSWORD);
        assertThat(one.post("/api/login", login).status()).isEqualTo(200);
        return one;
    }
}
