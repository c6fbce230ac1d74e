package trapline.bench.api;

import io.gatling.app.Gatling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
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
 * How long the API's calls take with a million captures, while a {@link Crowd} uses it and ten
 * pictures a minute arrive. Server, database and people share the machine; the people are a process
 * of their own.
 */
public final class ApiLoad {
    private static final int ARRIVING_MILLIS = 6000;
    private static final int SAMPLES = 12;

    /** Until everybody has come, and has seen each page once. */
    private static final int COMING_SECONDS = 90;

    /** Until Java has compiled what people use; a server that runs for days has done so. */
    private static final int COMPILING_SECONDS = 180;

    /** For the people's own process to begin. */
    private static final int STARTING_SECONDS = 60;

    /** What people have done so far is not printed; only what they have done at the end is. */
    private static final int QUIET_SECONDS = 3600;

    private final ConfigurableApplicationContext server;
    private final Path folder;
    private final int seconds;

    private ApiLoad(ConfigurableApplicationContext server, Path folder, int seconds) {
        this.server = server;
        this.folder = folder;
        this.seconds = seconds;
    }

    /**
     * Ends with 1 if the aim was missed.
     *
     * @param arguments folder that keeps the installation, folder of pictures, folder of models,
     *     how many captures, seconds to measure
     */
    public static void main(String[] arguments) throws Exception {
        var folder = Files.createDirectories(Path.of(arguments[0]));
        var pictures = Path.of(arguments[1]);
        System.setProperty("trapline.admin.email", Guests.EMAIL);
        System.setProperty("trapline.admin.password", Guests.PASSWORD);
        var isGood = false;
        try (var server = Installation.start(folder, Path.of(arguments[2]), 1, 0)) {
            var load = new ApiLoad(server, folder, Integer.parseInt(arguments[4]));
            load.prepare(pictures, Integer.parseInt(arguments[3]));
            isGood = load.run(pictures);
        }
        System.exit(isGood ? 0 : 1);
    }

    private void prepare(Path pictures, int captures) throws Exception {
        var million = new Million(server.getBean(EmbeddedPostgres.class));
        if (million.captures() >= captures) {
            return;
        }
        var samples = Installation.pictures(pictures, folder.resolve("samples"), SAMPLES);
        try (var camera = new SimulatedCamera(account().below("samples"))) {
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

    private CameraAccount account() {
        return new CameraAccount(
                "127.0.0.1",
                server.getBean(FtpsSources.class).explicitPort(),
                "camera",
                Installation.PASSWORD,
                "");
    }

    private boolean run(Path pictures) throws Exception {
        var thread = Executors.newSingleThreadScheduledExecutor();
        try (var camera = new SimulatedCamera(account().below("arriving"))) {
            var arriving = arriving(pictures).iterator();
            var unused =
                    thread.scheduleAtFixedRate(
                            () -> upload(camera, arriving),
                            0,
                            ARRIVING_MILLIS,
                            TimeUnit.MILLISECONDS);
            var isGoodSoon = crowd("soon after the start", COMING_SECONDS);
            var isGoodLater = crowd("after some minutes", COMPILING_SECONDS);
            return isGoodSoon && isGoodLater;
        } finally {
            thread.shutdownNow();
        }
    }

    private List<Path> arriving(Path pictures) throws IOException {
        var all =
                Duration.ofSeconds(
                        COMING_SECONDS + COMPILING_SECONDS + 2L * (seconds + STARTING_SECONDS));
        return Installation.pictures(
                pictures,
                folder.resolve("arriving-" + System.currentTimeMillis()),
                (int) (all.toMillis() / ARRIVING_MILLIS));
    }

    /** An exception would end the schedule without a word. */
    private static void upload(SimulatedCamera camera, Iterator<Path> arriving) {
        try {
            var picture = arriving.next();
            camera.upload(picture, picture.getFileName().toString());
        } catch (IOException | RuntimeException e) {
            System.err.println("a picture did not arrive: " + e);
        }
    }

    /**
     * @return whether the aim was met
     */
    private boolean crowd(String when, int warmUpSeconds) throws Exception {
        System.out.printf("%n%s: %d s, and then %d s that count%n", when, warmUpSeconds, seconds);
        var before = JavaCompiler.seconds();
        var started = System.nanoTime();
        var people = new ProcessBuilder(command(warmUpSeconds)).inheritIO().start();
        var isGood = people.waitFor() == 0;
        System.out.printf(
                "%s: %s; the server's Java compiler took %.0f ms a second%n",
                when,
                isGood ? "the aim is met" : "THE AIM IS MISSED",
                (JavaCompiler.seconds() - before) * 1e12 / (System.nanoTime() - started));
        return isGood;
    }

    private List<String> command(int warmUpSeconds) {
        var port = server.getBean(Environment.class).getRequiredProperty("local.server.port");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
        command.add("-Dlogback.configurationFile=trapline/bench/people-log.xml");
        command.add(setting("gatling.data.console.writePeriod", String.valueOf(QUIET_SECONDS)));
        command.add(setting(Crowd.ADDRESS, "http://127.0.0.1:" + port));
        command.add(setting(Crowd.WARM_UP, String.valueOf(warmUpSeconds)));
        command.add(setting(Crowd.MEASURED, String.valueOf(seconds)));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Gatling.class.getName());
        command.addAll(List.of("--simulation", Crowd.class.getName()));
        command.addAll(List.of("--results-folder", folder.resolve("people").toString()));
        command.add("--no-reports");
        return command;
    }

    private static String setting(String name, String value) {
        return "-D" + name + "=" + value;
    }
}
