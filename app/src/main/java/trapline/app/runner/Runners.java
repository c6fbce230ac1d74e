package trapline.app.runner;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import trapline.stage.PermanentFailure;
import trapline.stage.RetryLater;

/**
 * Several runners as one. Each picture goes to the one with the fewest; when that fails or is busy,
 * to the next. When none can be used the picture waits, however long, and never fails.
 */
final class Runners {
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final List<RemoteRunner> runners;
    private final RunnerCalls calls;
    private final boolean shareBlobs;
    private final Duration patience;
    private final AtomicInteger turn = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition somebodyIsBack = lock.newCondition();
    private long answers;

    /**
     * @param patience how long a worker waits for a runner before it puts the picture back; without
     *     it, a long queue would be taken out and put back all the time
     */
    Runners(RunnersSettings settings, RunnerCalls calls, Duration patience, Clock clock) {
        this.runners = settings.uris().stream().map(uri -> new RemoteRunner(uri, clock)).toList();
        this.calls = calls;
        this.shareBlobs = settings.shareBlobs();
        this.patience = patience;
    }

    /**
     * What is asked of a runner.
     *
     * @param path with its query, such as {@code /v1/detect}
     * @param reading turns the answer into what is wanted; when it throws an {@link
     *     IllegalArgumentException}, the answer counts as none
     * @param withoutModel what is wanted where no model is installed for the task; empty: such a
     *     runner counts as away
     */
    record Question<T>(String path, Function<JsonNode, T> reading, Optional<T> withoutModel) {}

    /**
     * Asks about one picture.
     *
     * @throws PermanentFailure if a runner says that the picture is unreadable
     * @throws RetryLater if no runner can be used now
     */
    <T> T ask(Question<T> question, Content content) {
        var end = System.nanoTime() + patience.toNanos();
        try {
            var found = tryAll(question, content);
            while (found.isEmpty() && System.nanoTime() < end) {
                await(Math.min(LOOK_AGAIN.toNanos(), end - System.nanoTime()));
                found = tryAll(question, content);
            }
            return found.orElseThrow(
                    () ->
                            new RetryLater(
                                    "No model runner can be reached, or all are busy. The picture"
                                            + " waits.",
                                    AGAIN));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RetryLater("Trapline stops; the picture waits.", Duration.ofSeconds(1));
        }
    }

    private <T> Optional<T> tryAll(Question<T> question, Content content)
            throws InterruptedException {
        for (var runner : inTurn()) {
            if (runner.begin()) {
                var answer = tryOne(runner, question, content);
                if (answer.isPresent()) {
                    return answer;
                }
            }
        }
        return Optional.empty();
    }

    private <T> Optional<T> tryOne(RemoteRunner runner, Question<T> question, Content content)
            throws InterruptedException {
        var started = System.nanoTime();
        Outcome outcome;
        Optional<T> read = Optional.empty();
        try {
            outcome = call(runner, question.path(), content);
            if (outcome instanceof Outcome.Said said) {
                try {
                    read = Optional.of(question.reading().apply(said.answer()));
                } catch (IllegalArgumentException e) {
                    outcome = new Outcome.Away("an answer of no use: " + e.getMessage());
                }
            } else if (outcome instanceof Outcome.NoModel) {
                read = question.withoutModel();
                outcome =
                        read.isPresent()
                                ? outcome
                                : new Outcome.Away("no model for this is installed on it");
            }
        } catch (InterruptedException | RuntimeException e) {
            runner.abandon();
            throw e;
        }
        runner.end(outcome, Duration.ofNanos(System.nanoTime() - started));
        if (outcome instanceof Outcome.Unreadable unreadable) {
            throw new PermanentFailure(
                    "The model runner cannot read the picture (%s). %s"
                            .formatted(unreadable.reason(), unreadable.detail()));
        }
        read.ifPresent(answer -> tellThatSomebodyIsBack());
        return read;
    }

    private Outcome call(RemoteRunner runner, String path, Content content)
            throws InterruptedException {
        if (shareBlobs && content.blobKey().isPresent()) {
            var outcome = calls.point(runner.address(), path, content.blobKey().get());
            if (!(outcome instanceof Outcome.NeedsBytes)) {
                return outcome;
            }
        }
        return calls.send(runner.address(), path, content);
    }

    /** Those with the fewest pictures first; among equals each is first in its turn. */
    private List<RemoteRunner> inTurn() {
        var order = new ArrayList<>(runners);
        Collections.rotate(order, -Math.floorMod(turn.getAndIncrement(), order.size()));
        order.sort(Comparator.comparingInt(RemoteRunner::running));
        return order;
    }

    private void await(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var before = answers;
            var rest = nanos;
            while (answers == before && rest > 0) {
                rest = somebodyIsBack.awaitNanos(rest);
            }
        } finally {
            lock.unlock();
        }
    }

    private void tellThatSomebodyIsBack() {
        lock.lock();
        try {
            answers++;
            somebodyIsBack.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
