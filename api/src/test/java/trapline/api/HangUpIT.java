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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import trapline.api.access.Role;
import trapline.api.problem.ProblemHandler;

/** People who leave a page before its pictures have come. */
@ApiTest
class HangUpIT {
    /** More than the buffers between two sockets hold. */
    private static final int LARGE = 48 << 20;

    @LocalServerPort int port;
    @Autowired World world;

    @Test
    void callsNobodyBecauseADownloadWasBrokenOff() throws IOException {
        world.clear();
        var north = world.project("north");
        var capture =
                world.capture(
                        north,
                        world.camera(north, "ridge"),
                        world.clock().instant(),
                        new byte[LARGE]);
        var account = world.member("vera@example.org", north, Role.VIEWER);
        var key = world.key(north, Role.VIEWER, account);

        try (var log = new Said()) {
            ((Logger) LoggerFactory.getLogger("org.springframework.web")).setLevel(Level.TRACE);((Logger) LoggerFactory.getLogger("org.apache.catalina")).setLevel(Level.DEBUG);
            hangUpOn("/api/captures/%s/original".formatted(capture), key);

            await().atMost(Duration.ofSeconds(30)).until(() -> !log.levels.isEmpty());
            assertThat(log.levels).containsOnly(Level.DEBUG);
        }
    }

    private void hangUpOn(String path, String key) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var request =
                    "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                            .formatted(path, key);
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            var beginning = new String(socket.getInputStream().readNBytes(12), US_ASCII);
            assertThat(beginning).isEqualTo("HTTP/1.1 200");
            // Closed with a reset, as browsers do.
            socket.setSoLinger(true, 0);
        }
    }

    /** How loud the handler of failures was. */
    private static final class Said extends AppenderBase<ILoggingEvent> implements AutoCloseable {
        private final List<Level> levels = new CopyOnWriteArrayList<>();
        private final Logger logger = (Logger) LoggerFactory.getLogger(ProblemHandler.class);

        Said() {
            setContext(logger.getLoggerContext());
            start();
            logger.setLevel(Level.DEBUG);
            logger.addAppender(this);
        }

        @Override
        protected void append(ILoggingEvent event) {
            levels.add(event.getLevel());
        }

        @Override
        public void close() {
            logger.detachAppender(this);
            logger.setLevel(null);
            stop();
        }
    }
}
