package trapline.runner;

/**
 * How a model is run.
 *
 * @param workers pictures (or boxes) that go through at once; more wait in order
 * @param threads processor threads of each worker. PyTorch has one number for the whole process:
 *     that of the first model that is loaded
 * @param batch pictures that one worker takes at once, where the caller has several and the model's
 *     {@code input.batch} allows it; 0: as suits the device, which is 1 on a processor and 8 on a
 *     graphics card
 * @param device where it runs
 */
public record Execution(int workers, int threads, int batch, Device device) {
    private static final int MOST_WORKERS = 256;

    /** Where a model runs. */
    public enum Device {
        /** On a graphics card where there is one and the engine has its flavour for it. */
        AUTOMATIC,
        CPU,
        GPU
    }

    /** What a machine is set up for. */
    public enum Mode {
        /** Most pictures a second. */
        THROUGHPUT,
        /** Each picture as soon as possible. */
        LATENCY
    }

    public Execution {
        if (workers < 1 || workers > MOST_WORKERS || threads < 1 || threads > MOST_WORKERS) {
            throw new IllegalArgumentException(
                    "workers and threads are 1 to %d, not %d and %d"
                            .formatted(MOST_WORKERS, workers, threads));
        }
        if (batch < 0 || batch > 64) {
            throw new IllegalArgumentException("batch is 0 to 64, not " + batch);
        }
    }

    /**
     * Most pictures a second: so many workers with one thread each. Give one worker a core; two
     * with one thread each do more than one with two.
     */
    public static Execution throughput(int workers) {
        return new Execution(workers, 1, 0, Device.AUTOMATIC);
    }

    /** One picture as soon as possible: one worker that has every core. */
    public static Execution latency() {
        return new Execution(
                1,
                Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors()),
                0,
                Device.AUTOMATIC);
    }

    /**
     * What suits the mode.
     *
     * @param workers for throughput; for latency there is one, whatever this says
     */
    public static Execution of(Mode mode, int workers) {
        return mode == Mode.LATENCY ? latency() : throughput(workers);
    }

    /** In words, for logs and lists, such as {@code 2 workers of 1 thread}. */
    public String words() {
        return "%d worker%s of %d thread%s"
                .formatted(workers, workers == 1 ? "" : "s", threads, threads == 1 ? "" : "s");
    }

    /** The same elsewhere. */
    public Execution on(Device other) {
        return new Execution(workers, threads, batch, other);
    }
}
