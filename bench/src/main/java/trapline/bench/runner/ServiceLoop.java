package trapline.bench.runner;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
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

    /** So many callers more than workers, so that a worker always finds a picture. */
    private static final int MORE_CALLERS = 2;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final List<Path> files;

    private ServiceLoop(int port, List<Path> files) {
        this.address = URI.create("http://127.0.0.1:%d/v1/analyze?nameFrom=0.2".formatted(port));
        this.files = files;
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
        var pool = Executors.newFixedThreadPool(threads + MORE_CALLERS);
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
            var loop = new ServiceLoop(port, files);
            RunnerLoop.run(pair, pool, files, files.size() * 3, threads);
            pool.invokeAll(loop.callers(files.size() * 3, threads + MORE_CALLERS));
            for (var round = 0; round < rounds; round++) {
                var started = System.nanoTime();
                RunnerLoop.run(pair, pool, files, count, threads);
                var alone = count / ((System.nanoTime() - started) / 1e9);
                started = System.nanoTime();
                var boxes = 0;
                for (var caller : pool.invokeAll(loop.callers(count, threads + MORE_CALLERS))) {
                    boxes += caller.get();
                }
                var served = count / ((System.nanoTime() - started) / 1e9);
                ratios.add(served / alone);
                OUT.printf(
                        Locale.ROOT,
                        "library %.2f/s, service %.2f/s, ratio %.3f, %d boxes%n",
                        alone,
                        served,
                        served / alone,
                        boxes);
            }
        } finally {
            pool.shutdownNow();
        }
        var sorted = ratios.stream().sorted().toList();
        OUT.printf(Locale.ROOT, "median ratio %.3f%n", sorted.get(sorted.size() / 2));
    }

    private List<Callable<Integer>> callers(int count, int callers) {
        var next = new AtomicInteger();
        var all = new ArrayList<Callable<Integer>>();
        for (var i = 0; i < callers; i++) {
            all.add(
                    () -> {
                        var boxes = 0;
                        for (var at = next.getAndIncrement();
                                at < count;
                                at = next.getAndIncrement()) {
                            boxes += ask(files.get(at % files.size()));
                        }
                        return boxes;
                    });
        }
        return all;
    }

    private int ask(Path file) throws IOException, InterruptedException {
        var answer =
                http.send(
                        HttpRequest.newBuilder(address)
                                .header("Content-Type", "image/jpeg")
                                .POST(HttpRequest.BodyPublishers.ofFile(file))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != OK) {
            throw new IllegalStateException("the service answered " + answer.statusCode());
        }
        return json.readTree(answer.body()).get("detections").size();
    }
}
