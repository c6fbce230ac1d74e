package trapline.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.springframework.util.FileSystemUtils;

/**
 * Pictures a second from the FTPS folder to <em>completed</em>, beside what the models alone can do
 * in the same run with the same engine and threads.
 */
public final class Throughput {
    private static final int CAMERAS = 4;

    /**
     * So that Java compiles the whole way, and not only the models: what is done once for a picture
     * is compiled after 5,000 times.
     */
    private static final int SMALL_WARM_UP = 7000;

    private static final int WARM_UP = 600;
    private static final int MOST_WARM_UPS = 12;

    /** Milliseconds of Java's compiler a picture; a server that runs for days has none. */
    private static final double COMPILED = 0.7;

    private static final double LONGEST_SECONDS = 600;
    private static final long LOOK_AGAIN_NANOS = 50_000_000;

    private Throughput() {}

    /**
     * @param arguments folder of pictures, folder of models, how many pictures, how many rounds
     */
    public static void main(String[] arguments) throws Exception {
        var pictures = Path.of(arguments[0]);
        var models = Path.of(arguments[1]);
        var count = Integer.parseInt(arguments[2]);
        var rounds = Integer.parseInt(arguments[3]);
        var folder = Files.createTempDirectory("trapline-bench");
        try {
            run(pictures, models, count, rounds, folder);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private static void run(Path from, Path models, int count, int rounds, Path folder)
            throws Exception {
        var threads = Integer.getInteger("trapline.detection.workers", 2);
        var ratios = new ArrayList<Double>();
        try (var bare = new BarePictures(models, threads);
                var server = Installation.start(folder, models, threads, 0)) {
            var completions = new Completions(server);
            through(
                    completions,
                    folder,
                    DistinctPictures.writeSmall(
                            from, folder.resolve("small"), SMALL_WARM_UP, CAMERAS));
            for (var turn = 0; turn < MOST_WARM_UPS; turn++) {
                var set =
                        DistinctPictures.write(
                                from, folder.resolve("warm-up-" + turn), WARM_UP, CAMERAS);
                var compiled = JavaCompiler.seconds();
                bare.perSecond(set);
                through(completions, folder, set);
                if ((JavaCompiler.seconds() - compiled) * 1000 / WARM_UP < COMPILED) {
                    break;
                }
            }
            System.out.println("Java has compiled what it compiles; now it counts");
            for (var round = 0; round < rounds; round++) {
                var set =
                        DistinctPictures.write(
                                from, folder.resolve("round-" + round), count, CAMERAS);
                var cpu = cpuSeconds();
                var alone = bare.perSecond(set);
                System.out.printf(
                        "  the models alone used %.1f ms of CPU a picture%n",
                        (cpuSeconds() - cpu) * 1000 / count);
                var whole = through(completions, folder, set);
                ratios.add(whole / alone);
                System.out.printf(
                        "round %d: %d pictures, models alone %.2f/s, whole pipeline %.2f/s, ratio"
                                + " %.3f%n",
                        round + 1, count, alone, whole, whole / alone);
            }
        }
        var sorted = ratios.stream().sorted().toList();
        System.out.printf("median ratio %.3f%n", sorted.get(sorted.size() / 2));
    }

    /** Moves the files into the folder of finished uploads, as an upload's last act does. */
    private static double through(Completions completions, Path folder, List<Path> set)
            throws IOException {
        var before = completions.count();
        var home = folder.resolve("data/ftps/ftps/camera");
        var cpu = cpuSeconds();
        var database = databaseSeconds(folder);
        var compiled = JavaCompiler.seconds();
        var started = System.nanoTime();
        for (var picture : set) {
            var camera = Files.createDirectories(home.resolve(picture.getParent().getFileName()));
            Files.move(
                    picture, camera.resolve(picture.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
        while (completions.count() < before + set.size()) {
            if (System.nanoTime() - started > LONGEST_SECONDS * 1e9) {
                throw new IllegalStateException(
                        "only %d of %d pictures came through"
                                .formatted(completions.count() - before, set.size()));
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        var seconds = (System.nanoTime() - started) / 1e9;
        completions.confirm();
        System.out.printf(
                "  the pipeline used %.1f ms of CPU a picture, its database %.1f ms; of it Java's"
                        + " compiler %.1f ms%n",
                (cpuSeconds() - cpu) * 1000 / set.size(),
                (databaseSeconds(folder) - database) * 1000 / set.size(),
                (JavaCompiler.seconds() - compiled) * 1000 / set.size());
        return set.size() / seconds;
    }

    private static double cpuSeconds() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }

    /** Of the embedded database's processes, those of its connections among them. */
    private static double databaseSeconds(Path folder) throws IOException {
        var processId =
                Files.readAllLines(folder.resolve("data/postgres/cluster/postmaster.pid")).get(0);
        return ProcessHandle.of(Long.parseLong(processId.strip()))
                .map(ProcessHandle::descendants)
                .orElseThrow()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToDouble(time -> time.toMillis() / 1e3)
                .sum();
    }
}
