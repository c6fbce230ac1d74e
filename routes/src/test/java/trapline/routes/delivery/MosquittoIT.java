package trapline.routes.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import trapline.delivery.MqttChannel;
import trapline.delivery.Patience;
import trapline.routes.ftps.Eventually;
import trapline.standin.tls.SelfMadeCertificate;
import trapline.testing.TestDatabase;

/** The real broker that most people have, with a password, over TLS, and with rights. */
class MosquittoIT {
    private static final String PASSWORD = "correct-horse-battery-staple";

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    @TempDir private Path folder;
    private DeliveryWorld world;

    @BeforeEach
    void startRoutes() throws Exception {
        Mosquitto.program("mosquitto");
        world = new DeliveryWorld(database);
    }

    @AfterEach
    void stopRoutes() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void keepsWhatHomeAssistantFindsWhenItComesLater() throws Exception {
        try (var broker = new Mosquitto(folder, login())) {
            world.open(channel(broker.port(), PASSWORD, Optional.empty()));
            var delivery = world.owe("house", "house");
            world.settles(delivery, "accepted");
            world.mqttWatch.show("house");

            var found = retained(broker.port());

            assertThat(found.get("trapline/status"))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("online");
            assertThat(found.keySet())
                    .anyMatch(topic -> topic.matches("homeassistant/sensor/.*/battery/config"))
                    .anyMatch(topic -> topic.endsWith("/state"))
                    .anyMatch(topic -> topic.endsWith("/availability"))
                    .noneMatch(topic -> topic.endsWith("/event") || topic.endsWith("/alerts"));
            assertThat(found.entrySet())
                    .filteredOn(entry -> entry.getKey().endsWith("/picture"))
                    .extracting(Map.Entry::getValue)
                    .contains(DeliveryWorld.PICTURE);
        }
    }

    @Test
    void speaksTlsToABrokerWhoseCertificateIsNamed() throws Exception {
        var certificate = SelfMadeCertificate.make();
        var pem = pem(certificate);
        var trusted =
                pem(
                        folder.resolve("trusted.pem"),
                        "CERTIFICATE",
                        certificate.certificate().getEncoded());
        try (var broker =
                new Mosquitto(
                        folder, login() + "\ncertfile %s\nkeyfile %s".formatted(trusted, pem))) {
            world.open(channel(broker.port(), PASSWORD, Optional.of(trusted)));

            world.settles(world.owe("house", "house"), "accepted");
        }
    }

    @Test
    void waitsForARightPassword() throws Exception {
        try (var broker = new Mosquitto(folder, login())) {
            world.open(channel(broker.port(), "another-password", Optional.empty()));
            var delivery = world.owe("house", "house");

            var attempt = world.attempt(delivery, 1);

            assertThat(attempt.outcome()).isEqualTo("deferred");
            assertThat(attempt.reason()).contains("refused the login");
        }
    }

    @Test
    void saysWhichRightIsMissing() throws Exception {
        var rights =
                Files.writeString(
                        folder.resolve("rights"), "user trapline\ntopic write trapline/status\n");
        try (var broker = new Mosquitto(folder, login() + "\nacl_file " + rights)) {
            world.open(channel(broker.port(), PASSWORD, Optional.empty()));
            var delivery = world.owe("house", "house");

            world.settles(delivery, "failed");

            assertThat(world.attempt(delivery, 1).reason())
                    .contains("not authorized", "Let the user write");
        }
    }

    @Test
    void goesOnWhenTheBrokerWasAway() throws Exception {
        try (var broker = new Mosquitto(folder, login())) {
            world.open(channel(broker.port(), PASSWORD, Optional.empty()));
            world.settles(world.owe("house", "house"), "accepted");
            broker.stop();
            var during = world.owe("house", "house");
            assertThat(world.attempt(during, 1).outcome()).isIn("deferred", "unknown");

            broker.start();

            world.settlesInTime(during, "accepted");
            assertThat(retained(broker.port()).get("trapline/status"))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("online");
        }
    }

    /** What somebody is told who subscribes to everything. */
    private Map<String, byte[]> retained(int port) throws Exception {
        var client =
                Mqtt5Client.builder()
                        .serverHost("127.0.0.1")
                        .serverPort(port)
                        .simpleAuth()
                        .username("trapline")
                        .password(PASSWORD.getBytes(StandardCharsets.UTF_8))
                        .applySimpleAuth()
                        .buildBlocking();
        client.connect();
        var found = new HashMap<String, byte[]>();
        try (var publishes = client.publishes(MqttGlobalPublishFilter.ALL)) {
            client.subscribeWith().topicFilter("#").send();
            Eventually.holds(
                    "the status has come",
                    () -> {
                        var next = publishes.receive(1, TimeUnit.SECONDS);
                        next.ifPresent(
                                p -> found.put(p.getTopic().toString(), p.getPayloadAsBytes()));
                        return next.isEmpty() && found.containsKey("trapline/status");
                    });
        } finally {
            client.disconnect();
        }
        return found;
    }

    private String login() throws Exception {
        return "allow_anonymous false\npassword_file "
                + Mosquitto.passwords(folder, "trapline", PASSWORD);
    }

    private Path pem(SelfMadeCertificate certificate) throws Exception {
        var store = folder.resolve("server.p12");
        certificate.write(store, PASSWORD);
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        var key = keys.getKey(keys.aliases().nextElement(), PASSWORD.toCharArray());
        return pem(folder.resolve("server.pem"), "PRIVATE KEY", key.getEncoded());
    }

    private static Path pem(Path file, String what, byte[] encoded) throws Exception {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return Files.writeString(
                file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, text));
    }

    private MqttChannel channel(int port, String password, Optional<Path> trusted) {
        return new MqttChannel(
                "house",
                new MqttChannel.Broker(
                        "127.0.0.1",
                        port,
                        trusted.isPresent(),
                        trusted,
                        Optional.of("trapline"),
                        Optional.of(password)),
                "trapline",
                Optional.of("homeassistant"),
                true,
                Duration.ofHours(36),
                Optional.empty(),
                Duration.ofSeconds(5),
                Patience.DEFAULT);
    }
}
