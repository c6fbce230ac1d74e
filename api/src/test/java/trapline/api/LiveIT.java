package trapline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import trapline.api.access.Role;

/** Listens as a browser does. */
@ApiTest
@Timeout(60)
class LiveIT {
    @LocalServerPort int port;
    @Autowired World world;
    private UUID north;
    private UUID south;
    private String key;

    @BeforeEach
    void people() {
        world.clear();
        north = world.project("north");
        south = world.project("south");
        key = world.key(north, Role.VIEWER, world.member("vera@example.org", north, Role.VIEWER));
    }

    @Test
    void tellsWhatHappensInTheListenersProjectsOnly() throws IOException {
        try (var live = listen(key, null)) {
            var there = alert(south);
            var here = alert(north);

            assertThat(live.next("alert"))
                    .contains(here.toString())
                    .doesNotContain(there.toString());
        }
    }

    @Test
    void tellsWhatWasMissed() throws IOException {
        var missed = alert(north);

        try (var live = listen(key, world.clock().instant().minusSeconds(60).toString())) {
            assertThat(live.next("alert")).contains(missed.toString());
        }
    }

    @Test
    void isNotForStrangers() throws IOException {
        var connection = connect("nobody", null);

        assertThat(connection.getResponseCode()).isEqualTo(401);
    }

    private UUID alert(UUID project) {
        var camera = world.camera(project, UUID.randomUUID().toString());
        var bytes = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
        var capture = world.capture(project, camera, world.clock().instant(), bytes);
        var event = world.event(project, camera, world.clock().instant(), capture);
        return world.alert(project, event, capture, camera);
    }

    private Live listen(String secret, String lastHeard) throws IOException {
        var connection = connect(secret, lastHeard);
        assertThat(connection.getContentType()).startsWith("text/event-stream");
        var live = new Live(connection);
        // The first beat says that whatever happens from now on is heard.
        assertThat(live.reader.readLine()).isNotNull();
        return live;
    }

    private HttpURLConnection connect(String secret, String lastHeard) throws IOException {
        var address = URI.create("http://127.0.0.1:%d/api/live".formatted(port)).toURL();
        var connection = (HttpURLConnection) address.openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + secret);
        if (lastHeard != null) {
            connection.setRequestProperty("Last-Event-ID", lastHeard);
        }
        return connection;
    }

    private static final class Live implements AutoCloseable {
        private final HttpURLConnection connection;
        private final BufferedReader reader;

        Live(HttpURLConnection connection) throws IOException {
            this.connection = connection;
            this.reader =
                    new BufferedReader(
                            new InputStreamReader(
                                    connection.getInputStream(), StandardCharsets.UTF_8));
        }

        /** The data of the next message of this name. */
        String next(String name) throws IOException {
            var event = "";
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("event:")) {
                    event = line.substring(6);
                } else if (line.startsWith("data:") && event.equals(name)) {
                    return line;
                }
            }
            throw new AssertionError("the stream has ended");
        }

        @Override
        public void close() {
            connection.disconnect();
        }
    }
}
