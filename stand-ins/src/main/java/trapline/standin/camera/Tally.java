package trapline.standin.camera;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Counts what all cameras do, and tells the listener each time, one call after the other. */
final class Tally {
    private static final int MOST_FAILURES = 100;

    private final int total;
    private final Consumer<SimulationProgress> listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<SimulationSummary.Failure> failures = new ArrayList<>();
    private int files;
    private long bytes;
    private int resent;
    private int cut;
    private int errors;
    private int failed;

    Tally(int total, Consumer<SimulationProgress> listener) {
        this.total = total;
        this.listener = listener;
    }

    void taken(long size) {
        count(
                () -> {
                    files++;
                    bytes += size;
                });
    }

    void resent() {
        count(() -> resent++);
    }

    void cut() {
        count(() -> cut++);
    }

    void error() {
        count(() -> errors++);
    }

    void failed(int pictures, SimulationSummary.Failure failure) {
        count(
                () -> {
                    failed += pictures;
                    if (failures.size() < MOST_FAILURES) {
                        failures.add(failure);
                    }
                });
    }

    SimulationSummary summary(Duration duration) {
        lock.lock();
        try {
            return new SimulationSummary(
                    files, bytes, duration, resent, cut, errors, failed, failures);
        } finally {
            lock.unlock();
        }
    }

    private void count(Runnable change) {
        lock.lock();
        try {
            change.run();
            listener.accept(new SimulationProgress(files + failed, total, resent, cut, errors));
        } finally {
            lock.unlock();
        }
    }
}
