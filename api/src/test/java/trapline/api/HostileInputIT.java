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

/** What people and cameras send is data: it runs nowhere, leads nowhere and sets nothing else. */
@ApiTest
class HostileInputIT {
    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String ENCODED = "%3Cscript%3Ealert(1)%3C%2Fscript%3E";

    @LocalServerPort int port;
    @Autowired World world;

    private UUID project;
    private Client admin;

    @BeforeEach
    void people() {
        world.clear();
        project = world.project("north");
        world.member("admin@example.org", project, Role.ADMIN);
        admin = new Client(port);
        logIn(admin);
    }

    @Test
    void keepsAScriptInACamerasNameAsTextThatNoBrowserRuns() {
        var camera = world.camera(project, SCRIPT);

        for (var path :
                List.of(
                        "/api/cameras",
                        "/api/cameras/" + camera,
                        "/api/captures",
                        "/api/live/nothing")) {
            var answer = admin.get(path);

            assertThat(answer.header("Content-Type"))
                    .as(path)
                    .matches("application/(problem\\+)?json.*");
            assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
            assertThat(answer.header("Content-Security-Policy"))
                    .as(path)
                    .contains("default-src 'self'")
                    .doesNotContain("unsafe-inline")
                    .doesNotContain("unsafe-eval");
        }
        assertThat(admin.get("/api/cameras/" + camera).json().findValuesAsText("deviceId"))
                .contains(SCRIPT);
    }

    @Test
    void neverSendsBackWhatStandsInAnAddressAsAPage() {
        var stranger = new Client(port).with("Accept", "text/html");

        for (var path :
                List.of(
                        "/login?next=" + ENCODED,
                        "/login?error=" + ENCODED,
                        "/pictures?label=" + ENCODED,
                        "/pictures/" + ENCODED,
                        "/answers/" + ENCODED)) {
            assertThat(stranger.get(path).text()).as(path).doesNotContain(SCRIPT);
        }
        var problem = admin.get("/api/captures?" + ENCODED + "=1");
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void findsNoFileOutsideOfWhatItServes() {
        for (var path :
                List.of(
                        "/assets/..%2f..%2fapplication.yaml",
                        "/assets/%2e%2e/%2e%2e/application.yaml",
                        "/assets/..;/application.yaml",
                        "/assets/....//application.yaml",
                        "/api/captures/..%2f..%2fusers",
                        "/api/captures/%2e%2e%2f%2e%2e%2fetc%2fpasswd/original")) {
            var answer = admin.get(path);

            assertThat(answer.status()).as(path).isBetween(400, 499);
            assertThat(answer.text()).as(path).doesNotContain("spring:").doesNotContain("root:");
        }
    }

    @Test
    void setsNothingThatARequestMayNotSet() {
        var camera = world.camera(project, "cam");
        var elsewhere = world.project("south");

        var answer =
                admin.send(
                        "PATCH",
                        "/api/cameras/" + camera,
                        "{\"name\": \"north 1\", \"projectId\": \"%s\", \"deviceId\": \"other\", \"state\": \"retired\"}"
                                .formatted(elsewhere));

        var now = admin.get("/api/cameras/" + camera).json();
        assertThat(answer.status()).isIn(200, 400);
        assertThat(now.findValue("projectId").asText()).isEqualTo(project.toString());
        assertThat(now.findValue("deviceId").asText()).isEqualTo("cam");
        assertThat(now.findValue("state").asText()).isNotEqualTo("retired");
    }

    @Test
    void doesNotMakeSomebodyMoreThanTheyAreBecauseTheyAskForIt() {
        var answer =
                admin.post(
                        "/api/login",
                        "{\"email\": \"admin@example.org\", \"password\": \"%s\", \"serverAdmin\": true}"
                                .formatted(PASSWORD));

        assertThat(answer.status()).isIn(200, 400);
        assertThat(admin.get("/api/me").json().get("serverAdmin").asBoolean()).isFalse();
    }

    @Test
    void givesASessionANewNameAtLoginSoThatNoneCanBePlanted() {
        var planted = "0123456789ABCDEF0123456789ABCDEF";
        var victim =
                new Client(port).with("Cookie", "JSESSIONID=" + planted + "; trapline=" + planted);

        var answer = victim.post("/api/login", login());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.allHeaders()).doesNotContain(planted);
        var thief =
                new Client(port).with("Cookie", "JSESSIONID=" + planted + "; trapline=" + planted);
        assertThat(thief.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void givesTheSessionOfWhoLogsInAnotherNameEachTime() {
        var before = admin.cookie("JSESSIONID").orElseThrow();

        logIn(admin);

        assertThat(admin.cookie("JSESSIONID").orElseThrow()).isNotEqualTo(before);
        var thief = new Client(port).with("Cookie", "JSESSIONID=" + before);
        assertThat(thief.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void opensNoSessionUnderANameInTheAddress() {
        var session = admin.cookie("JSESSIONID").orElseThrow();

        assertThat(new Client(port).get("/api/me;jsessionid=" + session).status())
                .isBetween(400, 499);
    }

    @Test
    void takesEveryNameThatPeopleAndCamerasGiveAsTextAndGivesItBackAsJson() {
        var camera = world.camera(project, SCRIPT);
        var capture = world.capture(project, camera, world.clock().instant(), new byte[] {1});
        world.jdbc()
                .sql("update capture set path = :path, facts = cast(:facts as jsonb)")
                .param("path", "DCIM/<img src=x onerror=alert(1)>.JPG")
                .param("facts", "{\"comment\": \"%s\"}".formatted(SCRIPT))
                .update();
        var noted =
                admin.send(
                        "PATCH",
                        "/api/captures/%s/review".formatted(capture),
                        "{\"note\": \"%s\", \"tags\": [\"%s\"]}".formatted(SCRIPT, SCRIPT));
        assertThat(noted.status()).isEqualTo(200);

        for (var path :
                List.of(
                        "/api/captures/" + capture,
                        "/api/captures/%s/review".formatted(capture),
                        "/api/captures/%s/review/history".formatted(capture),
                        "/api/tags",
                        "/api/audit")) {
            var answer = admin.get(path);

            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.text()).as(path).contains("script");
            assertThat(answer.header("Content-Type")).as(path).startsWith("application/json");
            assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
        }
        assertThat(admin.get("/api/captures/%s/original".formatted(capture)).allHeaders())
                .doesNotContain("onerror", "<img");
    }

    private static String login() {
        return "{\"email\": \"admin@example.org\", \"password\": \"%s\"}".formatted(PASSWORD);
    }

    private static void logIn(Client client) {
        assertThat(client.post("/api/login", login()).status()).isEqualTo(200);
    }
}
