package trapline.bench.api;

import java.io.PrintStream;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** How long each kind of call took, and how many failed. */
final class Tally {
    private static final String ALL_OF_KIND = ", all of them";

    private final Map<String, Queue<Double>> millis = new ConcurrentHashMap<>();
    private final LongAdder failures = new LongAdder();
    private final LongAdder leftOut = new LongAdder();

    /** What is named {@code kind: call} counts for its kind, too. */
    void took(String call, double milliseconds) {
        add(call, milliseconds);
        var colon = call.indexOf(':');
        if (colon > 0) {
            add(call.substring(0, colon) + ALL_OF_KIND, milliseconds);
        }
    }

    private void add(String call, double milliseconds) {
        millis.computeIfAbsent(call, name -> new ConcurrentLinkedQueue<>()).add(milliseconds);
    }

    void failed() {
        failures.increment();
    }

    /** Steps that nobody took, because the ones before took too long. */
    void leftOut(long steps) {
        leftOut.add(steps);
    }

    /** Forgets what came before, such as the warm-up. */
    void clear() {
        millis.clear();
        failures.reset();
        leftOut.reset();
    }

    void print(PrintStream out, double seconds) {
        out.printf("%-44s %8s %8s %8s %8s%n", "call", "calls/s", "p50 ms", "p95 ms", "p99 ms");
        millis.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(
                        entry -> {
                            var sorted =
                                    entry.getValue().stream()
                                            .mapToDouble(Double::doubleValue)
                                            .sorted()
                                            .toArray();
                            out.printf(
                                    "%-44s %8.1f %8.1f %8.1f %8.1f%n",
                                    entry.getKey(),
                                    sorted.length / seconds,
                                    share(sorted, 0.5),
                                    share(sorted, 0.95),
                                    share(sorted, 0.99));
                        });
        var all =
                millis.entrySet().stream()
                        .filter(entry -> !entry.getKey().endsWith(ALL_OF_KIND))
                        .flatMap(entry -> entry.getValue().stream())
                        .mapToDouble(Double::doubleValue)
                        .sorted()
                        .toArray();
        out.printf(
                "%-44s %8.1f %8.1f %8.1f %8.1f%nfailed: %d; steps left out: %d%n",
                "all",
                all.length / seconds,
                share(all, 0.5),
                share(all, 0.95),
                share(all, 0.99),
                failures.sum(),
                leftOut.sum());
    }

    private static double share(double[] sorted, double share) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)];
    }
}
