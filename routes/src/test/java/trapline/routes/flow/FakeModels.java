package trapline.routes.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import trapline.capture.Capture;
import trapline.classification.Classifier;
import trapline.detection.BoundingBox;
import trapline.detection.Detection;
import trapline.detection.Detector;

/** A detector and classifier that see one leopard on everything, unless told to fail. */
final class FakeModels implements Detector, Classifier {
    private final Map<UUID, Supplier<? extends Throwable>> failures = new ConcurrentHashMap<>();
    private final Map<UUID, Supplier<? extends Throwable>> unnamed = new ConcurrentHashMap<>();
    private final List<UUID> seen = new CopyOnWriteArrayList<>();
    private volatile boolean inTransaction;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile CountDownLatch names = new CountDownLatch(0);
    private volatile boolean waitsForAName;
    private volatile boolean nameless;

    /** Every look at this capture fails until {@link #heal}. */
    void fail(Capture capture, Supplier<? extends Throwable> failure) {
        failures.put(capture.captureId(), failure);
    }

    /** It is detected, but every attempt to name it fails until {@link #heal}. */
    void failToName(Capture capture, Supplier<? extends Throwable> failure) {
        unnamed.put(capture.captureId(), failure);
    }

    void heal() {
        failures.clear();
        unnamed.clear();
    }

    /** From now on every look waits. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    /** From now on every capture waits for its names. */
    void holdNames() {
        names = new CountDownLatch(1);
    }

    /** From now on there is no classifier. */
    void nameNothing() {
        nameless = true;
    }

    void release() {
        gate.countDown();
        names.countDown();
    }

    /** Whether a capture ever came to be named. */
    boolean waitsForAName() {
        return waitsForAName;
    }

    /** The captures that were looked at, in their order. */
    List<UUID> seen() {
        return List.copyOf(seen);
    }

    @Override
    public Look look(Capture capture) {
        seen.add(capture.captureId());
        pass(capture);
        return new Look(
                "fake",
                "1",
                List.of(new Found("animal", "animal", 0.9, new BoundingBox(0.1, 0.1, 0.5, 0.5))),
                false,
                "thumbnail",
                "preview");
    }

    @Override
    public Optional<Named> classify(Capture capture, List<Detection> detections) {
        waitsForAName = true;
        await(names);
        pass(capture);
        raise(unnamed.get(capture.captureId()));
        if (nameless) {
            return Optional.empty();
        }
        return Optional.of(
                new Named(
                        new Model("fake", "1"),
                        detections.stream().map(d -> List.of(new Label("leopard", 0.8))).toList()));
    }

    /** Whether a model ever ran while a transaction was open. */
    boolean ranInATransaction() {
        return inTransaction;
    }

    private void pass(Capture capture) {
        inTransaction |= TransactionSynchronizationManager.isActualTransactionActive();
        await(gate);
        raise(failures.get(capture.captureId()));
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /**
     * @param failure null: nothing fails
     */
    private static void raise(Supplier<? extends Throwable> failure) {
        if (failure == null) {
            return;
        }
        var thrown = failure.get();
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }
}
