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
    private final List<UUID> seen = new CopyOnWriteArrayList<>();
    private volatile boolean inTransaction;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** Every look at this capture fails until {@link #heal}. */
    void fail(Capture capture, Supplier<? extends Throwable> failure) {
        failures.put(capture.captureId(), failure);
    }

    void heal() {
        failures.clear();
    }

    /** From now on every look waits. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    void release() {
        gate.countDown();
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
        pass(capture);
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
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        var failure = failures.get(capture.captureId());
        if (failure != null) {
            raise(failure.get());
        }
    }

    private static void raise(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }
}
