package trapline.routes.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
import trapline.delivery.CapChannel;
import trapline.delivery.CapChannel.Audience;
import trapline.delivery.CapDocument;
import trapline.delivery.ChannelPolicy;
import trapline.delivery.Delivery;
import trapline.delivery.Patience;
import trapline.event.EventHistory.By;
import trapline.observation.Observations;
import trapline.routes.ftps.CapturedLog;
import trapline.routes.ftps.Eventually;
import trapline.standin.cap.CapCheck;
import trapline.standin.cap.CapStandIn;
import trapline.testing.TestDatabase;

/** CAP on good days and bad ones; what the receiver takes has been checked against the standard. */
class CapDeliveryIT {
    private static final String TOKEN = "t0ken-planted-for-cap";
    private static final String CONSOLE = "https://trapline.example.org";

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
    private static DeliveryWorld world;
    private static int opened;

    private CapStandIn receiver;
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
    void aReceiver() throws Exception {
        receiver = CapStandIn.start(TOKEN);
        channel = "cap-" + opened++;
        world.open(channel(CapChannel.Pictures.INSIDE, List.of("en", "sw")));
    }

    @AfterEach
    void stop() throws Exception {
        world.shut(channel);
        receiver.close();
    }

    @Test
    void sendsAValidAlertInEveryLanguageWithItsPicture() throws Exception {
        var delivery = world.owe(channel, channel);

        world.settles(delivery, "accepted");

        var alert = receiver.received().get(0);
        assertThat(alert.text("identifier"))
                .isEqualTo("trapline.%s.1".formatted(delivery.deliveryId()));
        assertThat(alert.text("msgType")).isEqualTo("Alert");
        assertThat(alert.text("sent")).isEqualTo(alert.text("effective")).endsWith("-00:00");
        assertThat(alert.text("scope")).isEqualTo("Restricted");
        assertThat(alert.text("category")).isEqualTo("Env");
        assertThat(alert.text("certainty")).isEqualTo("Likely");
        assertThat(alert.text("headline")).startsWith("Leopard at ");
        assertThat(alert.text("derefUri"))
                .isEqualTo(Base64.getEncoder().encodeToString(DeliveryWorld.PICTURE));
        assertThat(languages(alert)).containsExactly("en", "sw");
        assertThat(world.attempt(delivery, 1).receipt()).isEqualTo(alert.text("identifier"));
    }

    /** Each fault of the receiver: how the first attempt ends, and the delivery. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            textBlock =
                    """
                    400,           refused,  failed,   not valid
                    401,           deferred, accepted, token expired
                    403,           deferred, accepted, not for you
                    404,           refused,  failed,   nothing here
                    413,           deferred, accepted, too large
                    429,           deferred, accepted, too many alerts
                    429-wait,      deferred, accepted, too many alerts
                    500,           deferred, accepted, answered 500
                    503,           deferred, accepted, answered 503
                    redirect,      refused,  failed,   Redirects are not followed
                    silent-before, unknown,  accepted, no answer within
                    silent-after,  unknown,  accepted, no answer within
                    drops-before,  unknown,  accepted, connection broke
                    drops-after,   unknown,  accepted, connection broke
                    slow-body,     unknown,  accepted, no answer within
                    slow,          accepted, accepted,
                    """)
    void endsWithOneAlertOrTheReceiversReason(String fault, String first, String end, String reason)
            throws Exception {
        receiver.faults().add(receiver.faultNamed(fault), 1);
        var delivery = world.owe(channel, channel);

        var attempt = world.attempt(delivery, 1);
        world.settlesInTime(delivery, end);

        assertThat(attempt.outcome()).isEqualTo(first);
        if (reason != null) {
            assertThat(attempt.reason()).contains(reason);
        }
        assertThat(String.valueOf(attempt.reason())).doesNotContain(TOKEN);
        assertThat(receiver.received()).hasSize(end.equals("accepted") ? 1 : 0);
        assertThat(receiver.holding()).hasSize(end.equals("accepted") ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"drops-after", "silent-after", "slow-body"})
    void sendsTheSameBytesAgainWhenTheAnswerWasLost(String fault) throws Exception {
        receiver.faults().add(receiver.faultNamed(fault), 1);
        var delivery = world.owe(channel, channel);

        world.settlesInTime(delivery, "accepted");

        assertThat(receiver.received()).hasSize(1);
        assertThat(receiver.received().get(0).times()).isEqualTo(2);
    }

    @Test
    void sendsAnAlertWithoutItsPictureWhenThatWasTooLarge() throws Exception {
        receiver.faults().add(receiver.faultNamed("413"), 1);
        var delivery = world.owe(channel, channel);

        world.settlesInTime(delivery, "accepted");

        assertThat(receiver.received()).hasSize(1);
        assertThat(receiver.received().get(0).text("derefUri")).isEmpty();
        assertThat(world.documents.of(channel, delivery.deliveryId())).hasSize(1);
    }

    @Test
    void updatesTheAlertWhenItHasGrownAndCancelsItWhenItsEventIsOver() throws Exception {
        var delivery = world.owe(channel, channel);
        world.settles(delivery, "accepted");
        receiver.faults().add(receiver.faultNamed("503"), 1);

        grow(delivery);
        changes(2);
        world.world.eventDecisions.close(event(delivery), by(), OptionalInt.empty());
        changes(3);

        var update = receiver.received().get(1);
        var cancel = receiver.received().get(2);
        assertThat(update.text("msgType")).isEqualTo("Update");
        assertThat(update.text("description")).contains("2 pictures so far");
        assertThat(update.text("references")).isEqualTo(reference(receiver.received().get(0)));
        assertThat(update.text("derefUri")).isNotEmpty();
        assertThat(cancel.text("msgType")).isEqualTo("Cancel");
        assertThat(cancel.text("references").split(" ")).hasSize(2);
        assertThat(cancel.text("responseType")).isEqualTo("AllClear");
        assertThat(cancel.text("incidents")).isEqualTo(update.text("incidents"));
        assertThat(receiver.holding()).isEmpty();
    }

    @Test
    void tellsAnewWhatWasCancelledAndGoesOn() throws Exception {
        var delivery = world.owe(channel, channel);
        world.settles(delivery, "accepted");
        world.world.eventDecisions.close(event(delivery), by(), OptionalInt.empty());
        changes(2);

        world.world.eventDecisions.reopen(event(delivery), by(), OptionalInt.empty());
        changes(3);

        assertThat(receiver.received().get(2).text("msgType")).isEqualTo("Alert");
        assertThat(receiver.holding()).hasSize(1);
    }

    @Test
    void givesUpAnUpdateThatTheReceiverWillNeverTakeButNotTheNextOne() throws Exception {
        var delivery = world.owe(channel, channel);
        world.settles(delivery, "accepted");
        receiver.faults().add(receiver.faultNamed("400"), 1);
        grow(delivery);
        Eventually.holds(
                "the update is refused",
                () -> {
                    world.pass(Duration.ofSeconds(11));
                    world.grown.find();
                    return world.attempts(delivery).stream()
                            .anyMatch(a -> "refused".equals(a.outcome()));
                });

        grow(delivery);
        changes(2);

        assertThat(receiver.received().get(1).text("description")).contains("3 pictures so far");
        assertThat(world.state(delivery)).isEqualTo("accepted");
    }

    @ParameterizedTest
    @CsvSource({"EXACT, 1, 0", "ROUNDED, 0, 1", "WITHHELD, 0, 0"})
    void showsNoMoreOfASensitivePositionThanItMay(
            ChannelPolicy.Position leaving, int circles, int polygons) throws Exception {
        world.channels.replace(
                List.of(channel(CapChannel.Pictures.NONE, List.of("en"))),
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
        database.jdbc()
                .sql(
                        "update camera set latitude = -1.59213, longitude = 35.43871 where camera_id = :id")
                .param("id", capture.cameraId())
                .update();

        world.settles(world.owe(capture, "leopards", channel, channel), "accepted");

        var alert = receiver.received().get(0);
        assertThat(count(alert, "circle")).isEqualTo(circles);
        assertThat(count(alert, "polygon")).isEqualTo(polygons);
        if (leaving == ChannelPolicy.Position.EXACT) {
            assertThat(alert.text("circle")).isEqualTo("-1.59213,35.43871 0.5");
        } else {
            assertThat(alert.xml()).doesNotContain("1.592", "35.438");
        }
        if (leaving == ChannelPolicy.Position.ROUNDED) {
            assertThat(alert.text("polygon"))
                    .startsWith("-1.65000,35.35000 ")
                    .contains(" -1.55000,35.45000 ");
        }
    }

    @Test
    void publishesInTheFeedOfTheProjectOnly() throws Exception {
        var delivery = world.owe(channel, channel);
        world.settles(delivery, "accepted");

        var mine =
                world.documents.feed(channel, List.of(delivery.projectId()), Optional.empty(), 9);
        var others = world.documents.feed(channel, List.of(UUID.randomUUID()), Optional.empty(), 9);

        assertThat(mine)
                .extracting(CapDocument::xml)
                .containsExactly(receiver.received().get(0).xml());
        assertThat(others).isEmpty();
    }

    @Test
    void keepsThePictureOfADocumentThatOnlyLinksToIt() throws Exception {
        world.known(channel(CapChannel.Pictures.LINKED, List.of("en")));
        var delivery = world.owe(channel, channel);

        world.settles(delivery, "accepted");

        var alert = receiver.received().get(0);
        assertThat(alert.text("derefUri")).isEmpty();
        assertThat(alert.text("uri"))
                .isEqualTo(
                        "%s/api/cap/%s/%s.jpg"
                                .formatted(CONSOLE, channel, alert.text("identifier")));
        assertThat(world.documents.picture(alert.text("identifier")))
                .hasValue(DeliveryWorld.PICTURE);
    }

    @Test
    void servesAsASinkInARouteOfTheAdmins() throws Exception {
        world.world.projects.named("default");

        world.camel
                .createProducerTemplate()
                .requestBody(
                        "kamelet:alert-cap-sink?channel=%s".formatted(channel),
                        "The gate\ud800 is open & <nobody> is there\u0000");

        assertThat(receiver.received().get(0).text("headline"))
                .isEqualTo("The gate is open & <nobody> is there");
        assertThatThrownBy(
                        () ->
                                world.camel
                                        .createProducerTemplate()
                                        .requestBody(
                                                "kamelet:alert-cap-sink?channel=%s&to=no-such"
                                                        .formatted(channel),
                                                "text"))
                .hasRootCauseMessage("There is no project no-such. Set 'to'.");
    }

    @Test
    void showsTheTokenNowhere() throws Exception {
        try (var log = new CapturedLog("ROOT", Level.DEBUG)) {
            receiver.close();
            var delivery = world.owe(channel, channel);

            var attempt = world.attempt(delivery, 1);

            assertThat(attempt.reason()).isEqualTo("The receiver cannot be reached.");
            assertThat(log.lines()).noneMatch(line -> line.contains(TOKEN));
        }
    }

    private void grow(Delivery delivery) {
        var more = world.leopard("more-" + UUID.randomUUID());
        world.world.alerts.grow(
                delivery.alertId(),
                more.captureId(),
                new Observations.Observation("leopard", 2, 0.95));
    }

    /** Waits until so many documents have arrived, while time passes. */
    private void changes(int documents) throws Exception {
        Eventually.holds(
                "%d documents have arrived".formatted(documents),
                () -> {
                    world.pass(Duration.ofSeconds(11));
                    world.grown.find();
                    return receiver.received().size() == documents;
                });
        world.empties();
    }

    private static By by() {
        return new By("ranger@example.org", "api");
    }

    private static UUID event(Delivery delivery) {
        return world.world.deliveries.open(delivery.deliveryId()).orElseThrow().eventId();
    }

    private static String reference(CapStandIn.Received received) {
        return "%s,%s,%s"
                .formatted(
                        received.text("sender"),
                        received.text("identifier"),
                        received.text("sent"));
    }

    private static List<String> languages(CapStandIn.Received received) {
        var found = received.document().getElementsByTagNameNS(CapCheck.NAMESPACE, "language");
        return List.of(found.item(0).getTextContent(), found.item(1).getTextContent());
    }

    private static int count(CapStandIn.Received received, String name) {
        return received.document().getElementsByTagNameNS(CapCheck.NAMESPACE, name).getLength();
    }

    private CapChannel channel(CapChannel.Pictures pictures, List<String> languages) {
        return new CapChannel(
                channel,
                new CapChannel.Header(
                        "traps@park.example",
                        CapChannel.Status.TEST,
                        new Audience.Restricted("Park staff only")),
                languages,
                Duration.ofHours(6),
                pictures,
                Optional.of(new CapChannel.Receiver(receiver.url(), Optional.of(TOKEN))),
                Optional.of(URI.create(CONSOLE)),
                DeliveryWorld.LIMIT,
                Patience.DEFAULT);
    }
}
