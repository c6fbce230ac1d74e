package trapline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;
import trapline.app.source.FtpsSources;
import trapline.standin.camera.CameraAccount;
import trapline.standin.camera.SimulatedCamera;

/**
 * Seconds from the end of an upload over FTPS until each party has accepted the message, on every
 * channel, at so many alerts a minute.
 */
public final class Messages {
    private static final int WARM_UP = 20;
    private static final int SLOW = 30;
    private static final int SENDERS = 8;
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final long LOOK_AGAIN_MILLIS = 500;

    private final byte[] picture;
    private final ConfigurableApplicationContext server;
    private final CameraAccount account;
    private final Map<String, Instant> uploaded = new ConcurrentHashMap<>();
    private final Clock clock = Clock.systemUTC();

    private Messages(byte[] picture, ConfigurableApplicationContext server) {
        this.picture = picture;
        this.server = server;
        this.account =
                new CameraAccount(
                        "127.0.0.1",
                        server.getBean(FtpsSources.class).explicitPort(),
                        "camera",
                        Installation.PASSWORD,
                        "");
    }

    /**
     * @param arguments one picture that alerts, folder of models, alerts a minute, alerts to
     *     measure, milliseconds in which a party answers
     */
    public static void main(String[] arguments) throws Exception {
        var perMinute = Integer.parseInt(arguments[2]);
        var count = Integer.parseInt(arguments[3]);
        var answer = Duration.ofMillis(Long.parseLong(arguments[4]));
        var folder = Files.createTempDirectory("trapline-bench");
        try (var parties = new Parties(answer);
                var server =
                        Installation.start(
                                folder,
                                Path.of(arguments[1]),
                                2,
                                parties.channels(),
                                rules(count + WARM_UP, perMinute <= SLOW),
                                parties.references())) {
            var messages = new Messages(Files.readAllBytes(Path.of(arguments[0])), server);
            messages.upload(0, WARM_UP, SLOW * 2);
            messages.awaitAll();
            messages.upload(WARM_UP, count, perMinute);
            var last = messages.awaitAll();
            messages.print(perMinute, count, answer, last);
            System.out.println("The stand-ins have, the warm-up included: " + parties.messages());
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    /** A rule for each camera, so that chats take turns. */
    private static String rules(int cameras, boolean slow) {
        var rules = new StringBuilder("rules:\n");
        for (var i = 0; i < cameras; i++) {
            rules.append(
                    """
                      - id: seen-%d
                        when: {categories: [animal], minConfidence: 0.3, cameras: [%s]}
                        tell: [%s]
                    """
                            .formatted(i, camera(i), String.join(", ", Parties.told(i, slow))));
        }
        return rules.toString();
    }

    private static String camera(int number) {
        return "m%04d".formatted(number);
    }

    /** Each picture comes from a camera of its own, so that each is an event and alerts. */
    private void upload(int from, int count, int perMinute)
            throws InterruptedException, ExecutionException, TimeoutException {
        var every = TimeUnit.MINUTES.toNanos(1) / perMinute;
        var senders = Executors.newScheduledThreadPool(SENDERS);
        var sending = new ArrayList<Future<?>>();
        try {
            for (var i = 0; i < count; i++) {
                var camera = camera(from + i);
                sending.add(
                        senders.schedule(
                                () -> {
                                    send(camera);
                                    return null;
                                },
                                i * every,
                                TimeUnit.NANOSECONDS));
            }
            for (var one : sending) {
                one.get(count * every + LONGEST.toNanos(), TimeUnit.NANOSECONDS);
            }
        } finally {
            senders.shutdownNow();
        }
    }

    private void send(String name) throws IOException {
        try (var camera = new SimulatedCamera(account.below(name))) {
            camera.upload(picture, "IMG_0001.JPG");
            uploaded.put(name, clock.instant());
        }
    }

    /** Waits until all that was uploaded is told; when that was. */
    private Instant awaitAll() {
        var end = clock.instant().plus(LONGEST);
        var jdbc = server.getBean(JdbcClient.class);
        while (clock.instant().isBefore(end)) {
            var alerts = count(jdbc, "alert");
            if (alerts == uploaded.size() && count(jdbc, "delivery where state = 'due'") == 0) {
                return clock.instant();
            }
            CompletableFuture.runAsync(
                            () -> {},
                            CompletableFuture.delayedExecutor(
                                    LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS))
                    .join();
        }
        return clock.instant();
    }

    private static long count(JdbcClient jdbc, String what) {
        return jdbc.sql("select count(*) from " + what).query(Long.class).single();
    }

    private void print(int perMinute, int count, Duration answer, Instant last) {
        Map<String, List<Double>> seconds = new TreeMap<>();
        Map<String, Integer> owed = new HashMap<>();
        server.getBean(JdbcClient.class)
                .sql(
                        """
                        select d.channel, c.name, d.state, d.settled_at
                          from delivery d join alert a using (alert_id)
                          join camera c on c.camera_id = a.camera_id
                        """)
                .query(
                        row -> {
                            var name = row.getString("name");
                            if (name.compareTo(camera(WARM_UP)) >= 0) {
                                owed.merge(row.getString("channel"), 1, Integer::sum);
                                if (row.getString("state").equals("accepted")) {
                                    var at = row.getObject("settled_at", OffsetDateTime.class);
                                    seconds.computeIfAbsent(
                                                    row.getString("channel"),
                                                    channel -> new ArrayList<>())
                                            .add(since(name, at.toInstant()));
                                }
                            }
                        });
        System.out.printf(
                "%d alerts a minute, %d alerts, parties answer in %d ms; the last message %.1f s"
                        + " after the last upload%n",
                perMinute,
                count,
                answer.toMillis(),
                Duration.between(
                                        uploaded.values().stream()
                                                .max(Instant::compareTo)
                                                .orElseThrow(),
                                        last)
                                .toMillis()
                        / 1e3);
        seconds.forEach(
                (channel, taken) -> {
                    taken.sort(null);
                    System.out.printf(
                            "  %-12s %4d of %4d; p50 %.2f s, p95 %.2f s, longest %.2f s%n",
                            channel,
                            taken.size(),
                            owed.get(channel),
                            share(taken, 0.5),
                            share(taken, 0.95),
                            share(taken, 1));
                });
    }

    private double since(String camera, Instant accepted) {
        return Duration.between(uploaded.get(camera), accepted).toNanos() / 1e9;
    }

    private static double share(List<Double> sorted, double share) {
        return sorted.get((int) Math.max(0, Math.ceil(share * sorted.size()) - 1));
    }
}
