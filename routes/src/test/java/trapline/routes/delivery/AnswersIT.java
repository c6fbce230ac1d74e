package trapline.routes.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import trapline.delivery.Delivery;
import trapline.standin.signal.SignalStandIn;
import trapline.standin.telegram.TelegramStandIn;
import trapline.standin.whatsapp.WhatsAppStandIn;
import trapline.testing.TestDatabase;

/** People answer from where they are: what it does, and what is said back. */
class AnswersIT {
    private static final String RANGER = "+31600000002";

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
    private static DeliveryWorld world;
    private static int opened;

    private TelegramStandIn telegram;
    private SignalStandIn signal;
    private WhatsAppStandIn meta;
    private String bot;
    private String gateway;
    private String business;

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
        meta = WhatsAppStandIn.start(Bots.META_ID, Bots.META_TOKEN, "camera_alert", 0);
        var number = opened++;
        bot = "bot-" + number;
        gateway = "signal-" + number;
        business = "business-" + number;
        world.open(Bots.telegram(bot, telegram));
        world.open(Bots.signal(gateway, signal));
        world.open(Bots.whatsApp(business, meta));
    }

    @AfterEach
    void shut() throws Exception {
        for (var channel : new String[] {bot, gateway, business}) {
            world.shut(channel);
        }
        telegram.close();
        signal.close();
        meta.close();
    }

    @Test
    void acknowledgesByTheButtonUnderAMessage() throws Exception {
        var delivery = sent(bot, "42");
        var message = telegram.messages().get(0);

        telegram.presses(message, 42, "Amina", button(delivery));
        telegram.presses(message, 42, "Amina", button(delivery));
        world.answers.poll(bot);

        assertThat(world.acknowledgedBy(delivery)).contains("Amina");
        assertThat(telegram.notices())
                .containsExactly("Acknowledged by Amina.", "Already acknowledged.");
    }

    @Test
    void takesNoButtonOfAMessageThatLiesElsewhere() throws Exception {
        var delivery = sent(bot, "42");
        sent(bot, "43");
        var other = telegram.messages().get(1);

        telegram.presses(other, 43, "Mallory", button(delivery));
        world.answers.poll(bot);

        assertThat(world.acknowledgedBy(delivery)).isEmpty();
    }

    @Test
    void acknowledgesByAReplyOnTelegram() throws Exception {
        var delivery = sent(bot, "-42");
        var message = telegram.messages().get(0);

        telegram.writes(-42, "Juma", "we had lunch", Optional.of(message.messageId()));
        telegram.writes(-42, "Juma", "Ack!", Optional.of(message.messageId()));
        world.answers.poll(bot);

        assertThat(world.acknowledgedBy(delivery)).contains("Juma");
        assertThat(telegram.messages().get(1).text()).isEqualTo("Acknowledged by Juma.");
        assertThat(telegram.messages()).hasSize(2);
    }

    @Test
    void linksAChatOnceAndSendsThere() throws Exception {
        var token = world.links.make(bot, "amina", "admin").token();

        telegram.writes(42, "Amina", "/start " + token, Optional.empty());
        telegram.writes(66, "Mallory", "/start " + token, Optional.empty());
        world.answers.poll(bot);
        world.settles(world.owe(bot, "amina"), "accepted");

        assertThat(telegram.messages().get(0).text()).contains("alerts for amina");
        assertThat(telegram.messages().get(1).text()).contains("not valid any more");
        assertThat(telegram.messages().get(2).chatId()).isEqualTo(42);
    }

    @Test
    void sendsNoMoreToWhoWritesStop() throws Exception {
        world.chats.link(bot, "amina", "42");
        telegram.writes(42, "Amina", "/stop", Optional.empty());
        world.answers.poll(bot);

        var delivery = world.owe(bot, "amina");
        world.settles(delivery, "failed");

        assertThat(world.attempt(delivery, 1).reason()).contains("They wrote stop.");
    }

    @Test
    void acknowledgesByAReactionOnSignal() throws Exception {
        var delivery = sent(gateway, SignalStandIn.GROUP);
        var message = signal.messages().get(0);

        signal.reacts(RANGER, "Amina", "👍🏽", message.timestamp(), true);
        world.answers.poll(gateway);

        assertThat(world.acknowledgedBy(delivery)).contains("Amina");
        assertThat(signal.messages().get(1).recipient()).isEqualTo(SignalStandIn.GROUP);
    }

    @Test
    void acknowledgesByAnswerOnSignalWithAndWithoutQuoting() throws Exception {
        var quoted = sent(gateway, RANGER);
        signal.writes(RANGER, "Amina", "ok", Optional.of(signal.messages().get(0).timestamp()));
        world.answers.poll(gateway);
        world.clock.advance(java.time.Duration.ofMinutes(1));
        var latest = sent(gateway, RANGER);
        signal.writes(RANGER, "Amina", "ack", Optional.empty());
        world.answers.poll(gateway);

        assertThat(world.acknowledgedBy(quoted)).contains("Amina");
        assertThat(world.acknowledgedBy(latest)).contains("Amina");
    }

    @Test
    void acknowledgesByAnAnswerThatMetaHasSigned() throws Exception {
        var delivery = sent(business, "254700000001");
        var id = meta.messages().get(0).id();
        var answer =
                """
                {"object":"whatsapp_business_account","entry":[{"changes":[{"value":{"messages":[
                {"from":"254700000001","id":"wamid.1","type":"text","text":{"body":"ack"},
                 "context":{"id":"%s"}}]}}]}]}
                """
                        .formatted(id);

        var forged = take(business, "sha256=00", answer);
        var before = world.acknowledgedBy(delivery);
        var signed = take(business, "sha256=" + Signing.hmac(Bots.META_SECRET, answer), answer);

        assertThat(forged).isEqualTo(403);
        assertThat(before).isEmpty();
        assertThat(signed).isEqualTo(200);
        assertThat(world.acknowledgedBy(delivery)).contains("+254700000001");
    }

    @Test
    void failsADeliveryOfWhichMetaSaysLaterThatItDidNotArrive() throws Exception {
        var delivery = sent(business, "254700000001");
        var status =
                """
                {"entry":[{"changes":[{"value":{"statuses":[{"id":"%s","status":"failed",
                 "errors":[{"code":131026,"title":"Message undeliverable"}]}]}}]}]}
                """
                        .formatted(meta.messages().get(0).id());

        take(business, "sha256=" + Signing.hmac(Bots.META_SECRET, status), status);
        take(business, "sha256=" + Signing.hmac(Bots.META_SECRET, status), status);

        assertThat(world.state(delivery)).isEqualTo("failed");
        assertThat(world.attempt(delivery, 1).reason()).contains("131026");
    }

    @Test
    void provesItsAddressToMetaOnlyWithTheRightWord() {
        var right =
                Map.of(
                        "hub.mode", "subscribe",
                        "hub.verify_token", Bots.META_WORD,
                        "hub.challenge", "12345");
        var wrong =
                Map.of(
                        "hub.mode", "subscribe",
                        "hub.verify_token", "guess",
                        "hub.challenge", "12345");

        assertThat(world.answers.prove(business, name -> Optional.ofNullable(right.get(name))))
                .contains("12345");
        assertThat(world.answers.prove(business, name -> Optional.ofNullable(wrong.get(name))))
                .isEmpty();
        assertThat(world.answers.prove(bot, name -> Optional.ofNullable(right.get(name))))
                .isEmpty();
    }

    private static int take(String channel, String signature, String body) {
        return world.answers.take(
                channel, name -> Optional.of(signature), body.getBytes(StandardCharsets.UTF_8));
    }

    private static Delivery sent(String channel, String recipient) throws Exception {
        var delivery = world.owe(channel, recipient);
        world.settlesInTime(delivery, "accepted");
        return delivery;
    }

    private static String button(Delivery delivery) {
        return "ack:" + TelegramSink.shortened(delivery.deliveryId().toString());
    }
}
