package trapline.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import trapline.api.access.Role;
import trapline.api.problem.ProblemHandler;

/** People who leave a page before its pictures have come, and lines that break. */
@ApiTest
class HangUpIT {
    /** More than the buffers between two sockets hold. */
    private static final int LARGE = 48 << 20;

    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** Spring's own word on it, in debugging only. */
    private static final String OF_SPRING =
            "org.springframework.web.servlet.handler.DisconnectedClient";

    @LocalServerPort int port;
    @Autowired World world;

    private UUID camera;
    private UUID capture;
    private String key;

    @BeforeEach
    void aPicture() {
        world.clear();
        var north = world.project("north");
        camera = world.camera(north, "ridge");
        capture = world.capture(north, camera, world.clock().instant(), new byte[LARGE]);
        key = world.key(north, Role.ANALYST, world.member("anja@example.org", north, Role.ANALYST));
    }

    @Test
    void callsNobodyBecauseADownloadWasBrokenOff() throws IOException {
        try (var log = new Said();
                var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            send(socket, "GET /api/captures/%s/original HTTP/1.1".formatted(capture));
            var beginning = new String(socket.getInputStream().readNBytes(12), US_ASCII);
            assertThat(beginning).isEqualTo("HTTP/1.1 200");

            hangUp(socket);

            log.saysQuietlyThatSomebodyIsGone();
        }
    }

    @Test
    void callsNobodyBecauseAnUploadWasBrokenOff() throws IOException {
        var client = new Client(port).withKey(key);
        var card =
                client.post(
                                "/api/cards",
                                "{\"cameraId\": \"%s\", \"name\": \"c\"}".formatted(camera))
                        .json()
                        .get("cardId")
                        .asText();
        var upload =
                client.send(
                                "POST",
                                "/api/uploads",
                                new byte[0],
                                "Tus-Resumable",
                                "1.0.0",
                                "Upload-Length",
                                String.valueOf(LARGE),
                                "Upload-Metadata",
                                "card %s,path %s".formatted(base64(card), base64("a.jpg")))
                        .header("Location");

        try (var log = new Said();
                var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            send(
                    socket,
                    "PATCH %s HTTP/1.1".formatted(URI.create(upload).getPath()),
                    "Tus-Resumable: 1.0.0",
                    "Upload-Offset: 0",
                    "Content-Type: application/offset+octet-stream",
                    "Content-Length: " + LARGE);
            socket.getOutputStream().write(new byte[1 << 20]);
            await().atMost(LONGEST).until(() -> offset(client, upload) > 0);

            hangUp(socket);

            log.saysQuietlyThatSomebodyIsGone();
        }
    }

    private static long offset(Client client, String upload) {
        return Long.parseLong(
                client.send("HEAD", upload, new byte[0], "Tus-Resumable", "1.0.0")
                        .header("Upload-Offset"));
    }

    private void send(Socket socket, String... lines) throws IOException {
        var head =
                String.join("\r\n", lines)
                        + "\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n".formatted(key);
        socket.getOutputStream().write(head.getBytes(US_ASCII));
    }

    /** With a reset, as browsers do. */
    private static void hangUp(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(US_ASCII));
    }

    /** Everything that is logged. */
    private static final class Said extends AppenderBase<ILoggingEvent> implements AutoCloseable {
        private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
        private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        private final List<Logger> quiet =
                List.of(
                        (Logger) LoggerFactory.getLogger(ProblemHandler.class),
                        (Logger) LoggerFactory.getLogger(OF_SPRING));

        Said() {
            setContext(root.getLoggerContext());
            start();
            quiet.forEach(logger -> logger.setLevel(Level.DEBUG));
            root.addAppender(this);
        }

        @Override
        protected void append(ILoggingEvent event) {
            events.add(event);
        }

        void saysQuietlyThatSomebodyIsGone() {
            var names = quiet.stream().map(Logger::getName).toList();
            await().atMost(LONGEST)
                    .until(
                            () ->
                                    events.stream()
                                            .anyMatch(
                                                    event ->
                                                            names.contains(event.getLoggerName())));
            assertThat(events)
                    .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                    .isEmpty();
        }

        @Override
        public void close() {
            root.detachAppender(this);
            quiet.forEach(logger -> logger.setLevel(null));
            stop();
        }
    }
}
