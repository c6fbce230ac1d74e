package trapline.routes.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trapline.capture.Capture;
import trapline.delivery.ChannelPolicy;
import trapline.delivery.MqttChannel;
import trapline.delivery.Patience;
import trapline.observation.Observations;
import trapline.routes.ftps.CapturedLog;
import trapline.routes.ftps.Eventually;
import trapline.standin.mqtt.ConnectFault;
import trapline.standin.mqtt.MqttFault;
import trapline.standin.mqtt.MqttStandIn;
import trapline.testing.TestDatabase;

/** A broker on good days and bad ones. */
class MqttDeliveryIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "p4ssword-planted-for-mqtt";

    /** The first connection of the process loads the whole client within it. */
    private static final Duration LIMIT = Duration.ofSeconds(3);

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
    private static DeliveryWorld world;
    private static int opened;

    private MqttStandIn broker;
    private String channel;

    @BeforeAll
    static void startRoutes() throws Exception {
        world = new DeliveryWorld(database);
    }

    @AfterAll
    static void stopRoutes() {
        world.close();
    }

    @BeforeEach
    void aBroker() throws Exception {
        broker = MqttStandIn.start("trapline", PASSWORD);
        channel = "house-" + opened++;
        world.open(channel(PASSWORD));
    }

    @AfterEach
    void stop() throws Exception {
        world.shut(channel);
        world.mqtt.keepOnly(List.of());
        broker.close();
    }

    @Test
    void keepsTheLastSightingAndItsPictureAndLetsTheAlertPassBy() throws Exception {
        var capture = world.leopard("North Gate é/#+");
        var delivery = world.owe(capture, "leopards", channel, channel);

        world.settles(delivery, "accepted");

        var below = below(capture, "north_gate_e");
        var state = json(broker.retained(below + "/state").orElseThrow());
        assertThat(state.path("label").asText()).isEqualTo("Leopard");
        assertThat(state.path("count").asInt()).isEqualTo(1);
        assertThat(state.path("confidence").asDouble()).isEqualTo(0.91);
        assertThat(state.path("event_type").asText()).isEqualTo("alert");
        assertThat(state.path("delivery").asText()).isEqualTo(delivery.deliveryId().toString());
        assertThat(broker.retainedBytes(below + "/picture")).hasValue(DeliveryWorld.PICTURE);
        assertThat(broker.retained("trapline/status")).hasValue("online");
        assertThat(broker.published())
                .filteredOn(message -> !message.retain())
                .extracting(MqttStandIn.Published::topic)
                .containsExactly(below + "/event", "trapline/alerts");
    }

    /** Each fault while an alert is published: how the first attempt ends, and the delivery. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            textBlock =
                    """
                    DENIES,        refused,  failed,   not authorized
                    QUOTA,         deferred, accepted, quota exceeded
                    ERROR,         deferred, accepted, unspecified error
                    TOO_LARGE,     deferred, accepted, packet too large
                    SILENT_BEFORE, unknown,  accepted, did not say within
                    SILENT_AFTER,  unknown,  accepted, did not say within
                    DROPS_BEFORE,  unknown,  accepted, connection broke
                    DROPS_AFTER,   unknown,  accepted, connection broke
                    SLOW,          accepted, accepted,
                    """)
    void endsWithTheAlertOrTheBrokersReason(
            MqttFault fault, String first, String end, String reason) throws Exception {
        broker.faults().add(fault, 1);
        var delivery = world.owe(channel, channel);

        var attempt = world.attempt(delivery, 1);
        world.settlesInTime(delivery, end);

        assertThat(attempt.outcome()).isEqualTo(first);
        if (reason != null) {
            assertThat(attempt.reason()).contains(reason);
        }
        if (end.equals("accepted")) {
            assertThat(broker.published())
                    .filteredOn(message -> message.topic().equals("trapline/alerts"))
                    .isNotEmpty()
                    .allMatch(m -> m.text().contains(delivery.deliveryId().toString()));
        }
    }

    /** Each fault of a broker to whom Trapline connects. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            textBlock =
                    """
                    BAD_LOGIN,      refused the login: bad user name or password
                    NOT_AUTHORIZED, refused the login: not authorized
                    BUSY,           did not let Trapline in: server busy
                    UNAVAILABLE,    did not let Trapline in: server unavailable
                    OLD,            does not speak MQTT 5
                    SILENT,         cannot be reached
                    DROPS,          cannot be reached
                    """)
    void waitsForABrokerThatLetsNobodyIn(ConnectFault fault, String reason) throws Exception {
        broker.connectFaults().add(fault, 1);
        var delivery = world.owe(channel, channel);

        var attempt = world.attempt(delivery, 1);
        world.settlesInTime(delivery, "accepted");

        assertThat(attempt.outcome()).isEqualTo("deferred");
        assertThat(attempt.reason()).contains(reason).doesNotContain(PASSWORD);
        assertThat(world.attempts(delivery)).hasSize(2);
    }

    @Test
    void connectsAgainWhenTheConnectionIsCutAndSaysThatItIsBack() throws Exception {
        world.settles(world.owe(channel, channel), "accepted");
        broker.cut();
        Eventually.holds(
                "the broker says that Trapline is away",
                () -> broker.retained("trapline/status").equals(Optional.of("offline")));

        world.settlesInTime(world.owe(channel, channel), "accepted");

        assertThat(broker.retained("trapline/status")).hasValue("online");
    }

    @Test
    void saysGoodbyeWhenTheChannelGoes() throws Exception {
        world.settles(world.owe(channel, channel), "accepted");

        world.mqtt.keepOnly(List.of());

        assertThat(broker.retained("trapline/status")).hasValue("offline");
    }

    @Test
    void sendsAnAlertWithoutItsPictureWhenThatWasTooLarge() throws Exception {
        broker.faults().add(MqttFault.TOO_LARGE, 1);
        var capture = world.leopard("small-" + channel);
        var delivery = world.owe(capture, "leopards", channel, channel);

        world.settlesInTime(delivery, "accepted");

        assertThat(broker.topics()).noneMatch(topic -> topic.endsWith("/picture"));
    }

    @Test
    void replacesWhatIsKeptWhenTheEventHasGrown() throws Exception {
        var capture = world.leopard("pond");
        var delivery = world.owe(capture, "leopards", channel, channel);
        world.settles(delivery, "accepted");
        var more = world.leopard("pond-" + UUID.randomUUID());

        world.world.alerts.grow(
                delivery.alertId(),
                more.captureId(),
                new Observations.Observation("leopard", 3, 0.95));
        var topic = below(capture, "pond") + "/state";
        Eventually.holds(
                "the state is replaced",
                () -> {
                    world.pass(Duration.ofSeconds(11));
                    world.grown.find();
                    return broker.retained(topic).orElseThrow().contains("\"update\"");
                });

        var state = json(broker.retained(topic).orElseThrow());
        assertThat(state.path("count").asInt()).isEqualTo(3);
        assertThat(state.path("captures").asInt()).isEqualTo(2);
        assertThat(broker.retained(below(capture, "pond") + "/picture")).isPresent();
    }

    @Test
    void announcesEachCameraAsHomeAssistantWantsIt() throws Exception {
        var capture = world.leopard("Ridge");
        battery(capture, 42);

        world.mqttWatch.show(channel);

        var below = below(capture, "ridge");
        var unique = "trapline_" + capture.cameraId().toString().replace("-", "");
        for (var entity :
                List.of(
                        "sensor %s label",
                        "sensor %s count",
                        "sensor %s seen",
                        "sensor %s battery",
                        "sensor %s heard",
                        "event %s event",
                        "image %s picture")) {
            var topic =
                    "homeassistant/%s/config".formatted(entity.formatted(unique).replace(' ', '/'));
            var config = json(broker.retained(topic).orElseThrow());
            assertThat(config.path("unique_id").asText()).startsWith(unique);
            assertThat(config.path("device").path("identifiers").path(0).asText())
                    .isEqualTo(unique);
            assertThat(config.path("device").path("name").asText()).isEqualTo("Ridge");
            assertThat(config.path("availability").path(0).path("topic").asText())
                    .isEqualTo("trapline/status");
            assertThat(config.path("availability").path(1).path("topic").asText())
                    .isEqualTo(below + "/availability");
        }
        assertThat(json(broker.retained(below + "/health").orElseThrow()).path("battery").asInt())
                .isEqualTo(42);
        assertThat(broker.retained(below + "/availability")).hasValue("online");
    }

    @Test
    void tellsOnlyWhatHasChangedAndAllOfItWhenTheBrokerHasForgotten() throws Exception {
        var capture = world.leopard("Bridge");
        battery(capture, 80);
        world.mqttWatch.show(channel);
        var before = broker.published().size();

        battery(capture, 79);
        world.mqttWatch.show(channel);
        var changed = broker.published().subList(before, broker.published().size());
        broker.forget();
        broker.cut();
        Eventually.holds(
                "all is told again",
                () -> {
                    world.mqttWatch.show(channel);
                    return broker.retained(below(capture, "bridge") + "/health").isPresent();
                });

        assertThat(changed)
                .extracting(MqttStandIn.Published::topic)
                .containsExactly("trapline/status", below(capture, "bridge") + "/health");
        assertThat(broker.topics()).anyMatch(topic -> topic.startsWith("homeassistant/sensor/"));
    }

    @Test
    void showsACameraAsAwayThatWasNotHeardOfForLong() throws Exception {
        var capture = world.leopard("Valley");
        world.clock.advance(Duration.ofDays(3));

        world.mqttWatch.show(channel);

        assertThat(broker.retained(below(capture, "valley") + "/availability")).hasValue("offline");
    }

    @Test
    void takesBackWhatItToldOfACameraThatIsGoneOrHasAnotherName() throws Exception {
        var gone = world.leopard("Gone");
        var renamed = world.leopard("Before");
        world.mqttWatch.show(channel);
        world.settles(world.owe(gone, "leopards", channel, channel), "accepted");

        set(gone, "state = 'retired'");
        set(renamed, "name = 'After'");
        world.mqttWatch.show(channel);

        var id = gone.cameraId().toString().replace("-", "");
        assertThat(broker.topics())
                .noneMatch(topic -> topic.contains(id) || topic.contains("/gone_"))
                .noneMatch(topic -> topic.contains("/before_"))
                .contains(below(renamed, "after") + "/health");
    }

    @Test
    void announcesOnlyCamerasOfProjectsThatMayUseTheChannel() throws Exception {
        world.leopard("Hill");
        world.channels.replace(
                List.of(channel(PASSWORD)),
                Map.of(
                        channel,
                        new ChannelPolicy(
                                "en",
                                Set.of("some other project"),
                                Set.of(),
                                Set.of(),
                                ChannelPolicy.Position.EXACT,
                                Duration.ofMinutes(2))));

        world.mqttWatch.show(channel);

        assertThat(broker.topics()).containsExactly("trapline/status");
    }

    @ParameterizedTest
    @CsvSource({"EXACT, -1.59213, 1", "ROUNDED, -1.6, 1", "WITHHELD, , 0"})
    void showsNoMoreOfASensitivePositionThanItMay(
            ChannelPolicy.Position leaving, Double latitude, int positions) throws Exception {
        world.channels.replace(
                List.of(channel(PASSWORD)),
                Map.of(
                        channel,
                        new ChannelPolicy(
                                "en",
                                Set.of(),
                                Set.of(),
                                Set.of("leopard"),
                                leaving,
                                Duration.ofMinutes(2))));
        var capture = world.leopard("somewhere-" + channel);
        set(capture, "latitude = -1.59213, longitude = 35.43871");

        world.settles(world.owe(capture, "leopards", channel, channel), "accepted");

        var alerts =
                broker.published().stream()
                        .filter(message -> message.topic().equals("trapline/alerts"))
                        .toList();
        var alert = json(alerts.get(0).text());
        assertThat(alert.findValues("latitude")).hasSize(positions);
        if (latitude != null) {
            assertThat(alert.path("latitude").asDouble()).isEqualTo(latitude);
        }
        assertThat(alerts.get(0).text().contains("1.592"))
                .isEqualTo(leaving == ChannelPolicy.Position.EXACT);
    }

    @Test
    void saysInTheListOfChannelsHowTheBrokerIs() {
        var checks = new PartyChecks(world.channels, null, null, world.mqtt);

        assertThat(checks.check(channel).works()).isTrue();
        world.mqtt.keepOnly(List.of());
        broker.connectFaults().add(ConnectFault.BAD_LOGIN, 1);
        assertThat(checks.check(channel).words()).contains("refused the login");
    }

    @Test
    void servesAsASinkInARouteOfTheAdmins() throws Exception {
        world.camel
                .createProducerTemplate()
                .requestBody(
                        "kamelet:alert-mqtt-sink?channel=%s&to=gate/open".formatted(channel),
                        "The gate is open");

        assertThat(broker.published())
                .filteredOn(message -> message.topic().equals("trapline/gate/open"))
                .extracting(MqttStandIn.Published::text)
                .containsExactly("The gate is open");
        assertThatThrownBy(
                        () ->
                                world.camel
                                        .createProducerTemplate()
                                        .requestBody(
                                                "kamelet:alert-mqtt-sink?channel=%s&to=RAW(#)"
                                                        .formatted(channel),
                                                "text"))
                .rootCause()
                .hasMessageContaining("no end of a topic");
    }

    @Test
    void showsThePasswordNowhere() throws Exception {
        try (var log = new CapturedLog("ROOT", Level.DEBUG)) {
            broker.connectFaults().add(ConnectFault.BAD_LOGIN, 1);
            world.attempt(world.owe(channel, channel), 1);
            broker.close();
            world.attemptInTime(world.owe(channel, channel), 1);

            assertThat(log.lines()).noneMatch(line -> line.contains(PASSWORD));
        }
    }

    private static String below(Capture capture, String name) {
        var id = capture.cameraId().toString();
        return "trapline/cameras/%s_%s".formatted(name, id.substring(id.length() - 6));
    }

    private static void battery(Capture capture, int percent) {
        set(capture, "battery_percent = " + percent);
    }

    private static void set(Capture capture, String change) {
        database.jdbc()
                .sql("update camera set %s where camera_id = :id".formatted(change))
                .param("id", capture.cameraId())
                .update();
    }

    private static JsonNode json(String text) throws Exception {
        return JSON.readTree(text);
    }

    @Test
    void goesToNoNameThatLeadsToAnAddressForAMachinesOwnUse() throws Exception {
        world.open(channel(DeliveryWorld.REBOUND, PASSWORD));
        var delivery = world.owe(world.leopard("north"), "leopards", channel, channel);

        world.settles(delivery, "failed");

        assertThat(world.attempt(delivery, 1).reason()).contains("for a machine's own use");
    }

    private MqttChannel channel(String password) {
        return channel("127.0.0.1", password);
    }

    private MqttChannel channel(String host, String password) {
        return new MqttChannel(
                channel,
                new MqttChannel.Broker(
                        host,
                        broker.port(),
                        !host.equals("127.0.0.1"),
                        Optional.empty(),
                        Optional.of("trapline"),
                        Optional.of(password)),
                "trapline",
                Optional.of("homeassistant"),
                true,
                Duration.ofHours(36),
                Optional.of(URI.create("https://trapline.example.org")),
                LIMIT,
                Patience.DEFAULT);
    }
}
