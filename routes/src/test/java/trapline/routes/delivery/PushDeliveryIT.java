package trapline.routes.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.net.URI;
import java.time.Duration;
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
import trapline.delivery.Patience;
import trapline.delivery.PushChannel;
import trapline.delivery.PushSubscriptions.Offer;
import trapline.delivery.SignedLinks;
import trapline.event.EventHistory.By;
import trapline.routes.ftps.CapturedLog;
import trapline.routes.ftps.Eventually;
import trapline.standin.push.PushStandIn;
import trapline.testing.TestDatabase;

/** A push server on good days and bad ones. */
class PushDeliveryIT {
    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
    private static DeliveryWorld world;
    private static int opened;

    private PushStandIn server;
    private String channel;
    private String email;
    private UUID account;

    @BeforeAll
    static void startRoutes() throws Exception {
        world = new DeliveryWorld(database);
    }

    @AfterAll
    static void stopRoutes() {
        world.close();
    }

    @BeforeEach
    void aPersonWithOneBrowser() throws Exception {
        server = PushStandIn.start();
        channel = "browsers-" + opened++;
        world.open(channel());
        email = "Amina-%d@example.org".formatted(opened);
        account = account(email);
        browser(account);
    }

    @AfterEach
    void stop() throws Exception {
        world.shut(channel);
        server.close();
    }

    @Test
    void showsTheAlertInEveryBrowserOfThePersonAndInNoOther() throws Exception {
        var second = browser(account);
        var others = browser(account("other-%d@example.org".formatted(opened)));
        var delivery = world.owe(channel, email.toLowerCase(java.util.Locale.ROOT));

        world.settles(delivery, "accepted");

        assertThat(server.pushed()).hasSize(2);
        assertThat(server.pushed()).extracting(PushStandIn.Pushed::endpoint).contains(second);
        assertThat(server.pushed()).extracting(PushStandIn.Pushed::endpoint).doesNotContain(others);
        var message = server.pushed().get(0).message();
        assertThat(message.path("title").asText()).startsWith("Leopard at ");
        assertThat(message.path("url").asText()).startsWith("/events/");
        assertThat(message.path("tag").asText()).isEqualTo(delivery.alertId().toString());
        var image = message.path("image").asText();
        assertThat(image).startsWith("/answers/");
        assertThat(world.signedLinks.read(image.substring("/answers/".length())))
                .contains(
                        new SignedLinks.Asked(SignedLinks.Purpose.PICTURE, delivery.deliveryId()));
        assertThat(server.pushed().get(0).urgency()).isEqualTo("low");
        assertThat(server.pushed().get(0).alive()).isEqualTo(Duration.ofHours(4));
        assertThat(world.attempt(delivery, 1).receipt()).isEqualTo("2 browsers");
    }

    /** Each fault of the push server: how the first attempt ends, and the delivery. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            textBlock =
                    """
                    400,           refused,  failed,   bad request
                    401,           refused,  failed,   no token
                    403,           refused,  failed,   the key is another
                    404,           refused,  failed,   No browser shows messages
                    410,           refused,  failed,   No browser shows messages
                    413,           refused,  failed,   too large
                    429,           deferred, accepted, too many
                    429-wait,      deferred, accepted, too many
                    500,           deferred, accepted, answered 500
                    503,           deferred, accepted, answered 503
                    silent-before, unknown,  accepted, no answer within
                    silent-after,  unknown,  accepted, no answer within
                    drops-before,  unknown,  accepted, connection broke
                    drops-after,   unknown,  accepted, connection broke
                    slow,          accepted, accepted,
                    """)
    void endsWithTheNotificationOrTheServersReason(
            String fault, String first, String end, String reason) throws Exception {
        server.faults().add(server.faultNamed(fault), 1);
        var delivery = world.owe(channel, email);

        var attempt = world.attempt(delivery, 1);
        world.settlesInTime(delivery, end);

        assertThat(attempt.outcome()).isEqualTo(first);
        if (reason != null) {
            assertThat(attempt.reason()).contains(reason).doesNotContain("/send/");
        }
        assertThat(server.pushed()).hasSizeBetween(end.equals("accepted") ? 1 : 0, 2);
        assertThat(server.pushed()).extracting(PushStandIn.Pushed::topic).hasSizeLessThan(3);
    }

    @Test
    void waitsAsLongAsThePushServerAsks() throws Exception {
        server.faults().add(server.faultNamed("429-wait"), 1);
        var now = world.clock.instant();
        var delivery = world.owe(channel, email);

        world.attempt(delivery, 1);

        assertThat(world.nextAttempt(delivery)).isEqualTo(now.plusSeconds(120));
    }

    @Test
    void goesAgainOnlyToTheBrowsersThatDoNotHaveIt() throws Exception {
        browser(account);
        browser(account);
        server.faults().add(server.faultNamed("503"), 1);
        var delivery = world.owe(channel, email);

        world.settlesInTime(delivery, "accepted");

        assertThat(server.pushed()).hasSize(3);
        assertThat(server.pushed())
                .extracting(PushStandIn.Pushed::endpoint)
                .doesNotHaveDuplicates();
    }

    @Test
    void forgetsABrowserThatIsGoneAndReachesTheOthers() throws Exception {
        var gone = browser(account);
        server.unsubscribe(gone);
        var delivery = world.owe(channel, email);

        world.settles(delivery, "accepted");

        assertThat(world.browsers.of(account)).hasSize(1);
        assertThat(world.browsers.of(account)).noneMatch(b -> b.endpoint().equals(gone));
    }

    @Test
    void replacesTheNotificationSilentlyWhenTheEventIsOver() throws Exception {
        var delivery = world.owe(channel, email);
        world.settles(delivery, "accepted");
        var event = world.world.deliveries.open(delivery.deliveryId()).orElseThrow().eventId();

        world.world.eventDecisions.close(event, new By("Asha", "api"), OptionalInt.empty());
        Eventually.holds(
                "the notification is replaced",
                () -> {
                    world.pass(Duration.ofSeconds(11));
                    world.grown.find();
                    return server.pushed().size() > 1;
                });

        var first = server.pushed().get(0);
        var second = server.pushed().get(1);
        assertThat(second.message().path("tag")).isEqualTo(first.message().path("tag"));
        assertThat(second.topic()).isEqualTo(first.topic());
        assertThat(second.message().path("silent").asBoolean()).isTrue();
        assertThat(second.message().path("body").asText()).contains("Over");
    }

    @Test
    void saysWhatToDoForWhoHasNoBrowserOrNoAccount() throws Exception {
        var delivery = world.owe(channel, "nobody@example.org");

        world.settles(delivery, "failed");

        assertThat(world.attempt(delivery, 1).reason()).contains("Let them log in");
    }

    @Test
    void showsNothingToWhoMayNotLogInAnyMore() throws Exception {
        database.jdbc()
                .sql("update account set disabled_at = now() where account_id = :id")
                .param("id", account)
                .update();

        world.settles(world.owe(channel, email), "failed");

        assertThat(server.pushed()).isEmpty();
    }

    @Test
    void sendsNothingToAServerThatTheConfigurationDoesNotName() throws Exception {
        world.known(
                new PushChannel(
                        channel,
                        "mailto:admin@example.org",
                        Set.of(),
                        Optional.empty(),
                        DeliveryWorld.LIMIT,
                        Patience.DEFAULT));
        var delivery = world.owe(channel, email);

        world.settles(delivery, "failed");

        assertThat(world.attempt(delivery, 1).reason()).contains("not one that may be used");
        assertThat(server.pushed()).isEmpty();
    }

    @Test
    void servesAsASinkInARouteOfTheAdmins() throws Exception {
        world.camel
                .createProducerTemplate()
                .requestBody(
                        "kamelet:alert-push-sink?channel=%s&to=%s".formatted(channel, email),
                        "The gate is open");

        assertThat(server.pushed().get(0).message().path("body").asText())
                .isEqualTo("The gate is open");
    }

    @Test
    void showsNoEndpointAnywhere() throws Exception {
        try (var log = new CapturedLog("ROOT", Level.INFO)) {
            for (var fault : new String[] {"400", "500", "drops-before"}) {
                server.faults().add(server.faultNamed(fault), 1);
                world.attemptInTime(world.owe(channel, email), 1);
            }
            server.close();
            world.attemptInTime(world.owe(channel, email), 1);

            assertThat(log.lines()).noneMatch(line -> line.contains("/send/"));
            assertThat(world.browsers.of(account).toString()).doesNotContain("/send/");
        }
    }

    private String browser(UUID owner) {
        var subscribed = server.subscribe();
        world.browsers.keep(
                owner,
                new Offer(
                        subscribed.getKey(),
                        subscribed.getValue().publicKey(),
                        subscribed.getValue().auth(),
                        "a browser"));
        return subscribed.getKey();
    }

    private static UUID account(String email) {
        var id = world.world.identifiers.next();
        database.jdbc()
                .sql(
                        """
                        insert into account (account_id, email, password_hash, created_at)
                        values (:id, :email, 'none', now())
                        """)
                .param("id", id)
                .param("email", email)
                .update();
        return id;
    }

    private PushChannel channel() {
        return new PushChannel(
                channel,
                "mailto:admin@example.org",
                Set.of(server.hostAndPort()),
                Optional.of(URI.create("https://trapline.example.org")),
                DeliveryWorld.LIMIT,
                Patience.DEFAULT);
    }
}
