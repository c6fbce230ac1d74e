package trapline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.util.FileSystemUtils;
import trapline.app.source.FtpsSources;
import trapline.standin.camera.CameraAccount;
import trapline.standin.camera.SimulatedCamera;
import trapline.standin.smtp.ReceivedMail;
import trapline.standin.smtp.SmtpStandIn;

/**
 * Seconds from the end of an upload over FTPS to the mail in a mail server, at one picture a
 * second; then the same for one camera while another one sends a burst.
 */
public final class Latency {
    private static final int WARM_UP = 20;
    private static final int EVERY_MILLIS = 1000;
    private static final Duration LAST_MAIL = Duration.ofMinutes(2);

    private final Path picture;
    private final List<Path> burst;
    private final CameraAccount account;
    private final SmtpStandIn smtp;
    private final Map<String, Long> uploaded = new ConcurrentHashMap<>();
    private final Map<String, Long> mailed = new ConcurrentHashMap<>();

    private Latency(Path picture, List<Path> burst, CameraAccount account, SmtpStandIn smtp) {
        this.picture = picture;
        this.burst = burst;
        this.account = account;
        this.smtp = smtp;
        smtp.onMail(this::note);
    }

    /**
     * @param arguments folder of pictures, one picture that alerts, folder of models, pictures to
     *     measure, pictures of the burst
     */
    public static void main(String[] arguments) throws Exception {
        var count = Integer.parseInt(arguments[3]);
        var burstSize = Integer.parseInt(arguments[4]);
        var folder = Files.createTempDirectory("trapline-bench");
        try (var smtp = SmtpStandIn.start();
                var server = Installation.start(folder, Path.of(arguments[2]), 2, smtp.port())) {
            var account =
                    new CameraAccount(
                            "127.0.0.1",
                            server.getBean(FtpsSources.class).explicitPort(),
                            "camera",
                            Installation.PASSWORD,
                            "");
            var burst =
                    DistinctPictures.write(
                            Path.of(arguments[0]), folder.resolve("burst"), burstSize, 1);
            var latency = new Latency(Path.of(arguments[1]), burst, account, smtp);
            latency.measure("warm-up", WARM_UP);
            latency.measure("one picture a second", count);
            latency.during(count);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    /** Each picture comes from a camera of its own, so that each is an event and alerts. */
    private void measure(String what, int count) throws IOException, InterruptedException {
        uploaded.clear();
        mailed.clear();
        var bytes = Files.readAllBytes(picture);
        var clock = Executors.newSingleThreadScheduledExecutor();
        try {
            for (var i = 0; i < count; i++) {
                var name = "%s-%04d".formatted(what.substring(0, 3), i);
                var due = clock.schedule(() -> {}, EVERY_MILLIS, TimeUnit.MILLISECONDS);
                try (var camera = new SimulatedCamera(account.below(name))) {
                    camera.upload(bytes, "IMG_0001.JPG");
                    uploaded.put(name, System.nanoTime());
                }
                due.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("an empty task cannot fail", e);
        } finally {
            clock.shutdownNow();
        }
        smtp.await(mail -> mailed.size() >= count, LAST_MAIL);
        print(what, count);
    }

    private void during(int count) throws Exception {
        var peak = new AtomicLong();
        var sender = Executors.newSingleThreadExecutor();
        try {
            var sending =
                    sender.submit(
                            () -> {
                                try (var camera = new SimulatedCamera(account.below("burst"))) {
                                    for (var one : burst) {
                                        camera.upload(one, one.getFileName().toString());
                                        peak.accumulateAndGet(heap(), Math::max);
                                    }
                                }
                                return null;
                            });
            measure("beside a burst of %d".formatted(burst.size()), count);
            System.out.printf(
                    "  the burst %s; the heap held at most %d MB%n",
                    sending.isDone() ? "was over" : "went on", peak.get() >> 20);
            sending.get();
        } finally {
            sender.shutdownNow();
        }
    }

    private void note(ReceivedMail mail) {
        var now = System.nanoTime();
        for (var name : uploaded.keySet()) {
            if (mail.subject().contains(name)) {
                mailed.putIfAbsent(name, now);
            }
        }
    }

    private void print(String what, int count) {
        var seconds = new ArrayList<Double>();
        mailed.forEach((name, at) -> seconds.add((at - uploaded.get(name)) / 1e9));
        seconds.sort(null);
        System.out.printf(
                "%s: %d of %d mails; p50 %.2f s, p95 %.2f s, longest %.2f s%n",
                what,
                seconds.size(),
                count,
                share(seconds, 0.5),
                share(seconds, 0.95),
                share(seconds, 1));
    }

    private static double share(List<Double> sorted, double share) {
        return sorted.isEmpty()
                ? Double.NaN
                : sorted.get((int) Math.max(0, Math.ceil(share * sorted.size()) - 1));
    }

    private static long heap() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
