package trapline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static trapline.api.World.PASSWORD;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import trapline.api.access.Role;

/** A body sets what its address is for, whatever else stands in it. */
@ApiTest
class MassAssignmentIT {
    private static final String NEW_ADMIN =
            "{\"email\": \"x@example.org\", \"password\": \"long enough 1\", \"serverAdmin\": true}";

    /** What a body might name that is not its own to say. */
    private static final List<String> MORE =
            List.of(
                    "\"id\": \"%s\"",
                    "\"projectId\": \"%s\"",
                    "\"cameraId\": \"%s\"",
                    "\"accountId\": \"%s\"",
                    "\"serverAdmin\": true",
                    "\"role\": \"admin\"",
                    "\"createdBy\": \"boss\"",
                    "\"verifiedBy\": \"boss\"",
                    "\"observedBy\": \"boss\"",
                    "\"state\": \"closed\"",
                    "\"concealed\": false");

    @LocalServerPort int port;
    @Autowired World world;

    private UUID north;
    private UUID south;
    private UUID camera;
    private Client admin;
    private Client analyst;
    private Client viewer;

    @BeforeEach
    void people() {
        world.clear();
        north = world.project("north");
        south = world.project("south");
        camera = world.camera(north, "ridge");
        admin = loggedIn(Role.ADMIN);
        analyst = loggedIn(Role.ANALYST);
        viewer = loggedIn(Role.VIEWER);
    }

    @Test
    void refusesWhatItDoesNotKnowAndGivesNobodyMoreRights() {
        var more = "{\"role\": \"viewer\", \"serverAdmin\": true}";
        var path = "/api/projects/%s/members/viewer@example.org";

        assertThat(admin.send("PUT", path.formatted(north), more).status()).isEqualTo(400);
        for (var one : List.of(admin, analyst, viewer)) {
            var own = "{\"role\": \"admin\"}";
            assertThat(one.send("PUT", path.formatted(south), own).status()).isEqualTo(404);
            assertThat(one.post("/api/users", NEW_ADMIN).status()).isEqualTo(403);
            if (!one.equals(admin)) {
                assertThat(one.send("PUT", path.formatted(north), own).status()).isEqualTo(403);
            }
        }
        assertThat(count("account where server_admin")).isZero();
        assertThat(viewer.get("/api/me").json().at("/projects/0/role").asText())
                .isEqualTo("viewer");
    }

    @Test
    void makesNoServerAdminOfSomebodyWhoIsInvitedOrComesByTheirCode() {
        var invitations = "/api/projects/%s/invitations".formatted(north);
        var invited =
                admin.post(
                        invitations,
                        "{\"email\": \"new@example.org\", \"role\": \"viewer\", \"serverAdmin\": true}");
        assertThat(invited.status()).isEqualTo(400);
        var joined =
                new Client(port)
                        .post(
                                "/api/join",
                                "{\"code\": \"abc\", \"password\": \"long enough 1\", \"role\": \"admin\"}");

        assertThat(joined.status()).isEqualTo(400);
        assertThat(count("account where server_admin")).isZero();
        assertThat(count("invitation")).isZero();
        assertThat(count("membership where role = 'admin'")).isEqualTo(1);
    }

    @Test
    void movesNothingIntoAnotherProjectAndSignsWithNobodyElsesName() {
        var capture = world.capture(north, camera, world.clock().instant(), new byte[] {1});
        var event = world.event(north, camera, world.clock().instant(), capture);
        var elsewhere = world.camera(south, "other");

        for (var more : MORE) {
            var field = more.formatted(elsewhere);
            refuses(analyst, "PATCH", "/api/events/" + event, "{\"note\": \"seen\", %s}", field);
            refuses(
                    analyst,
                    "PATCH",
                    "/api/captures/%s/review".formatted(capture),
                    "{\"note\": \"seen\", %s}",
                    field);
            refuses(
                    analyst,
                    "PUT",
                    "/api/captures/%s/review/observations".formatted(capture),
                    "{\"observations\": [{\"observationType\": \"blank\", %s}]}",
                    field);
            refuses(admin, "PATCH", "/api/cameras/" + camera, "{\"name\": \"n\", %s}", field);
            refuses(
                    viewer,
                    "POST",
                    "/api/me/password",
                    "{\"current\": \"%s\", \"password\": \"long enough 1\", %%s}"
                            .formatted(PASSWORD),
                    field);
        }

        assertThat(count("event where note is not null or state <> 'open'")).isZero();
        assertThat(count("review")).isZero();
        assertThat(count("camera where project_id = '%s'".formatted(south))).isEqualTo(1);
    }

    @Test
    void makesNothingInAProjectOfOthers() {
        var elsewhere = world.camera(south, "other");
        var card = "{\"cameraId\": \"%s\", \"name\": \"c\"}".formatted(elsewhere);
        var key = "{\"projectId\": \"%s\", \"name\": \"k\", \"role\": \"admin\"}";
        var export = "{\"projectId\": \"%s\", \"format\": \"xlsx\"}";

        assertThat(analyst.post("/api/cards", card).status()).isEqualTo(404);
        assertThat(admin.post("/api/keys", key.formatted(south)).status()).isEqualTo(404);
        assertThat(admin.post("/api/exports", export.formatted(south)).status()).isEqualTo(404);
        assertThat(count("card")).isZero();
        assertThat(count("api_key")).isZero();
        assertThat(count("export")).isZero();
    }

    private static void refuses(Client one, String method, String path, String body, String field) {
        var answer = one.send(method, path, body.formatted(field));

        assertThat(answer.status()).as("%s %s %s", method, path, field).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    private long count(String what) {
        return world.jdbc().sql("select count(*) from " + what).query(Long.class).single();
    }

    private Client loggedIn(Role role) {
        var email = role.id() + "@example.org";
        world.member(email, north, role);
        var client = new Client(port);
        var login = "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, PASSWORD);
        assertThat(client.post("/api/login", login).status()).isEqualTo(200);
        return client;
    }
}
