package trapline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import trapline.api.access.Role;

@ApiTest
class ProblemsIT {
    @LocalServerPort int port;
    @Autowired World world;

    private Client ada;

    @BeforeEach
    void clear() {
        world.clear();
        var north = world.project("north");
        var account = world.member("ada@example.org", north, Role.ADMIN);
        ada = new Client(port).withKey(world.key(north, Role.ADMIN, account));
    }

    @Test
    void namesTheVerbsThatAnAddressTakes() {
        var answer = ada.send("DELETE", "/api/captures", null);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).contains("GET");
        assertProblem(answer);
    }

    @Test
    void takesNothingButJson() {
        var answer = ada.with("Content-Type", "text/plain").send("POST", "/api/keys", null);

        assertThat(answer.status()).isEqualTo(415);
        assertProblem(answer);
    }

    @Test
    void refusesALongBodyBeforeItIsRead() {
        var answer = ada.post("/api/keys", "{\"name\": \"" + "x".repeat(70_000) + "\"}");

        assertThat(answer.status()).isEqualTo(413);
        assertProblem(answer);
    }

    @Test
    void refusesALongBodyWhoseLengthWasNotSaid() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var out = socket.getOutputStream();
            var chunk = " ".repeat(8192);
            out.write(
                    """
                    POST /api/login HTTP/1.1\r
                    Host: localhost\r
                    Connection: close\r
                    Content-Type: application/json\r
                    Transfer-Encoding: chunked\r
                    \r
                    """
                            .getBytes(StandardCharsets.US_ASCII));
            for (var i = 0; i < 9; i++) {
                out.write(("2000\r\n" + chunk + "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();

            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 413").contains("application/problem+json");
        }
    }

    @Test
    void answersAnIdThatIsNoneLikeOneThatDoesNotExist() {
        var answer = ada.get("/api/captures/1-or-1=1");

        assertThat(answer.status()).isEqualTo(404);
        assertProblem(answer);
    }

    @Test
    void saysNothingOfTheInsideWhenSomethingBreaks() {
        world.jdbc().sql("alter table site rename to site_away").update();
        try {
            var answer = ada.get("/api/cameras");

            assertThat(answer.status()).isEqualTo(500);
            assertProblem(answer);
            assertThat(answer.text()).doesNotContain("site").doesNotContain("SQL");
        } finally {
            world.jdbc().sql("alter table site_away rename to site").update();
        }
    }

    @Test
    void saysNothingOfTheInsideWhenTheWayInBreaks() {
        world.jdbc().sql("alter table api_key rename to api_key_away").update();
        try {
            var answer = ada.get("/api/cameras");

            assertThat(answer.status()).isEqualTo(503);
            assertProblem(answer);
            assertThat(answer.text()).doesNotContain("api_key");
        } finally {
            world.jdbc().sql("alter table api_key_away rename to api_key").update();
        }
    }

    @Test
    void describesItself() {
        var description = ada.get("/api/openapi").json();

        assertThat(description.get("paths").has("/api/captures")).isTrue();
        assertThat(description.at("/paths/~1api~1captures/get/parameters").toString())
                .contains("minConfidence")
                .doesNotContain("caller")
                .doesNotContain("serverAdmin");
        assertThat(description.at("/components/securitySchemes/key/scheme").asText())
                .isEqualTo("bearer");
        description
                .get("paths")
                .forEach(
                        path ->
                                path.forEach(
                                        operation ->
                                                assertThat(operation.path("summary").asText())
                                                        .as(operation.path("operationId").asText())
                                                        .isNotEmpty()));
    }

    private static void assertProblem(Client.Answer answer) {
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        var problem = answer.json();
        assertThat(problem.get("status").asInt()).isEqualTo(answer.status());
        assertThat(problem.get("detail").asText()).isNotEmpty();
        assertThat(answer.text()).doesNotContain("Exception").doesNotContain("trapline.api");
    }
}
