package trapline.runner.service;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Lets in only as many pictures as can be worked on or may wait, and gives the workers to them in
 * the order they came.
 */
final class Admission {
    private static final double SHARE_OF_THE_NEWEST = 0.1;
    private static final long SHORTEST_WAIT = 1;
    private static final long LONGEST_WAIT = 60;

    private final int workers;
    private final int places;
    private final Semaphore free;
    private final Semaphore turns;
    private double usualSeconds = 0.1;

    /**
     * @param queue how many may wait while all workers are at work
     */
    Admission(int workers, int queue, MeterRegistry meters) {
        this.workers = workers;
        this.places = workers + queue;
        this.free = new Semaphore(places);
        this.turns = new Semaphore(workers, true);
        Gauge.builder("trapline.runner.queue.depth", this, Admission::waiting)
                .description("Pictures that were let in and wait for a worker")
                .register(meters);
        Gauge.builder("trapline.runner.working", this, Admission::working)
                .description("Pictures being worked on")
                .register(meters);
    }

    /** A place of one picture; given back by closing. */
    @FunctionalInterface
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /** Empty: all places are taken. */
    Optional<Place> enter() {
        return free.tryAcquire() ? Optional.of(free::release) : Optional.empty();
    }

    /** Waits for a worker. Who waits has a place, so only so many do. */
    Place work() throws InterruptedException {
        turns.acquire();
        var started = System.nanoTime();
        return () -> {
            remember((System.nanoTime() - started) / 1e9);
            turns.release();
        };
    }

    /** When it is worth coming back: about when half of those who are here will be done. */
    Duration comeBackAfter() {
        var seconds = Math.ceil(places * usualSeconds() / workers / 2);
        return Duration.ofSeconds((long) Math.max(SHORTEST_WAIT, Math.min(LONGEST_WAIT, seconds)));
    }

    private double waiting() {
        return Math.max(0, places - free.availablePermits() - working());
    }

    private int working() {
        return workers - turns.availablePermits();
    }

    private synchronized double usualSeconds() {
        return usualSeconds;
    }

    private synchronized void remember(double seconds) {
        usualSeconds += SHARE_OF_THE_NEWEST * (seconds - usualSeconds);
    }
}
