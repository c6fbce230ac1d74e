package trapline.routes.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import trapline.alert.Rule;
import trapline.delivery.ChannelPolicy;
import trapline.delivery.Delivery;
import trapline.delivery.Patience;
import trapline.delivery.People;
import trapline.delivery.TelegramChannel;
import trapline.observation.Observations;
import trapline.routes.ftps.CapturedLog;
import trapline.standin.signal.SignalFaults;
import trapline.standin.signal.SignalStandIn;
import trapline.standin.telegram.TelegramFaults;
import trapline.standin.telegram.TelegramStandIn;
import trapline.testing.TestDatabase;

/** What all channels share: turns, other ways to the same person, parking, changes, and silence. */
class DeliveryEngineIT {
    private static final int PICTURE_BYTES = 3_000_000;

    private static final ChannelPolicy SUMMARY =
            new ChannelPolicy(
                    "en",
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    ChannelPolicy.Position.WITHHELD,
                    Duration.ofMinutes(2),
                    Optional.empty(),
                    true);

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
    private static DeliveryWorld world;
    private static int opened;

    private TelegramStandIn telegram;
    private SignalStandIn signal;
    private String bot;
    private String gateway;

    @BeforeAll
    static void startRoutes() throws Exception {
        world = new DeliveryWorld(database);
    }

    @AfterAll
    static void stopRoutes() {
        world.close();
    }

    @BeforeEach
    void open() throws Exception {
        telegram = TelegramStandIn.start(Bots.TELEGRAM_TOKEN);
        signal = SignalStandIn.start(Bots.SIGNAL_NUMBER);
        bot = "bot-" + opened;
        gateway = "signal-" + opened++;
        world.open(Bots.telegram(bot, telegram));
        world.open(Bots.signal(gateway, signal));
    }

    @AfterEach
    void shut() throws Exception {
        world.sending.people.replace(List.of());
        world.shut(bot);
        world.shut(gateway);
        telegram.close();
        signal.close();
    }

    @Test
    void givesEachOf64ChatsItsOwnPictureAndTextThoughTelegramSlowsDown() throws Exception {
        telegram.faults().add(TelegramFaults.tooMany(2), 6);
        var pictures = new TreeMap<Long, byte[]>();
        var owed = new ArrayList<Delivery>();
        for (var chat = 1000L; chat < 1064; chat++) {
            var capture = world.leopard("camera-of-" + chat);
            var picture = new byte[PICTURE_BYTES];
            Arrays.fill(picture, (byte) chat);
            picture[0] = (byte) (chat >> 8);
            pictures.put(chat, picture);
            world.picture(capture, picture);
            owed.add(world.owe(capture, "leopards", bot, String.valueOf(chat)));
        }

        for (var delivery : owed) {
            world.settlesInTime(delivery, "accepted");
        }

        assertThat(telegram.messages()).hasSize(64);
        assertThat(telegram.messages())
                .allSatisfy(
                        message -> {
                            assertThat(message.text()).contains("camera-of-" + message.chatId());
                            assertThat(message.pictures().get(0))
                                    .isEqualTo(pictures.get(message.chatId()));
                        });
        assertThat(telegram.messages()).extracting(m -> m.chatId()).doesNotHaveDuplicates();
    }

    @Test
    void writesToOneChatNoFasterThanItMay() throws Exception {
        var owed = new ArrayList<Delivery>();
        for (var i = 0; i < 5; i++) {
            owed.add(world.owe(bot, "42"));
        }
        world.settlesOne(owed);

        for (var delivery : owed) {
            world.settlesInTime(delivery, "accepted");
        }

        assertThat(owed).allSatisfy(d -> assertThat(world.attempts(d)).hasSize(1));
    }

    @Test
    void takesThePersonsNextChannelWhenOneRefuses() throws Exception {
        amina();
        signal.faults().add(SignalFaults.all().get("400-unregistered"), 1);

        var delivery = world.owe(gateway, "+31600000002");
        world.settles(delivery, "failed");
        telegram.await(1, Duration.ofSeconds(20));

        assertThat(world.deliveriesOf(delivery))
                .contains(gateway + " +31600000002 failed")
                .anyMatch(line -> line.startsWith(bot + " 42 "));
    }

    @Test
    void takesThePersonsNextChannelWhenOneStaysAway() throws Exception {
        amina();
        signal.close();

        var delivery = world.owe(gateway, "+31600000002");
        world.settlesInTime(delivery, "failed");
        telegram.await(1, Duration.ofSeconds(20));

        assertThat(telegram.messages()).hasSize(1);
        assertThat(world.attempts(delivery)).hasSizeGreaterThan(1);
    }

    @Test
    void holdsEverythingWhileParkedAndSendsItAfterwards() throws Exception {
        world.sending.parking.turn(true, "admin");
        var delivery = world.owe(bot, "42");
        world.postponed(delivery);
        world.clock.advance(Duration.ofDays(2));

        world.sending.parking.turn(false, "admin");
        world.settlesInTime(delivery, "accepted");

        assertThat(world.attempts(delivery)).hasSize(1);
    }

    @Test
    void changesTheMessageWhenItsEventHasGrown() throws Exception {
        var capture = world.leopard("gate-of-" + bot);
        var onTelegram = world.owe(capture, "leopards", bot, "42");
        var onSignal =
                world.owe(world.leopard("pond-of-" + bot), "leopards", gateway, "+31600000002");
        world.settles(onTelegram, "accepted");
        world.settles(onSignal, "accepted");
        assertThat(world.grown.find()).isZero();

        for (var delivery : List.of(onTelegram, onSignal)) {
            var more = world.leopard("more-of-" + delivery.channel());
            world.world.alerts.grow(
                    delivery.alertId(),
                    more.captureId(),
                    new Observations.Observation("leopard", 2, 0.95));
        }
        world.clock.advance(Duration.ofSeconds(30));
        assertThat(world.grown.find()).isEqualTo(2);
        world.empties();

        assertThat(telegram.messages()).hasSize(1);
        assertThat(telegram.messages().get(0).edits()).isEqualTo(1);
        assertThat(telegram.messages().get(0).text()).contains("2 pictures so far");
        assertThat(signal.messages().get(1).edits())
                .isEqualTo(signal.messages().get(0).timestamp());
        assertThat(world.state(onTelegram)).isEqualTo("accepted");
        assertThat(world.grown.find()).isZero();
    }

    @Test
    void endsWithAnAlbumOfTheBestPicturesWhenTheEventIsOver() throws Exception {
        var albums = "albums-" + bot;
        world.open(
                new TelegramChannel(
                        albums,
                        telegram.url(),
                        Bots.TELEGRAM_TOKEN,
                        TelegramChannel.Answers.OFF,
                        true,
                        Optional.empty(),
                        Duration.ofSeconds(5),
                        Patience.DEFAULT));
        var alone = world.owe(world.leopard("alone-of-" + bot), "leopards", albums, "41");
        var delivery = world.owe(world.leopard("album-of-" + bot), "leopards", albums, "42");
        world.settles(alone, "accepted");
        world.settles(delivery, "accepted");
        for (var i = 0; i < 14; i++) {
            var more = world.leopard("more-%d-of-%s".formatted(i, bot));
            world.world.alerts.grow(
                    delivery.alertId(),
                    more.captureId(),
                    new Observations.Observation("leopard", 1, 0.9));
        }
        assertThat(world.endMessages.find()).isZero();

        close(alone);
        close(delivery);
        assertThat(world.endMessages.find()).isEqualTo(1);
        assertThat(world.endMessages.find()).isZero();
        var end = world.end(delivery);
        world.settlesInTime(end, Set.of("accepted", "failed"));

        assertThat(world.state(end)).isEqualTo("accepted");
        var album =
                telegram.messages().stream()
                        .filter(message -> message.method().equals("sendMediaGroup"))
                        .toList();
        assertThat(album).hasSize(10).allMatch(message -> message.chatId() == 42);
        assertThat(album.get(0).text()).contains("Over, with 15 pictures", "Leopard at");
        assertThat(album.get(1).text()).isEmpty();
        assertThat(album).allMatch(message -> message.markup().isEmpty());
        world.shut(albums);
    }

    @Test
    void endsWithASummaryWhereItIsAskedFor() throws Exception {
        world.usedSo(gateway, SUMMARY);
        var delivery =
                world.owe(world.leopard("summary-of-" + bot), "leopards", gateway, "+31600000002");
        world.settles(delivery, "accepted");
        world.world.alerts.grow(
                delivery.alertId(),
                world.leopard("another-of-" + bot).captureId(),
                new Observations.Observation("leopard", 1, 0.9));

        close(delivery);
        assertThat(world.endMessages.find()).isEqualTo(1);
        world.settlesInTime(world.end(delivery), Set.of("accepted", "failed"));

        assertThat(signal.messages()).hasSize(2);
        assertThat(signal.messages().get(1).text()).contains("Over, with 2 pictures");
    }

    private static void close(Delivery delivery) {
        database.jdbc()
                .sql(
                        """
                        update event set state = 'closed', closed_at = :now, version = version + 1
                         where event_id = (select event_id from alert where alert_id = :alert)
                        """)
                .param("now", world.clock.instant().atOffset(ZoneOffset.UTC))
                .param("alert", delivery.alertId())
                .update();
    }

    @Test
    void keepsSecretsAndNumbersOutOfLogsAndRows() throws Exception {
        try (var log = new CapturedLog("ROOT", Level.DEBUG)) {
            for (var fault : TelegramFaults.all().values()) {
                telegram.faults().add(fault, 1);
            }
            for (var i = 0; i < 12; i++) {
                world.attemptInTime(world.owe(bot, String.valueOf(500 + i)), 1);
            }
            telegram.close();
            signal.close();
            world.attemptInTime(world.owe(gateway, "+31600000002"), 1);

            assertThat(log.lines()).noneMatch(line -> line.contains("AAplanted"));
            var rows =
                    database
                            .jdbc()
                            .sql("select coalesce(reason, '') from delivery_attempt")
                            .query(String.class)
                            .list()
                            .stream()
                            .collect(Collectors.joining("\n"));
            assertThat(rows).doesNotContain("AAplanted").doesNotContain("+316");
            assertThat(world.world.meters.getMetersAsString()).doesNotContain("AAplanted");
        }
    }

    private void amina() {
        world.sending.people.replace(
                List.of(
                        new People.Person(
                                "Amina",
                                Optional.of("sw"),
                                List.of(
                                        new Rule.Recipient(gateway, "+31600000002"),
                                        new Rule.Recipient(bot, "42")))));
    }
}
