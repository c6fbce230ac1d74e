package trapline.bench.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import trapline.app.database.EmbeddedPostgres;
import trapline.app.source.FtpsSources;
import trapline.bench.Installation;
import trapline.bench.JavaCompiler;
import trapline.standin.camera.CameraAccount;
import trapline.standin.camera.SimulatedCamera;

/**
 * How long the API's calls take with a million captures, while 100 people browse, 50 view pictures
 * and 20 filter, and ten pictures a minute arrive. Server, database and people share the machine.
 */
public final class ApiLoad {
    private static final String EMAIL = "bench@example.org";
    private static final String PASSWORD = "bench-password-of-nobody";
    private static final int BROWSING = 100;
    private static final int VIEWING = 50;
    private static final int FILTERING = 20;
    private static final int BROWSING_MILLIS = 5000;
    private static final int VIEWING_MILLIS = 3000;
    private static final int FILTERING_MILLIS = 4000;
    private static final int ARRIVING_MILLIS = 6000;
    private static final int SESSIONS = 10;
    private static final int SAMPLES = 12;
    private static final int WARM_UP_SECONDS = 30;
    private static final int ALONE_SECONDS = 30;

    /** The part of one processor that Java's compiler still takes when it counts as done. */
    private static final double COMPILED = 0.05;

    private static final int COMPILED_AT_MOST = 12;

    private final Tally tally = new Tally();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ApiLoad() {}

    /**
     * @param arguments folder that keeps the installation, folder of pictures, folder of models,
     *     how many captures, seconds to measure
     */
    public static void main(String[] arguments) throws Exception {
        var folder = Files.createDirectories(Path.of(arguments[0]));
        var captures = Integer.parseInt(arguments[3]);
        System.setProperty("trapline.admin.email", EMAIL);
        System.setProperty("trapline.admin.password", PASSWORD);
        try (var server = Installation.start(folder, Path.of(arguments[2]), 1, 0)) {
            prepare(server, Path.of(arguments[1]), folder, captures);
            new ApiLoad()
                    .run(server, Path.of(arguments[1]), folder, Integer.parseInt(arguments[4]));
        }
    }

    private static void prepare(
            ConfigurableApplicationContext server, Path pictures, Path folder, int captures)
            throws Exception {
        var million = new Million(server.getBean(EmbeddedPostgres.class));
        if (million.captures() >= captures) {
            return;
        }
        var samples = Installation.pictures(pictures, folder.resolve("samples"), SAMPLES);
        try (var camera = new SimulatedCamera(account(server).below("samples"))) {
            for (var sample : samples) {
                camera.upload(sample, sample.getFileName().toString());
            }
        }
        while (million.completed() < samples.size()) {
            CompletableFuture.runAsync(
                            () -> {}, CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS))
                    .join();
        }
        var started = System.nanoTime();
        million.fill(captures);
        System.out.printf(
                "made %d captures in %.0f s%n",
                million.captures(), (System.nanoTime() - started) / 1e9);
    }

    private static CameraAccount account(ConfigurableApplicationContext server) {
        return new CameraAccount(
                "127.0.0.1",
                server.getBean(FtpsSources.class).explicitPort(),
                "camera",
                Installation.PASSWORD,
                "");
    }

    private void run(ConfigurableApplicationContext server, Path pictures, Path folder, int seconds)
            throws Exception {
        var port =
                server.getBean(Environment.class)
                        .getRequiredProperty("local.server.port", Integer.class);
        var people = people(port);
        var first = people.get(0);
        List<JsonNode> cameras = new ArrayList<>();
        first.json("cameras", "/api/cameras?limit=200").path("items").forEach(cameras::add);

        var arriving =
                Installation.pictures(
                        pictures,
                        folder.resolve("arriving-" + System.currentTimeMillis()),
                        ((3 + COMPILED_AT_MOST) * WARM_UP_SECONDS + ALONE_SECONDS + 2 * seconds)
                                        * 1000
                                        / ARRIVING_MILLIS
                                + 1);
        var threads = Executors.newScheduledThreadPool(BROWSING + VIEWING + FILTERING);
        try (var camera = new SimulatedCamera(account(server).below("arriving"))) {
            var rest = arriving.iterator();
            every(
                    threads,
                    ARRIVING_MILLIS,
                    1,
                    () -> {
                        var next = rest.next();
                        camera.upload(next, next.getFileName().toString());
                    });
            start(threads, people, cameras, 1, 1, 1);
            measure(threads, "one of each kind of person", ALONE_SECONDS);
            start(threads, people, cameras, BROWSING - 1, VIEWING - 1, FILTERING - 1);
            measure(threads, "everybody, soon after the start", seconds);
            compiled(threads);
            measure(threads, "everybody", seconds);
        } finally {
            threads.shutdownNow();
        }
    }

    private void measure(ScheduledExecutorService threads, String who, int seconds)
            throws Exception {
        pass(threads, WARM_UP_SECONDS);
        tally.clear();
        var before = JavaCompiler.seconds();
        pass(threads, seconds);
        System.out.printf(
                "%n%s, the machine's load being %.1f, Java's compiler taking %.0f ms a second%n",
                who,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                (JavaCompiler.seconds() - before) * 1000 / seconds);
        tally.print(System.out, seconds);
    }

    /** Waits while Java compiles what people use; a server that runs for days has done so. */
    private static void compiled(ScheduledExecutorService threads) throws Exception {
        for (var i = 0; i < COMPILED_AT_MOST; i++) {
            var before = JavaCompiler.seconds();
            pass(threads, WARM_UP_SECONDS);
            if ((JavaCompiler.seconds() - before) / WARM_UP_SECONDS < COMPILED) {
                return;
            }
        }
    }

    private static void pass(ScheduledExecutorService threads, int seconds) throws Exception {
        threads.schedule(() -> {}, seconds, TimeUnit.SECONDS).get();
    }

    /** Ten sessions for all: to prove a password takes its time by design. */
    private List<Person> people(int port) throws Exception {
        var people = new ArrayList<Person>();
        for (var i = 0; i < SESSIONS; i++) {
            var person = new Person(port, http, tally);
            person.logIn(EMAIL, PASSWORD);
            people.add(person);
        }
        return people;
    }

    private void start(
            ScheduledExecutorService threads,
            List<Person> people,
            List<JsonNode> cameras,
            int browsing,
            int viewing,
            int filtering) {
        var random = new Random(1);
        for (var i = 0; i < browsing; i++) {
            var habit = new Habits.Browsing(people.get(i % SESSIONS), i);
            every(threads, BROWSING_MILLIS, random.nextInt(BROWSING_MILLIS), habit::step);
        }
        for (var i = 0; i < viewing; i++) {
            var camera =
                    i % 2 == 0 ? "" : cameras.get(i % cameras.size()).path("cameraId").asText();
            var habit = new Habits.Viewing(people.get(i % SESSIONS), camera);
            every(threads, VIEWING_MILLIS, random.nextInt(VIEWING_MILLIS), habit::step);
        }
        for (var i = 0; i < filtering; i++) {
            var habit = new Habits.Filtering(people.get(i % SESSIONS), cameras, i);
            every(threads, FILTERING_MILLIS, random.nextInt(FILTERING_MILLIS), habit::step);
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    /**
     * A step that fails is counted, and the next one comes all the same: at its time, or at once if
     * that has passed. Nobody makes up for more than that; what is left out is counted, too.
     */
    private void every(ScheduledExecutorService threads, int millis, int first, Step step) {
        var period = TimeUnit.MILLISECONDS.toNanos(millis);
        next(
                threads,
                period,
                System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(first),
                () -> {
                    try {
                        step.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (Exception e) {
                        tally.failed();
                        System.err.println("a step failed: " + e);
                    }
                });
    }

    private void next(ScheduledExecutorService threads, long period, long due, Runnable step) {
        var unused =
                threads.schedule(
                        () -> {
                            step.run();
                            var missed = Math.max(0, (System.nanoTime() - due - period) / period);
                            tally.leftOut(missed);
                            if (!threads.isShutdown()) {
                                next(threads, period, due + (1 + missed) * period, step);
                            }
                        },
                        due - System.nanoTime(),
                        TimeUnit.NANOSECONDS);
    }
}
