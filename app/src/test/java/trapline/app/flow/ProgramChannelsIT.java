package trapline.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trapline.delivery.PushSubscriptions;
import trapline.runner.SampleData;
import trapline.standin.camera.SimulatedCamera;
import trapline.standin.cap.CapStandIn;
import trapline.standin.mqtt.MqttStandIn;
import trapline.standin.push.PushStandIn;

/**
 * One picture of a car, told by CAP, by MQTT and in a browser, through the configuration that an
 * admin writes.
 */
class ProgramChannelsIT {
    private static final String TOKEN = "t0ken-of-the-receiver";
    private static final String PASSWORD = "p4ssword-of-the-broker";

    @TempDir private Path folder;

    @Test
    void tellsAReceiverABrokerAndABrowser() throws Exception {
        var models = SampleData.find("models");
        try (var receiver = CapStandIn.start(TOKEN);
                var broker = MqttStandIn.start("trapline", PASSWORD);
                var server = PushStandIn.start()) {
            var installation = installation(models, receiver, broker, server);
            try (var trapline = new RunningTrapline(installation)) {
                subscribe(trapline, server);
                try (var camera = new SimulatedCamera(installation.camera("north-gate"))) {
                    camera.upload(SampleData.find("images/vehicle.jpg"), "IMG_1.JPG");
                }
                Until.holds(
                        "all three were told",
                        () -> trapline.count("delivery where state = 'accepted'") == 3);
                Until.holds(
                        "the camera is announced",
                        () ->
                                broker.topics().stream()
                                        .anyMatch(t -> t.startsWith("homeassistant/sensor/")));

                var document = receiver.received().get(0);
                assertThat(document.text("headline")).contains("north-gate");
                assertThat(feed(installation)).contains(document.text("identifier"));
                assertThat(broker.retained("trapline/status")).hasValue("online");
                assertThat(broker.topics())
                        .anyMatch(
                                topic -> topic.matches("trapline/cameras/north_gate_\\w+/picture"));
                assertThat(server.pushed().get(0).message().path("title").asText())
                        .contains("north-gate");
            }
            assertThat(broker.retained("trapline/status")).hasValue("offline");
        }
    }

    private Installation installation(
            Path models, CapStandIn receiver, MqttStandIn broker, PushStandIn server)
            throws IOException {
        var installation = new Installation(folder, 1, Optional.of(models));
        installation.write(
                "channels.yaml",
                """
                channels:
                  - id: warnings
                    kind: cap
                    sender: traps@park.example
                    receiver: %s
                    token: "{{file:%s}}"
                  - id: house
                    kind: mqtt
                    host: 127.0.0.1
                    port: %d
                    tls: false
                    username: trapline
                    password: "{{file:%s}}"
                  - id: browsers
                    kind: push
                    contact: mailto:admin@park.example
                    servers: ["%s"]
                """
                        .formatted(
                                receiver.url(),
                                secret("token", TOKEN),
                                broker.port(),
                                secret("password", PASSWORD),
                                server.hostAndPort()));
        installation.write(
                "rules.yaml",
                """
                rules:
                  - id: anything
                    when: {categories: [animal, person, vehicle, motion], minConfidence: 0.2}
                    tell:
                      - {channel: warnings}
                      - {channel: house}
                      - {channel: browsers, to: ["admin@trapline.local"]}
                """);
        return installation;
    }

    private Path secret(String name, String value) throws IOException {
        return Files.writeString(folder.resolve(name), value);
    }

    private static void subscribe(RunningTrapline trapline, PushStandIn server) {
        var admin =
                trapline.jdbc()
                        .sql("select account_id from account where server_admin")
                        .query(UUID.class)
                        .single();
        var browser = server.subscribe();
        trapline.part(PushSubscriptions.class)
                .keep(
                        admin,
                        new PushSubscriptions.Offer(
                                browser.getKey(),
                                browser.getValue().publicKey(),
                                browser.getValue().auth(),
                                "a browser"));
    }

    private static String feed(Installation installation) throws IOException, InterruptedException {
        var answer = installation.get("/api/cap/warnings/feed.atom");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
