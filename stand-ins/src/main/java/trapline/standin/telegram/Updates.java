package trapline.standin.telegram;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What people did, until the bot has confirmed that it knows. */
final class Updates {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<ObjectNode> waiting = new ArrayList<>();
    private boolean polling;
    private long next = 700_001;

    ObjectNode add(String kind, ObjectNode what) {
        lock.lock();
        try {
            var update = JsonNodeFactory.instance.objectNode().put("update_id", next++);
            update.set(kind, what);
            waiting.add(update);
            changed.signalAll();
            return update;
        } finally {
            lock.unlock();
        }
    }

    void confirm(long offset) {
        lock.lock();
        try {
            waiting.removeIf(update -> update.get("update_id").asLong() < offset);
        } finally {
            lock.unlock();
        }
    }

    int pending() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for updates from an offset on; what is before it is confirmed by that.
     *
     * @throws Refusal 409 if another one is polling
     */
    ArrayNode poll(long offset, int limit, long seconds) throws InterruptedException {
        lock.lock();
        try {
            if (polling) {
                throw new Refusal(
                        409,
                        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
            }
            polling = true;
            confirm(offset);
            var left = TimeUnit.SECONDS.toNanos(Math.min(seconds, 50));
            while (waiting.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
            var found = JsonNodeFactory.instance.arrayNode();
            waiting.stream().limit(limit).forEach(found::add);
            return found;
        } finally {
            polling = false;
            lock.unlock();
        }
    }
}
