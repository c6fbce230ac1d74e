package trapline.standin.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import trapline.standin.tls.SelfMadeCertificate;

class SmtpStandInTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private SmtpStandIn server = SmtpStandIn.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void keepsAMailWithItsEnvelope() throws Exception {
        try (var client = new SmtpClient(server.port())) {
            client.expect("220");
            client.say("EHLO there").expectAll("250 ", "SIZE", "8BITMIME");
            client.say("MAIL FROM:<a@example.org>").expect("250");
            client.say("RCPT TO:<b@example.org>").expect("250");
            client.say("DATA").expect("354");
            client.say("Subject: x\r\n\r\n..dot\r\n.").expect("250");
            client.say("QUIT").expect("221");
        }

        var mail = server.await(1, SOON).get(0);
        assertThat(mail.sender()).isEqualTo("a@example.org");
        assertThat(mail.recipients()).containsExactly("b@example.org");
        assertThat(mail.content()).isEqualTo("Subject: x\r\n\r\n.dot\r\n");
    }

    @Test
    void keepsTheMailWhoseAnswerIsLost() throws Exception {
        server.fail(SmtpFault.DROPS_AFTER_COMMIT, 1);

        try (var client = new SmtpClient(server.port())) {
            client.expect("220");
            client.say("MAIL FROM:<a@example.org>").expect("250");
            client.say("RCPT TO:<b@example.org>").expect("250");
            client.say("DATA").expect("354");
            client.say("x\r\n.");

            assertThat(client.answer()).isNull();
        }
        assertThat(server.await(1, SOON)).hasSize(1);
    }

    @Test
    void suffersAFaultAsOftenAsAskedAndThenWorks() throws Exception {
        server.fail(SmtpFault.BUSY_421, 1);

        try (var client = new SmtpClient(server.port())) {
            client.expect("421");
        }
        try (var client = new SmtpClient(server.port())) {
            client.expect("220");
        }
    }

    @Test
    void refusesConnectionsAndTakesThemAgainOnTheSamePort() throws Exception {
        var port = server.port();
        server.pause();

        assertThatThrownBy(() -> new SmtpClient(port).close()).isInstanceOf(ConnectException.class);

        server.resume();
        try (var client = new SmtpClient(port)) {
            client.expect("220");
        }
    }

    @Test
    void letsNobodySendWithoutTheRightLogin() throws Exception {
        server.close();
        server = SmtpStandIn.start(SmtpSettings.PLAIN.withLogin("user", "secret"));

        try (var client = new SmtpClient(server.port())) {
            client.expect("220");
            client.say("MAIL FROM:<a@example.org>").expect("530");
            client.say("AUTH PLAIN " + base64("\0user\0wrong")).expect("535");
            client.say("AUTH PLAIN " + base64("\0user\0secret")).expect("235");
            client.say("MAIL FROM:<a@example.org>").expect("250");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SENDER_DEFERRED_451, MAIL, 451",
        "SENDER_REFUSED_550, MAIL, 550",
        "GREYLISTED_451, RCPT, 451",
        "MAILBOX_FULL_452, RCPT, 452",
        "UNKNOWN_USER_550, RCPT, 550",
        "DATA_DEFERRED_451, DATA, 451",
        "MESSAGE_DEFERRED_451, dot, 451",
        "TOO_LARGE_552, dot, 552",
        "SPAM_554, dot, 554",
    })
    void saysNoAtTheStepItIsTold(SmtpFault fault, String step, String answer) throws Exception {
        server.fail(fault, 1);

        try (var client = new SmtpClient(server.port())) {
            client.expect("220");
            client.say("MAIL FROM:<a@example.org>").expect(step.equals("MAIL") ? answer : "250");
            if (!step.equals("MAIL")) {
                client.say("RCPT TO:<b@example.org>").expect(step.equals("RCPT") ? answer : "250");
            }
            if (step.equals("DATA") || step.equals("dot")) {
                client.say("DATA").expect(step.equals("DATA") ? answer : "354");
            }
            if (step.equals("dot")) {
                client.say("Content-Type: image/jpeg\r\n\r\nx\r\n.").expect(answer);
            }
            client.say("NOOP").expect("250");
        }
        assertThat(server.received()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = SmtpFault.class,
            names = {"SILENT_BEFORE_COMMIT", "SILENT_AFTER_COMMIT"})
    void leavesTheClientWithoutAnAnswer(SmtpFault fault) throws Exception {
        server.fail(fault, 1);

        try (var client = new SmtpClient(server.port())) {
            client.introduce();
            client.say("DATA").expect("354");
            client.say("x\r\n.");

            assertThatThrownBy(() -> client.answerWithin(Duration.ofMillis(300)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
        var kept = fault == SmtpFault.SILENT_AFTER_COMMIT ? 1 : 0;
        assertThat(server.await(kept, SOON)).hasSize(kept);
    }

    @Test
    void hangsUpInTheMiddleOfAMessage() throws Exception {
        server.fail(SmtpFault.DROPS_BEFORE_COMMIT, 1);

        try (var client = new SmtpClient(server.port())) {
            client.introduce();
            client.say("DATA").expect("354");
            client.say("x");

            assertThat(client.answer()).isNull();
        }
        assertThat(server.received()).isEmpty();
    }

    @Test
    void findsTheMailOneWaitsForAndTellsWhoListens() throws Exception {
        var heard = new LinkedBlockingQueue<String>();
        server.onMail(mail -> heard.add(mail.subject()));

        try (var client = new SmtpClient(server.port())) {
            client.send(
                    "Subject: =?UTF-8?Q?Fuchs_=C3=BCber?=\r\n =?UTF-8?B?IGRlcg==?= Furt\r\n\r\nx");
        }

        assertThat(server.await(mail -> mail.subject().startsWith("Fuchs"), SOON))
                .get()
                .extracting(ReceivedMail::number)
                .isEqualTo(1);
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("Fuchs \u00fcber der Furt");
        assertThat(server.await(mail -> mail.number() == 2, Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void takesALoginOnlyBehindStartTls() throws Exception {
        var certificate = SelfMadeCertificate.make();
        server.close();
        server =
                SmtpStandIn.start(
                        SmtpSettings.PLAIN
                                .withStartTls(certificate.server())
                                .withLogin("user", "secret"));

        try (var client = new SmtpClient(server.port())) {
            client.expect("220");
            client.say("AUTH PLAIN " + base64("\0user\0secret")).expect("538");
            client.say("EHLO there").expectAll("250 ", "STARTTLS");
            client.say("STARTTLS").expect("220");
            client.encrypt(certificate);
            client.say("EHLO there").expectAll("250 ", "AUTH PLAIN LOGIN");
            client.say("AUTH LOGIN").expect("334");
            client.say(base64("user")).expect("334");
            client.say(base64("secret")).expect("235");
            client.say("MAIL FROM:<a@example.org> SIZE=99999999").expect("552");
            client.say("MAIL FROM:<a@example.org>").expect("250");
            client.say("RCPT TO:<b@example.org>").expect("250");
            client.say("DATA").expect("354");
            client.say("x\r\n.").expect("250");
        }

        var mail = server.received().get(0);
        assertThat(mail.encrypted()).isTrue();
        assertThat(mail.login()).isEqualTo("user");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
