package trapline.bench.runner;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decodes, detects and classifies many pictures and says how many a second, what was found, and how
 * much memory the process has. {@code bench/python-loop} and {@code bench/memory} call it.
 */
public final class RunnerLoop {
    private static final PrintStream OUT =
            new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private RunnerLoop() {}

    record Found(int boxes, int named) {
        Found and(Found other) {
            return new Found(boxes + other.boxes, named + other.named);
        }
    }

    /**
     * @param arguments pictures, models, count, threads, rounds
     */
    public static void main(String[] arguments)
            throws IOException, InterruptedException, ExecutionException {
        var files = pictures(Path.of(arguments[0]));
        var count = Integer.parseInt(arguments[2]);
        var threads = Integer.parseInt(arguments[3]);
        var rounds = Integer.parseInt(arguments[4]);
        var pool = Executors.newFixedThreadPool(threads);
        try (var pair = DemoPair.open(Path.of(arguments[1]), threads)) {
            // The Java machine compiles what is used often; a third round is as fast as a tenth.
            run(pair, pool, files, files.size() * 3, threads);
            for (var round = 0; round < rounds; round++) {
                var started = System.nanoTime();
                var found = run(pair, pool, files, count, threads);
                var seconds = (System.nanoTime() - started) / 1e9;
                OUT.printf(
                        Locale.ROOT,
                        "%.2f pictures/s, %d boxes, %d named, %s%n",
                        count / seconds,
                        found.boxes(),
                        found.named(),
                        Memory.resident());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    static Found run(DemoPair pair, ExecutorService pool, List<Path> files, int count, int threads)
            throws InterruptedException, ExecutionException {
        var next = new AtomicInteger();
        var workers = new ArrayList<Callable<Found>>();
        for (var i = 0; i < threads; i++) {
            workers.add(
                    () -> {
                        var found = new Found(0, 0);
                        for (var at = next.getAndIncrement();
                                at < count;
                                at = next.getAndIncrement()) {
                            found = found.and(look(pair, files.get(at % files.size())));
                        }
                        return found;
                    });
        }
        var all = new Found(0, 0);
        for (var worker : pool.invokeAll(workers)) {
            all = all.and(worker.get());
        }
        return all;
    }

    private static Found look(DemoPair pair, Path file) {
        try {
            var picture = pair.reader().read(file);
            var boxes = pair.detector().detect(picture);
            var animals = DemoPair.worthNaming(boxes);
            pair.classifier().classify(picture, animals);
            return new Found(boxes.size(), animals.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> pictures(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(
                            file ->
                                    file.toString()
                                            .toLowerCase(Locale.ROOT)
                                            .matches(".*\\.(jpe?g|png)"))
                    // The conversion of CMYK differs between libraries: no part of the comparison.
                    .filter(file -> !file.getFileName().toString().contains("cmyk"))
                    .sorted()
                    .toList();
        }
    }
}
