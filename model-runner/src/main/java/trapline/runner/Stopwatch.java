package trapline.runner;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** Where the time of one picture goes. One for each picture; for one thread. */
public final class Stopwatch {
    private final Map<Phase, Long> nanos = new EnumMap<>(Phase.class);

    /** What is done with a picture, in this order. */
    public enum Phase {
        /** From the file's bytes to upright pixels. */
        DECODE,
        /** From pixels to the network's input. */
        PREPROCESS,
        /** In the network. */
        INFER,
        /** From the network's output to boxes or labels. */
        POSTPROCESS
    }

    /** Does some work and counts its time. */
    public <T> T time(Phase phase, Supplier<T> work) {
        var started = System.nanoTime();
        try {
            return work.get();
        } finally {
            add(phase, System.nanoTime() - started);
        }
    }

    /** Counts time that was measured elsewhere. */
    public void add(Phase phase, long spent) {
        nanos.merge(phase, spent, Long::sum);
    }

    /** Nanoseconds spent in a phase; 0 if it was never entered. */
    public long nanos(Phase phase) {
        return nanos.getOrDefault(phase, 0L);
    }
}
