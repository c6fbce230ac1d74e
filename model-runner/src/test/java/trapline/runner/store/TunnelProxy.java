package trapline.runner.store;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A proxy on the loopback address that opens tunnels (HTTP CONNECT). Whatever host is asked for,
 * the tunnel leads to one server of the test.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-connect">RFC 9110, CONNECT</a>
 */
final class TunnelProxy implements Closeable {
    private static final int LONGEST_LINE = 4096;

    private final ServerSocket server;
    private final int target;
    private final String wanted;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile long mostBytes = Long.MAX_VALUE;

    /**
     * @param target port that every tunnel leads to
     * @param wanted value of Proxy-Authorization without which it opens none; empty: anybody may
     */
    TunnelProxy(int target, String wanted) throws IOException {
        this.target = target;
        this.wanted = wanted;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    String address(String user) {
        return "http://%s127.0.0.1:%d".formatted(user, server.getLocalPort());
    }

    /** The first lines of all requests. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    /** From now on each tunnel breaks after so many bytes from the server. */
    void breakAfter(long bytes) {
        mostBytes = bytes;
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                // Closed: the test is over.
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            var in = new BufferedInputStream(client.getInputStream());
            var first = line(in);
            asked.add(first);
            var authorized = wanted.isEmpty();
            for (var header = line(in); !header.isEmpty(); header = line(in)) {
                authorized |= header.equalsIgnoreCase("Proxy-Authorization: " + wanted);
            }
            if (!first.startsWith("CONNECT ")) {
                say(client, "405 Method Not Allowed");
            } else if (!authorized) {
                say(client, "407 Proxy Authentication Required");
            } else {
                try (var there = new Socket(InetAddress.getLoopbackAddress(), target)) {
                    client.getOutputStream().write(ascii("HTTP/1.1 200 Go on\r\n\r\n"));
                    threads.execute(() -> pass(in, there));
                    copy(there.getInputStream(), client.getOutputStream(), mostBytes);
                }
            }
        } catch (IOException e) {
            // One of the two hung up, or the test is over.
            asked.add("broken: " + e.getMessage());
        }
    }

    private static void say(Socket client, String status) throws IOException {
        client.getOutputStream()
                .write(
                        ascii(
                                "HTTP/1.1 %s\r\nProxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                        .formatted(status)));
    }

    private void pass(InputStream from, Socket there) {
        try {
            copy(from, there.getOutputStream(), Long.MAX_VALUE);
        } catch (IOException e) {
            // The other direction ended; so does this one.
            asked.add("ended: " + e.getMessage());
        }
    }

    private static void copy(InputStream from, OutputStream to, long most) throws IOException {
        var buffer = new byte[8192];
        var passed = 0L;
        for (var count = from.read(buffer); count >= 0 && passed < most; ) {
            to.write(buffer, 0, count);
            to.flush();
            passed += count;
            count = from.read(buffer);
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
            if (line.length() > LONGEST_LINE) {
                throw new IOException("a line is too long");
            }
        }
        return line.toString();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
