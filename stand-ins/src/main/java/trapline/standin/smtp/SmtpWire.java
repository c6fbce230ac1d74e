package trapline.standin.smtp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The lines that go to and fro on one connection, plain at first or encrypted. */
class SmtpWire {
    private static final int LONGEST_LINE = 64 * 1024;

    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private boolean encrypted;

    SmtpWire(Socket socket) throws IOException {
        use(socket);
    }

    /** Goes on encrypted. What the client sent before, unasked, is thrown away. */
    void encrypt(SSLContext certificate) throws IOException {
        var tls =
                (SSLSocket)
                        certificate
                                .getSocketFactory()
                                .createSocket(socket, null, socket.getPort(), true);
        tls.setUseClientMode(false);
        tls.startHandshake();
        use(tls);
        encrypted = true;
    }

    boolean encrypted() {
        return encrypted;
    }

    void say(String answer) throws IOException {
        out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** One line without its end, byte for character; empty when the client has hung up. */
    Optional<String> line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return Optional.empty();
            }
            if (line.size() >= LONGEST_LINE) {
                throw new IOException("a line is longer than %d bytes".formatted(LONGEST_LINE));
            }
            line.write(next);
        }
        var text = line.toString(StandardCharsets.ISO_8859_1);
        return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }

    private void use(Socket next) throws IOException {
        socket = next;
        in = new BufferedInputStream(next.getInputStream());
        out = next.getOutputStream();
    }
}
