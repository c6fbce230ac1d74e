package trapline.standin.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import trapline.standin.tls.SelfMadeCertificate;

/** Speaks SMTP line by line, so that a test sees every answer. */
class SmtpClient implements AutoCloseable {
    private Socket socket;
    private BufferedReader reader;
    private OutputStream out;

    SmtpClient(int port) throws IOException {
        use(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** Goes on encrypted, and trusts this certificate. */
    void encrypt(SelfMadeCertificate trusted) throws IOException {
        var factory = trusted.client().getSocketFactory();
        var tls = (SSLSocket) factory.createSocket(socket, "localhost", socket.getPort(), true);
        tls.startHandshake();
        use(tls);
    }

    /** Says hello and whom the mail is for. */
    void introduce() throws IOException {
        expect("220");
        say("MAIL FROM:<a@example.org>").expect("250");
        say("RCPT TO:<b@example.org>").expect("250");
    }

    /** Sends one whole mail. */
    void send(String content) throws IOException {
        introduce();
        say("DATA").expect("354");
        say(content + "\r\n.").expect("250");
    }

    /** The next answer; null when the server has hung up. */
    String answer() throws IOException {
        return reader.readLine();
    }

    void answerWithin(Duration longest) throws IOException {
        socket.setSoTimeout((int) longest.toMillis());
        answer();
    }

    SmtpClient say(String line) throws IOException {
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

    private void use(Socket next) throws IOException {
        socket = next;
        var letters = new InputStreamReader(next.getInputStream(), StandardCharsets.US_ASCII);
        reader = new BufferedReader(letters);
        out = next.getOutputStream();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
