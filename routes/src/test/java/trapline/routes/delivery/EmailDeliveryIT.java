package trapline.routes.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import trapline.delivery.Channel;
import trapline.delivery.Delivery;
import trapline.delivery.Patience;
import trapline.routes.delivery.DeliveryWorld.Attempt;
import trapline.standin.smtp.MailPart;
import trapline.standin.smtp.ReceivedMail;
import trapline.standin.smtp.SmtpFault;
import trapline.standin.smtp.SmtpSettings;
import trapline.standin.smtp.SmtpStandIn;
import trapline.testing.TestDatabase;

/** Mail servers on good days and bad ones: how each delivery ends, and what its attempts tell. */
class EmailDeliveryIT {
    private static final String PASSWORD = "correct-horse-battery-staple";
    private static final Duration WHILE = Duration.ofSeconds(20);

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
    private static DeliveryWorld world;
    private static int opened;

    private SmtpStandIn smtp;
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
    void aMailServer() throws Exception {
        smtp = SmtpStandIn.start(SmtpSettings.PLAIN.withLogin("trapline", PASSWORD));
        channel = "mail-" + opened++;
        world.open(channel(channel, smtp.port(), Duration.ofSeconds(2)));
    }

    @AfterEach
    void stop() throws Exception {
        world.shut(channel);
        smtp.close();
    }

    @Test
    void sendsOneMailAndKeepsItsReceipt() throws Exception {
        var delivery = world.owe(channel, "ranger@example.org");

        world.settles(delivery, "accepted");

        var mail = smtp.await(1, WHILE).get(0);
        assertThat(mail.recipients()).containsExactly("ranger@example.org");
        assertThat(mail.sender()).isEqualTo("alerts@example.org");
        assertThat(mail.login()).isEqualTo("trapline");
        assertThat(world.attempts(delivery))
                .containsExactly(new Attempt(1, "accepted", null, id(mail)));
        world.empties();
    }

    static Stream<Arguments> passing() {
        return Stream.of(
                Arguments.of(SmtpFault.HANGS_UP, "deferred", "cannot be used now"),
                Arguments.of(SmtpFault.SILENT, "deferred", "cannot be used now"),
                Arguments.of(SmtpFault.BUSY_421, "deferred", "Too busy"),
                Arguments.of(SmtpFault.HELLO_DEFERRED_421, "deferred", "cannot be used now"),
                Arguments.of(SmtpFault.SENDER_DEFERRED_451, "deferred", "451 4.3.0"),
                Arguments.of(SmtpFault.GREYLISTED_451, "deferred", "Greylisted"),
                Arguments.of(SmtpFault.MAILBOX_FULL_452, "deferred", "Mailbox full"),
                Arguments.of(SmtpFault.DATA_DEFERRED_451, "deferred", "451 4.3.0"),
                Arguments.of(SmtpFault.MESSAGE_DEFERRED_451, "deferred", "Cannot store it now"),
                Arguments.of(SmtpFault.DROPS_BEFORE_COMMIT, "unknown", "did not answer"),
                Arguments.of(SmtpFault.SILENT_BEFORE_COMMIT, "unknown", "did not answer"));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void triesAgainAfterTroubleThatPasses(SmtpFault fault, String outcome, String reason)
            throws Exception {
        smtp.fail(fault, 1);
        var delivery = world.owe(channel, "ranger@example.org");

        var first = world.attempt(delivery, 1);

        assertThat(first.outcome()).isEqualTo(outcome);
        assertThat(first.reason()).contains(reason).doesNotContain("ranger", PASSWORD);
        assertThat(world.state(delivery)).isEqualTo("due");
        world.backOff(Duration.ofSeconds(5));
        world.settles(delivery, "accepted");
        assertThat(smtp.taken()).isEqualTo(1);
        assertThat(world.attempts(delivery))
                .extracting(Attempt::outcome)
                .containsExactly(outcome, "accepted");
    }

    @ParameterizedTest
    @EnumSource(names = {"DROPS_AFTER_COMMIT", "SILENT_AFTER_COMMIT"})
    void sendsAMailAgainUnderTheSameIdWhenTheAnswerWasLost(SmtpFault fault) throws Exception {
        smtp.fail(fault, 1);
        var delivery = world.owe(channel, "ranger@example.org");

        assertThat(world.attempt(delivery, 1).outcome()).isEqualTo("unknown");
        world.backOff(Duration.ofSeconds(5));
        world.settles(delivery, "accepted");

        assertThat(smtp.received()).hasSize(2);
        assertThat(smtp.received().stream().map(EmailDeliveryIT::id).distinct())
                .containsExactly("<%s@example.org>".formatted(delivery.deliveryId()));
    }

    @ParameterizedTest
    @EnumSource(names = {"SENDER_REFUSED_550", "UNKNOWN_USER_550", "SPAM_554"})
    void failsAtOnceWhenTheServerRefuses(SmtpFault fault) throws Exception {
        smtp.failAlways(fault);
        var delivery = world.owe(channel, "ranger@example.org");

        world.settles(delivery, "failed");

        assertThat(world.attempts(delivery)).hasSize(1);
        assertThat(world.attempt(delivery, 1).outcome()).isEqualTo("refused");
        assertThat(world.attempt(delivery, 1).reason())
                .startsWith("55")
                .doesNotContain("ranger@", "alerts@");
        world.empties();
    }

    @Test
    void waitsForASlowServer() throws Exception {
        smtp.failAlways(SmtpFault.SLOW);
        var delivery = world.owe(channel, "ranger@example.org");

        world.settles(delivery, "accepted");

        assertThat(world.attempts(delivery)).hasSize(1);
    }

    @Test
    void leavesOutThePictureWhenItIsTooLarge() throws Exception {
        smtp.failAlways(SmtpFault.TOO_LARGE_552);
        var delivery = world.owe(channel, "ranger@example.org");

        assertThat(world.attempt(delivery, 1).outcome()).isEqualTo("deferred");
        world.settles(delivery, "accepted");

        assertThat(world.attempt(delivery, 1).reason()).contains("552");
        var mail = smtp.received().get(0).message();
        assertThat(mail.first("image/jpeg")).isEmpty();
        assertThat(mail.first("text/html").orElseThrow().text()).doesNotContain("cid:");
    }

    @Test
    void triesAgainWhenTheServerIsBackAfterItWasDown() throws Exception {
        smtp.pause();
        var delivery = world.owe(channel, "ranger@example.org");

        assertThat(world.attempt(delivery, 1).reason()).startsWith("The mail server cannot be");
        smtp.resume();
        world.backOff(Duration.ofSeconds(5));

        world.settles(delivery, "accepted");
    }

    @Test
    void restsWhenItsLoginIsRefusedAndGoesOnWhenItIsRight() throws Exception {
        smtp.failAlways(SmtpFault.LOGIN_REFUSED_535);
        var first = world.owe(channel, "ranger@example.org");
        assertThat(world.attempt(first, 1).outcome()).isEqualTo("deferred");
        assertThat(world.attempt(first, 1).reason())
                .startsWith("The mail server does not accept user and password")
                .doesNotContain(PASSWORD);
        var connections = smtp.connections();

        var second = world.owe(channel, "sheriff@example.org");
        world.postponed(second);
        assertThat(world.attempts(second)).isEmpty();
        assertThat(smtp.connections()).isEqualTo(connections);
        smtp.recover();
        world.clock.advance(Duration.ofMinutes(1));

        world.settles(first, "accepted");
        world.settles(second, "accepted");
        assertThat(world.attempts(second)).hasSize(1);
    }

    @Test
    void asksForLoginOnlyLaterWhenTheServerCannotCheckIt() throws Exception {
        smtp.failAlways(SmtpFault.LOGIN_UNAVAILABLE_454);
        var delivery = world.owe(channel, "ranger@example.org");

        assertThat(world.attempt(delivery, 1).outcome()).isEqualTo("deferred");
        smtp.recover();
        world.backOff(Duration.ofMinutes(1));

        world.settles(delivery, "accepted");
    }

    @Test
    void delaysNoOtherChannel() throws Exception {
        try (var dead = SmtpStandIn.start(SmtpSettings.PLAIN)) {
            dead.failAlways(SmtpFault.SILENT);
            var deadChannel = "dead-" + opened++;
            world.open(
                    new Channel.Email(
                            deadChannel,
                            "127.0.0.1",
                            dead.port(),
                            Channel.Security.NONE,
                            Optional.empty(),
                            Optional.empty(),
                            "alerts@example.org",
                            Optional.empty(),
                            Optional.empty(),
                            Duration.ofMinutes(2),
                            Patience.DEFAULT));
            var stuck =
                    Stream.generate(() -> world.owe(deadChannel, "ranger@example.org"))
                            .limit(10)
                            .toList();
            dead.awaitConnections(4, WHILE);

            var delivery = world.owe(channel, "ranger@example.org");
            world.settles(delivery, "accepted");

            assertThat(stuck).allSatisfy(d -> assertThat(world.state(d)).isEqualTo("due"));
            dead.close();
            world.shut(deadChannel);
        }
    }

    @Test
    void givesUpAfterADayAndStartsAnewByHand() throws Exception {
        smtp.failAlways(SmtpFault.GREYLISTED_451);
        var delivery = world.owe(channel, "ranger@example.org");
        world.attempt(delivery, 1);

        world.backOff(Duration.ofHours(24));
        world.settles(delivery, "failed");
        assertThat(world.attempts(delivery))
                .extracting(Attempt::outcome)
                .containsExactly("deferred", "deferred");
        smtp.recover();
        assertThat(world.world.deliveries.redrive(delivery.deliveryId())).isTrue();

        world.settles(delivery, "accepted");
        assertThat(world.attempts(delivery)).extracting(Attempt::number).containsExactly(1, 2, 3);
    }

    @Test
    void answersTheFirstMailOfTheEventAndOfNoOther() throws Exception {
        var event = world.leopard("river");
        var first = world.owe(event, "leopards", channel, "ranger@example.org");
        world.settles(first, "accepted");
        world.clock.advance(Duration.ofSeconds(1));
        var followUp = world.owe(event, "night", channel, "ranger@example.org");
        var toAnother = world.owe(event, "night-too", channel, "sheriff@example.org");

        world.settles(followUp, "accepted");
        world.settles(toAnother, "accepted");

        assertThat(mail(first).header("In-Reply-To")).isEmpty();
        assertThat(mail(followUp).header("In-Reply-To"))
                .isEqualTo(mail(first).header("Message-ID"));
        assertThat(mail(followUp).header("References")).isPresent();
        assertThat(mail(toAnother).header("In-Reply-To")).isEmpty();
    }

    @Test
    void calledUnknownAnAttemptThatTheProcessDidNotSurvive() throws Exception {
        world.shut(channel);
        var delivery = world.owe(channel, "ranger@example.org");
        var dispatch = world.world.deliveries.open(delivery.deliveryId()).orElseThrow();
        world.world.deliveries.begin(dispatch);

        world.open(channel(channel, smtp.port(), Duration.ofSeconds(2)));
        world.settles(delivery, "accepted");

        assertThat(world.attempts(delivery))
                .extracting(Attempt::outcome)
                .containsExactly("unknown", "accepted");
    }

    @Test
    void sendsNothingOfADeliveryThatIsSettled() throws Exception {
        var delivery = world.owe(channel, "ranger@example.org");
        world.settles(delivery, "accepted");

        world.world.stages.put("alert-raised", delivery);
        world.empties();

        assertThat(smtp.taken()).isEqualTo(1);
        assertThat(world.attempts(delivery)).hasSize(1);
    }

    @Test
    void sendsToAnAddressThatIsNoneNothingAtAll() throws Exception {
        for (var recipient :
                List.of(
                        "ranger@example.org\r\nBcc: thief@example.org",
                        "ranger@example.org, thief@example.org",
                        "ranger@example.org> <thief@example.org",
                        "ranger")) {
            var delivery = world.owe(channel, recipient);

            world.settles(delivery, "failed");

            assertThat(world.attempt(delivery, 1).outcome()).isEqualTo("refused");
        }
        assertThat(smtp.taken()).isZero();
    }

    private MailPart mail(Delivery delivery) {
        return smtp.received().stream()
                .map(ReceivedMail::message)
                .filter(
                        mail ->
                                mail.header("Message-ID")
                                        .orElse("")
                                        .contains(delivery.deliveryId().toString()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void goesToNoNameThatLeadsToAnAddressForAMachinesOwnUse() throws Exception {
        var rebound = "rebound-" + opened++;
        world.open(
                new Channel.Email(
                        rebound,
                        DeliveryWorld.REBOUND,
                        25,
                        Channel.Security.NONE,
                        Optional.empty(),
                        Optional.empty(),
                        "alerts@example.org",
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(2),
                        Patience.DEFAULT));
        var delivery = world.owe(rebound, "ranger@example.org");

        world.settles(delivery, "failed");

        assertThat(world.attempt(delivery, 1).reason()).contains("for a machine's own use");
        world.shut(rebound);
    }

    static Channel.Email channel(String id, int port, Duration timeout) {
        return new Channel.Email(
                id,
                "127.0.0.1",
                port,
                Channel.Security.NONE,
                Optional.of("trapline"),
                Optional.of(PASSWORD),
                "Trapline <alerts@example.org>",
                Optional.empty(),
                Optional.empty(),
                timeout,
                Patience.DEFAULT);
    }

    private static String id(ReceivedMail mail) {
        return mail.message().header("Message-ID").orElseThrow();
    }
}
