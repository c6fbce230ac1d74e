package trapline.standin.mqtt;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import trapline.standin.Faults;
import trapline.standin.http.Arrivals;

/**
 * A broker on the loopback address for those who publish: it keeps what is to be kept, speaks the
 * last will of who goes without a word, and commits the faults it was given. It has no subscribers.
 * Safe for many threads.
 */
public final class MqttStandIn implements AutoCloseable {
    private static final int KEPT = 10_000;
    private static final Duration SLOW = Duration.ofMillis(150);
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);

    private final String user;
    private final String password;
    private final ServerSocket server;
    private final ExecutorService workers = Executors.newCachedThreadPool(MqttStandIn::thread);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, byte[]> retained = new TreeMap<>();
    private final Arrivals<Published> arrivals = new Arrivals<>(KEPT);
    private final Faults<ConnectFault> connectFaults = new Faults<>();
    private final Faults<MqttFault> faults = new Faults<>();

    /** One message as it was published. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Published(String topic, byte[] payload, boolean retain) {
        /** The payload read as UTF-8. */
        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    private MqttStandIn(String user, String password, int port) {
        this.user = user;
        this.password = password;
        try {
            server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        workers.execute(this::accept);
    }

    /** Starts on a free port. */
    public static MqttStandIn start(String user, String password) {
        return start(user, password, 0);
    }

    public static MqttStandIn start(String user, String password, int port) {
        return new MqttStandIn(user, password, port);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** What happens to the next who connect. */
    public Faults<ConnectFault> connectFaults() {
        return connectFaults;
    }

    /** What happens to the next messages, those about who is here apart. */
    public Faults<MqttFault> faults() {
        return faults;
    }

    /** What is kept under a topic. */
    public Optional<String> retained(String topic) {
        return retainedBytes(topic).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    public Optional<byte[]> retainedBytes(String topic) {
        synchronized (retained) {
            return Optional.ofNullable(retained.get(topic));
        }
    }

    /** The topics under which something is kept. */
    public List<String> topics() {
        synchronized (retained) {
            return List.copyOf(retained.keySet());
        }
    }

    /** Everything that was taken, oldest first. */
    public List<Published> published() {
        return arrivals.all();
    }

    /** Forgets everything, as a broker without a disk does when it starts anew. */
    public void forget() {
        synchronized (retained) {
            retained.clear();
        }
    }

    /** Cuts every connection, so that last wills are spoken. */
    public void cut() {
        open.forEach(MqttStandIn::hangUp);
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
        workers.shutdownNow();
    }

    private void accept() {
        while (closing.getCount() > 0) {
            try {
                var socket = server.accept();
                open.add(socket);
                workers.execute(() -> serve(socket));
            } catch (IOException e) {
                // Closed; the loop ends.
                return;
            }
        }
    }

    private void serve(Socket socket) {
        Published will = null;
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            var out = socket.getOutputStream();
            var connect = MqttWire.connect(MqttWire.packet(in));
            if (!letIn(connect, out)) {
                return;
            }
            will = connect.will();
            while (true) {
                var packet = MqttWire.packet(in);
                if (packet.type() == MqttWire.DISCONNECT) {
                    will = null;
                    return;
                }
                if (packet.type() == MqttWire.PINGREQ) {
                    write(out, 0xd0, 0);
                } else if (packet.type() == MqttWire.PUBLISH
                        && !take(MqttWire.publish(packet), out)) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client went without a word; its will is spoken below.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
            if (will != null) {
                keep(will);
            }
        }
    }

    private boolean letIn(MqttWire.Connect connect, OutputStream out)
            throws IOException, InterruptedException {
        var fault = connectFaults.take();
        if (fault.isPresent()) {
            if (fault.get() == ConnectFault.SILENT) {
                closing.await(LONGEST_SILENCE.toMillis(), TimeUnit.MILLISECONDS);
            } else if (fault.get() != ConnectFault.DROPS) {
                write(out, 0x20, 3, 0, fault.get().code(), 0);
            }
            return false;
        }
        if (connect.level() != 5) {
            write(out, 0x20, 2, 0, 1);
            return false;
        }
        if (!user.equals(connect.user()) || !Objects.equals(password, connect.password())) {
            write(out, 0x20, 3, 0, ConnectFault.BAD_LOGIN.code(), 0);
            return false;
        }
        write(out, 0x20, 3, 0, 0, 0);
        return true;
    }

    /** False: the connection ends. */
    private boolean take(MqttWire.Publish publish, OutputStream out)
            throws IOException, InterruptedException {
        var fault =
                publish.message().topic().endsWith("/status")
                        ? Optional.<MqttFault>empty()
                        : faults.take();
        if (fault.isEmpty()) {
            keep(publish.message());
            acknowledge(publish, out, 0);
            return true;
        }
        switch (fault.get()) {
            case DENIES, QUOTA, ERROR -> acknowledge(publish, out, fault.get().code());
            case TOO_LARGE -> write(out, 0xe0, 2, 0x95, 0);
            case SILENT_AFTER, DROPS_AFTER -> keep(publish.message());
            case SLOW -> {
                closing.await(SLOW.toMillis(), TimeUnit.MILLISECONDS);
                keep(publish.message());
                acknowledge(publish, out, 0);
            }
            case SILENT_BEFORE, DROPS_BEFORE -> {}
        }
        return switch (fault.get()) {
            case TOO_LARGE, DROPS_BEFORE, DROPS_AFTER -> false;
            default -> true;
        };
    }

    private static void acknowledge(MqttWire.Publish publish, OutputStream out, int code)
            throws IOException {
        if (publish.id() != 0) {
            write(out, 0x40, 4, publish.id() >> 8, publish.id() & 0xff, code, 0);
        }
    }

    private void keep(Published message) {
        arrivals.add(message);
        if (message.retain()) {
            synchronized (retained) {
                if (message.payload().length == 0) {
                    retained.remove(message.topic());
                } else {
                    retained.put(message.topic(), message.payload());
                }
            }
        }
    }

    private static void write(OutputStream out, int... bytes) throws IOException {
        var packet = new byte[bytes.length];
        for (var i = 0; i < bytes.length; i++) {
            packet[i] = (byte) bytes[i];
        }
        out.write(packet);
        out.flush();
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "mqtt-stand-in");
        thread.setDaemon(true);
        return thread;
    }
}
