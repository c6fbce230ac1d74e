package trapline.runner.service;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import trapline.runner.Stopwatch;

/** Shows how long each phase takes with each model. */
final class Timings {
    private static final double NANOS_PER_MILLI = 1e6;

    private final MeterRegistry meters;

    Timings(MeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * Counts what one model did with one picture.
     *
     * @param batch how many inputs the network was given for it
     */
    void record(String model, Stopwatch watch, int batch) {
        for (var phase :
                new Stopwatch.Phase[] {
                    Stopwatch.Phase.PREPROCESS, Stopwatch.Phase.INFER, Stopwatch.Phase.POSTPROCESS
                }) {
            record(model, phase, watch.nanos(phase));
        }
        DistributionSummary.builder("trapline.runner.batch.size")
                .description("Inputs that one picture gave a model: itself, or its crops")
                .tag("model", model)
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32)
                .register(meters)
                .record(batch);
    }

    /** Counts a decoding, which belongs to no model. */
    void decoded(Stopwatch watch) {
        record("", Stopwatch.Phase.DECODE, watch.nanos(Stopwatch.Phase.DECODE));
    }

    static Answer.Millis millis(long queued, Stopwatch decode, Stopwatch... models) {
        return new Answer.Millis(
                queued / NANOS_PER_MILLI,
                sum(Stopwatch.Phase.DECODE, decode),
                sum(Stopwatch.Phase.PREPROCESS, models),
                sum(Stopwatch.Phase.INFER, models),
                sum(Stopwatch.Phase.POSTPROCESS, models));
    }

    private void record(String model, Stopwatch.Phase phase, long nanos) {
        Timer.builder("trapline.runner")
                .description("Time a model takes for one picture, by phase")
                .tag("model", model)
                .tag("phase", phase.name().toLowerCase(Locale.ROOT))
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofNanos(100_000))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .register(meters)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private static double sum(Stopwatch.Phase phase, Stopwatch... watches) {
        var nanos = 0L;
        for (var watch : watches) {
            nanos += watch.nanos(phase);
        }
        return nanos / NANOS_PER_MILLI;
    }
}
