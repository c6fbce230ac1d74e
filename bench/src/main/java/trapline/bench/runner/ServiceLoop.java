package trapline.bench.runner;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import trapline.runner.service.ModelService;

/**
 * Pictures a second of the model service over HTTP, beside the library it is made of, in one run:
 * same pictures, models and workers, in turns. The callers run on the same machine and are not
 * counted out. {@code bench/service} calls it.
 */
public final class ServiceLoop {
    private static final PrintStream OUT =
            new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final int OK = 200;

    /**
     * So many requests come before anything is measured. Java compiles what it has done thousands
     * of times, and that takes longer than HTTP does: a server has far more code than a loop. A
     * service that has run for some minutes has that behind it.
     */
    private static final int WARM_UP = 2000;

    /** Bytes of each of them, about as many as pictures have. */
    private static final int WARM_UP_BYTES = 1_000_000;

    /**
     * One picture is worked on, one waits and one is on its way, so that no worker ever waits for
     * the network.
     */
    private static final int CALLERS_PER_WORKER = 3;

    private final ObjectMapper json = new ObjectMapper();

    /** As Trapline asks its runners. */
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI address;
    private final List<Path> files;
    private final int callers;

    private ServiceLoop(int port, List<Path> files, int callers) {
        this.address = URI.create("http://127.0.0.1:%d/v1/analyze?nameFrom=0.2".formatted(port));
        this.files = files;
        this.callers = callers;
    }

    /**
     * @param arguments pictures, models, count, threads, rounds
     */
    public static void main(String[] arguments)
            throws IOException, InterruptedException, ExecutionException {
        var files = RunnerLoop.pictures(Path.of(arguments[0]));
        var models = Path.of(arguments[1]);
        var count = Integer.parseInt(arguments[2]);
        var threads = Integer.parseInt(arguments[3]);
        var rounds = Integer.parseInt(arguments[4]);
        var callers = threads * CALLERS_PER_WORKER;
        var pool = Executors.newFixedThreadPool(callers);
        var ratios = new ArrayList<Double>();
        try (var pair = DemoPair.open(models, threads);
                var service =
                        ModelService.start(
                                "--trapline.runner.port=0",
                                "--trapline.runner.models=" + models,
                                "--trapline.runner.detector=demo-detector",
                                "--trapline.runner.classifier=demo-classifier",
                                "--trapline.runner.workers=" + threads)) {
            var port = ((ServletWebServerApplicationContext) service).getWebServer().getPort();
            var loop = new ServiceLoop(port, files, callers);
            RunnerLoop.run(pair, pool, files, files.size() * 3, threads);
            loop.warmUp(pool);
            for (var round = 0; round < rounds; round++) {
                var alone =
                        Spent.on(
                                count,
                                () -> RunnerLoop.run(pair, pool, files, count, threads).boxes());
                var served = Spent.on(count, () -> loop.look(pool, count));
                ratios.add(served.perSecond() / alone.perSecond());
                OUT.printf(
                        Locale.ROOT,
                        "library %s, service %s, ratio %.3f (by processor time %.3f)%n",
                        alone.words(),
                        served.words(),
                        served.perSecond() / alone.perSecond(),
                        alone.cpuMillis() / served.cpuMillis());
            }
        } finally {
            pool.shutdownNow();
        }
        var sorted = ratios.stream().sorted().toList();
        OUT.printf(Locale.ROOT, "median ratio %.3f%n", sorted.get(sorted.size() / 2));
    }

    /** One request. */
    @FunctionalInterface
    private interface Call {
        /**
         * @return how many boxes were found
         */
        int make(int number) throws IOException, InterruptedException;
    }

    private void warmUp(ExecutorService pool)
            throws IOException, InterruptedException, ExecutionException {
        var body = Arrays.copyOf(smallest(), WARM_UP_BYTES);
        run(pool, WARM_UP, number -> ask(HttpRequest.BodyPublishers.ofByteArray(body)));
        look(pool, files.size() * 3);
    }

    private int look(ExecutorService pool, int count)
            throws InterruptedException, ExecutionException {
        return run(pool, count, number -> ask(files.get(number % files.size())));
    }

    private int run(ExecutorService pool, int count, Call call)
            throws InterruptedException, ExecutionException {
        var next = new AtomicInteger();
        Callable<Integer> caller =
                () -> {
                    var boxes = 0;
                    for (var at = next.getAndIncrement(); at < count; at = next.getAndIncrement()) {
                        boxes += call.make(at);
                    }
                    return boxes;
                };
        var boxes = 0;
        for (var one : pool.invokeAll(Collections.nCopies(callers, caller))) {
            boxes += one.get();
        }
        return boxes;
    }

    /** The file that is decoded soonest. What comes behind its end is sent and not looked at. */
    private byte[] smallest() throws IOException {
        var smallest = Files.readAllBytes(files.get(0));
        for (var file : files) {
            if (Files.size(file) < smallest.length) {
                smallest = Files.readAllBytes(file);
            }
        }
        return smallest;
    }

    private int ask(Path file) throws IOException, InterruptedException {
        return ask(HttpRequest.BodyPublishers.ofFile(file));
    }

    private int ask(HttpRequest.BodyPublisher body) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "image/jpeg")
                        .POST(body)
                        .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != OK) {
            throw new IllegalStateException("the service answered " + answer.statusCode());
        }
        return json.readTree(answer.body()).get("detections").size();
    }
}
