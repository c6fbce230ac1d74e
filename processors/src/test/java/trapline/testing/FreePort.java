package trapline.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for programs under test that must be told theirs before they listen. They lie below those
 * that Linux and macOS give to connections and to whoever asks for any port: one of these may be
 * somebody else's by the time the program comes to listen.
 */
public final class FreePort {
    private static final int FIRST = 20_000;
    private static final int COUNT = 12_000;
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private FreePort() {}

    /**
     * Gives each port once, so that two programs that start later do not meet.
     *
     * @throws IllegalStateException if all are taken
     */
    public static int next() {
        for (var tried = 0; tried < COUNT; tried++) {
            var port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("This machine has no free port for a test.");
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
