package trapline.standin.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The latest things that arrived, and those who wait for them. Safe for many threads. */
public final class Arrivals<T> {
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<T> kept = new ArrayDeque<>();

    /**
     * @param most how many are kept
     */
    public Arrivals(int most) {
        this.most = most;
    }

    public void add(T arrival) {
        lock.lock();
        try {
            kept.addLast(arrival);
            if (kept.size() > most) {
                kept.removeFirst();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Those that are kept, oldest first. */
    public List<T> all() {
        lock.lock();
        try {
            return List.copyOf(kept);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until so many are kept.
     *
     * @return those that are kept when the waiting ends, perhaps fewer
     */
    public List<T> await(int count, Duration longest) throws InterruptedException {
        lock.lock();
        try {
            var left = longest.toNanos();
            while (kept.size() < count && left > 0) {
                left = changed.awaitNanos(left);
            }
            return List.copyOf(kept);
        } finally {
            lock.unlock();
        }
    }
}
