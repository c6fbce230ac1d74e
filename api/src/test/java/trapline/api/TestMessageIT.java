package trapline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static trapline.api.World.PASSWORD;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A test message goes the way of every alert, and nobody takes it for one. */
@ApiTest
class TestMessageIT {
    @LocalServerPort int port;
    @Autowired World world;
    @Autowired JdbcClient jdbc;

    private UUID project;
    private Client boss;

    @BeforeEach
    void people() {
        world.clear();
        project = world.project("north");
        world.serverAdmin("boss@example.org");
        boss = new Client(port).withBasic("boss@example.org", PASSWORD);
    }

    @Test
    void owesADeliveryThatTheChannelTakesUpLikeAnyOther() {
        var answer = send("ranger@example.org");

        assertThat(answer.status()).isEqualTo(202);
        var id = answer.json().get("deliveryId").asText();
        var delivery = boss.get("/api/deliveries/" + id).json();
        assertThat(delivery.get("recipient").asText()).isEqualTo("ranger@example.org");
        assertThat(delivery.get("state").asText()).isEqualTo("due");
        assertThat(
                        jdbc.sql("select part from stage_task where subject_id = cast(:id as uuid)")
                                .param("id", id)
                                .query(String.class)
                                .single())
                .isEqualTo("mail");
        assertThat(boss.get("/api/deliveries/" + id + "/message").text())
                .contains("nothing has happened");
    }

    @Test
    void standsInNoListOfEvents() {
        send("ranger@example.org");

        assertThat(boss.get("/api/events").json().get("items")).isEmpty();
        assertThat(boss.get("/api/now").json().get("openEvents").asInt()).isZero();
    }

    @Test
    void needsAnAddressWhereTheChannelNeedsOne() {
        assertThat(send("").status()).isEqualTo(400);
        assertThat(
                        boss.post(
                                        "/api/channels/nothing/test",
                                        "{\"projectId\": \"%s\"}".formatted(project))
                                .status())
                .isEqualTo(404);
    }

    private Client.Answer send(String recipient) {
        return boss.post(
                "/api/channels/mail/test",
                "{\"projectId\": \"%s\", \"recipient\": \"%s\"}".formatted(project, recipient));
    }
}
