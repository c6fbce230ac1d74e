package trapline.routes.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trapline.delivery.Patience;
import trapline.delivery.TelegramChannel;
import trapline.routes.ftps.CapturedLog;
import trapline.standin.telegram.TelegramFaults;
import trapline.standin.telegram.TelegramStandIn;
import trapline.testing.TestDatabase;

/** Telegram on good days and bad ones: how each delivery ends, and what its attempts tell. */
class TelegramDeliveryIT {
    private static final String TOKEN = "123456789:AAplantedSecretOfTheBot0123456789";
    private static final Duration WHILE = Duration.ofSeconds(20);

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
    private static DeliveryWorld world;
    private static int opened;

    private TelegramStandIn telegram;
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
    void aBot() throws Exception {
        telegram = TelegramStandIn.start(TOKEN);
        channel = "bot-" + opened++;
        world.open(bot());
    }

    @AfterEach
    void stop() throws Exception {
        world.shut(channel);
        telegram.close();
    }

    @Test
    void sendsThePictureWithItsTextAndButtons() throws Exception {
        var delivery = world.owe(channel, "42");

        world.settles(delivery, "accepted");

        var message = telegram.messages().get(0);
        assertThat(message.chatId()).isEqualTo(42);
        assertThat(message.method()).isEqualTo("sendPhoto");
        assertThat(message.text()).startsWith("<b>Leopard at gate-").contains("leopards");
        assertThat(message.pictures()).containsExactly(DeliveryWorld.PICTURE);
        assertThat(message.markup().orElseThrow())
                .contains("\"callback_data\":\"ack:", "https://trapline.example.org/events/");
        assertThat(world.attempts(delivery))
                .singleElement()
                .satisfies(
                        attempt -> {
                            assertThat(attempt.outcome()).isEqualTo("accepted");
                            assertThat(attempt.receipt())
                                    .isEqualTo("42/%d/photo".formatted(message.messageId()));
                        });
    }

    @Test
    void uploadsThePictureOfAnAlertOnceForAllItsChats() throws Exception {
        var capture = world.leopard("shared-" + channel);
        var first = world.owe(capture, "leopards", channel, "51");
        world.settles(first, "accepted");

        var second = world.owe(capture, "people", channel, "52");
        world.settles(second, "accepted");

        assertThat(telegram.messages()).hasSize(2);
        assertThat(telegram.uploads()).isEqualTo(1);
        assertThat(telegram.messages().get(1).pictures()).containsExactly(DeliveryWorld.PICTURE);
    }

    /** Each fault once: how the first attempt ends, and the delivery after at most a minute. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            textBlock =
                    """
                    429,                     deferred, accepted, retry after 3
                    429-without-retry-after, deferred, accepted, answered 429
                    500,                     deferred, accepted, answered 500
                    502-page,                deferred, accepted, answered 502
                    401,                     deferred, accepted, answered 401
                    403-blocked,             refused,  failed,   blocked by the user
                    400-chat-not-found,      refused,  failed,   chat not found
                    400-cannot-parse,        accepted, accepted,
                    400-photo-dimensions,    accepted, accepted,
                    413,                     deferred, accepted, answered 413
                    silent-before,           unknown,  accepted, no answer within
                    silent-after,            unknown,  accepted, no answer within
                    drops-before,            unknown,  accepted, connection broke
                    drops-after,             unknown,  accepted, connection broke
                    slow-body,               unknown,  accepted, no answer within
                    slow,                    accepted, accepted,
                    """)
    void endsDeliveredOrFailedWithTelegramsReason(
            String fault, String first, String end, String reason) throws Exception {
        telegram.faults().add(TelegramFaults.all().get(fault), 1);
        var delivery = world.owe(channel, "42");

        var attempt = world.attempt(delivery, 1);
        if (first.equals("deferred") || first.equals("unknown")) {
            world.backOff(Duration.ofMinutes(1));
        }
        world.settles(delivery, end);

        assertThat(attempt.outcome()).isEqualTo(first);
        if (reason != null) {
            assertThat(attempt.reason()).contains(reason);
        }
        assertThat(world.attempts(delivery))
                .allSatisfy(
                        a -> assertThat(String.valueOf(a.reason())).doesNotContain("AAplanted"));
    }

    @Test
    void waitsAsLongAsTelegramAsksAndOnlyInThatChat() throws Exception {
        telegram.faults().add(TelegramFaults.tooMany(120), 1);
        var slowed = world.owe(channel, "61");
        world.attempt(slowed, 1);

        var other = world.owe(channel, "62");
        world.settles(other, "accepted");

        assertThat(world.nextAttempt(slowed))
                .isEqualTo(world.clock.instant().plus(Duration.ofSeconds(121)));
        assertThat(world.state(slowed)).isEqualTo("due");
    }

    @Test
    void saysThatAMessageIsSentAgainWhenTheFirstAnswerWasLost() throws Exception {
        telegram.faults().add(TelegramFaults.all().get("drops-after"), 1);
        var delivery = world.owe(channel, "42");
        world.attempt(delivery, 1);
        world.backOff(Duration.ofMinutes(1));

        world.settles(delivery, "accepted");

        assertThat(telegram.messages()).hasSize(2);
        assertThat(telegram.messages().get(0).text()).doesNotContain("Sent again");
        assertThat(telegram.messages().get(1).text()).contains("Sent again");
    }

    @Test
    void followsAGroupToItsNewId() throws Exception {
        telegram.upgrades(-77, -10077);
        world.settles(world.owe(channel, "-77"), "accepted");
        world.clock.advance(Duration.ofMinutes(2));

        world.settles(world.owe(channel, "-77"), "accepted");

        assertThat(telegram.messages()).allMatch(message -> message.chatId() == -10077);
        assertThat(telegram.requests()).isEqualTo(3);
    }

    @Test
    void writesNoMoreToWhoHasBlockedTheBot() throws Exception {
        telegram.blocks(42);
        world.settles(world.owe(channel, "42"), "failed");

        var next = world.owe(channel, "42");
        world.settlesInTime(next, "failed");

        assertThat(telegram.requests()).isEqualTo(1);
        assertThat(world.attempt(next, 1).reason()).contains("blocked by the user", "Link");
    }

    @Test
    void failsVisiblyForWhoHasNotLinkedAChat() throws Exception {
        var delivery = world.owe(channel, "amina");

        world.settles(delivery, "failed");

        assertThat(world.attempt(delivery, 1).reason()).contains("has not linked a chat");
    }

    @Test
    void restsWhenTelegramIsAwayAndLetsOneFindOutThatItIsBack() throws Exception {
        telegram.faults().always(TelegramFaults.all().get("500"));
        for (var chat = 71; chat < 76; chat++) {
            world.attempt(world.owe(channel, String.valueOf(chat)), 1);
        }
        var during = world.owe(channel, "79");
        world.postponed(during);

        telegram.faults().clear();
        world.settlesInTime(during, "accepted");

        assertThat(world.attempts(during)).hasSize(1);
    }

    @Test
    void servesAsASinkInARouteOfTheAdmins() throws Exception {
        world.camel
                .createProducerTemplate()
                .requestBody(
                        "kamelet:alert-telegram-sink?channel=%s&to=42".formatted(channel),
                        "The gate is open & <b>nobody</b> is there");

        var message = telegram.await(1, WHILE).get(0);
        assertThat(message.text()).isEqualTo("The gate is open & <b>nobody</b> is there");
    }

    @Test
    void showsTheTokenNowhere() throws Exception {
        try (var log = new CapturedLog("ROOT", Level.INFO)) {
            telegram.close();
            var delivery = world.owe(channel, "42");

            var attempt = world.attempt(delivery, 1);

            assertThat(attempt.reason()).isEqualTo("Telegram cannot be reached.");
            assertThat(log.lines()).noneMatch(line -> line.contains("AAplanted"));
        }
    }

    private TelegramChannel bot() {
        return new TelegramChannel(
                channel,
                telegram.url(),
                TOKEN,
                TelegramChannel.Answers.OFF,
                false,
                Optional.of(URI.create("https://trapline.example.org")),
                DeliveryWorld.LIMIT,
                Patience.DEFAULT);
    }
}
