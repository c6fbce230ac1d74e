package trapline.standin.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SmtpStandInTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private SmtpStandIn server = SmtpStandIn.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void keepsAMailWithItsEnvelope() throws Exception {
        try (var client = new Client(server.port())) {
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

        try (var client = new Client(server.port())) {
            client.expect("220");
            client.say("MAIL FROM:<a@example.org>").expect("250");
            client.say("RCPT TO:<b@example.org>").expect("250");
            client.say("DATA").expect("354");
            client.say("x\r\n.");

            assertThat(client.reader.readLine()).isNull();
        }
        assertThat(server.await(1, SOON)).hasSize(1);
    }

    @Test
    void suffersAFaultAsOftenAsAskedAndThenWorks() throws Exception {
        server.fail(SmtpFault.BUSY_421, 1);

        try (var client = new Client(server.port())) {
            client.expect("421");
        }
        try (var client = new Client(server.port())) {
            client.expect("220");
        }
    }

    @Test
    void refusesConnectionsAndTakesThemAgainOnTheSamePort() throws Exception {
        var port = server.port();
        server.pause();

        assertThatThrownBy(() -> new Client(port).close()).isInstanceOf(ConnectException.class);

        server.resume();
        try (var client = new Client(port)) {
            client.expect("220");
        }
    }

    @Test
    void letsNobodySendWithoutTheRightLogin() throws Exception {
        server.close();
        server = SmtpStandIn.start(SmtpSettings.PLAIN.withLogin("user", "secret"));

        try (var client = new Client(server.port())) {
            client.expect("220");
            client.say("MAIL FROM:<a@example.org>").expect("530");
            client.say("AUTH PLAIN " + base64("\0user\0wrong")).expect("535");
            client.say("AUTH PLAIN " + base64("\0user\0secret")).expect("235");
            client.say("MAIL FROM:<a@example.org>").expect("250");
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static class Client implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader reader;
        private final OutputStream out;

        Client(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            reader =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
            out = socket.getOutputStream();
        }

        Client say(String line) throws IOException {
            out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return this;
        }

        void expect(String code) throws IOException {
            assertThat(reader.readLine()).startsWith(code);
        }

        void expectAll(String last, String... words) throws IOException {
            var all = new StringBuilder();
            var line = reader.readLine();
            while (!line.startsWith(last)) {
                all.append(line).append('\n');
                line = reader.readLine();
            }
            assertThat(all.append(line).toString()).contains(words);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
