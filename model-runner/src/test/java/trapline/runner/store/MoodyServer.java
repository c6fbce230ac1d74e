package trapline.runner.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import trapline.runner.Waits;

/**
 * A server on this machine that keeps one file and can misbehave: each request takes the next mood,
 * and without one it is served well. It speaks HTTP by hand, because a decent server refuses to cut
 * its own answers.
 */
final class MoodyServer implements AutoCloseable {
    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Mood> moods = new ConcurrentLinkedQueue<>();
    private final List<Map<String, String>> requests = new ArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Arrived arrived = new Arrived();
    private volatile byte[] file;
    private volatile String version = "\"one\"";

    /** How a request is answered. */
    interface Mood {
        void answer(MoodyServer server, Map<String, String> request, OutputStream out)
                throws IOException;
    }

    MoodyServer(byte[] file) throws IOException {
        this.file = file;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** The next request is answered so. */
    void next(Mood mood) {
        moods.add(mood);
    }

    /** Who fetches has so many bytes of the file now. */
    void arrived(long bytes) {
        arrived.tell(bytes);
    }

    void exchange(byte[] other, String otherVersion) {
        file = other;
        version = otherVersion;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/models/file.onnx");
    }

    List<Map<String, String>> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** As it should be: whole, or from where the request says. */
    static Mood well() {
        return (server, request, out) -> server.send(request, out, Integer.MAX_VALUE, true);
    }

    /** The connection breaks after so many bytes, when they have arrived. */
    static Mood cutAfter(int bytes) {
        return (server, request, out) -> {
            var sent = server.send(request, out, bytes, true);
            out.flush();
            server.arrived.await(sent);
        };
    }

    /** Always the whole file. */
    static Mood ignoringRanges(int bytes) {
        return (server, request, out) -> server.send(request, out, bytes, false);
    }

    /** Only a status. */
    static Mood status(int status, String... headers) {
        return (server, request, out) ->
                head(out, status + " Moody", join("Content-Length: 0", headers));
    }

    /** More is promised than comes, and the connection is closed politely. */
    static Mood promising(int bytes) {
        return (server, request, out) -> {
            head(out, "200 OK", "Content-Length: " + bytes);
            out.write(server.file);
        };
    }

    /** Another part than the one that was asked for. */
    static Mood fromTheWrongPlace() {
        return (server, request, out) -> {
            head(
                    out,
                    "206 Partial Content",
                    "Content-Length: 5",
                    "Content-Range: bytes 0-4/" + server.file.length);
            out.write(server.file, 0, 5);
        };
    }

    /** Some bytes, and then nothing for ever. */
    static Mood stuckAfter(int bytes) {
        return (server, request, out) -> {
            head(out, "200 OK", "Content-Length: " + server.file.length, "ETag: " + server.version);
            out.write(server.file, 0, bytes);
            out.flush();
            server.waitForTheEnd();
        };
    }

    /** Byte after byte, in tiny pieces. */
    static Mood inTinyPieces() {
        return (server, request, out) -> {
            head(out, "200 OK", "Content-Length: " + server.file.length);
            for (var at = 0; at < server.file.length; at += 997) {
                out.write(server.file, at, Math.min(997, server.file.length - at));
                out.flush();
            }
        };
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        socket.close();
        threads.shutdownNow();
    }

    private void waitForTheEnd() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var connection = socket.accept();
                threads.execute(() -> answer(connection));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void answer(Socket connection) {
        try (connection) {
            var request = read(new BufferedInputStream(connection.getInputStream()));
            if (request.isEmpty()) {
                return;
            }
            synchronized (requests) {
                requests.add(request);
            }
            var mood = moods.poll();
            var out = connection.getOutputStream();
            (mood == null ? well() : mood).answer(this, request, out);
            out.flush();
            connection.shutdownOutput();
        } catch (IOException e) {
            if (!socket.isClosed() && !connection.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * @return where in the file the last byte lies that was sent; 0: nothing of it was sent
     */
    private int send(Map<String, String> request, OutputStream out, int most, boolean ranges)
            throws IOException {
        var from = 0;
        var same = !request.containsKey("if-range") || request.get("if-range").equals(version);
        if (ranges && same && request.containsKey("range")) {
            from = Integer.parseInt(request.get("range").replaceAll("bytes=(\\d+)-", "$1"));
            if (from >= file.length) {
                head(
                        out,
                        "416 Range Not Satisfiable",
                        "Content-Length: 0",
                        "Content-Range: bytes */" + file.length);
                return 0;
            }
            head(
                    out,
                    "206 Partial Content",
                    "Content-Length: " + (file.length - from),
                    "ETag: " + version,
                    "Content-Range: bytes %d-%d/%d".formatted(from, file.length - 1, file.length));
        } else {
            head(out, "200 OK", "Content-Length: " + file.length, "ETag: " + version);
        }
        var count = Math.min(most, file.length - from);
        out.write(file, from, count);
        return from + count;
    }

    private static void head(OutputStream out, String status, String... headers)
            throws IOException {
        var text = new StringBuilder("HTTP/1.1 " + status + "\r\n");
        for (var header : headers) {
            text.append(header).append("\r\n");
        }
        text.append("Connection: close\r\n\r\n");
        out.write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String[] join(String first, String... more) {
        var all = new ArrayList<>(List.of(first));
        all.addAll(Arrays.asList(more));
        return all.toArray(String[]::new);
    }

    private static Map<String, String> read(InputStream in) throws IOException {
        var request = new LinkedHashMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(": ");
            if (colon > 0) {
                request.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 2));
            } else {
                request.put("", line);
            }
        }
        return request;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    /**
     * How much of the file the other side has. What is on its way when a connection breaks may be
     * lost, so nothing is cut before it is there.
     */
    private static final class Arrived {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private long bytes;

        void tell(long now) {
            lock.lock();
            try {
                bytes = now;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        void await(long wanted) {
            lock.lock();
            try {
                var left = Waits.LONGEST.toNanos();
                while (bytes < wanted && left > 0) {
                    left = changed.awaitNanos(left);
                }
            } catch (InterruptedException e) {
                // The test is over.
                Thread.currentThread().interrupt();
            } finally {
                lock.unlock();
            }
        }
    }
}
