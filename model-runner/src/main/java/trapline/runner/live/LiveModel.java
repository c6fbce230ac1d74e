package trapline.runner.live;

import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model in use. It can be exchanged at any time: who works with the old one finishes with it,
 * and it is closed when the last of them has. May be used by many threads.
 *
 * @param <M> the model, which frees its memory when it is closed
 */
public final class LiveModel<M extends AutoCloseable> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LiveModel.class);

    private final Object lock = new Object();
    private Held<M> current;

    /** One model, and how many work with it. Guarded by {@link #lock}. */
    private static final class Held<M> {
        private final M model;
        private int users;
        private boolean retired;

        Held(M model) {
            this.model = model;
        }

        boolean isFinished() {
            return retired && users == 0;
        }
    }

    /**
     * Works with the model that is in use now. It stays open until the work returns, whatever takes
     * its place meanwhile.
     *
     * @return empty when there is none
     */
    public <T> Optional<T> use(Function<M, T> work) {
        Held<M> held;
        synchronized (lock) {
            if (current == null) {
                return Optional.empty();
            }
            held = current;
            held.users++;
        }
        try {
            return Optional.of(work.apply(held.model));
        } finally {
            boolean finished;
            synchronized (lock) {
                held.users--;
                finished = held.isFinished();
            }
            if (finished) {
                close(held.model);
            }
        }
    }

    /** From now on this one is used. The one before is closed as soon as nobody works with it. */
    public void exchange(M model) {
        retire(new Held<>(model));
    }

    /** From now on there is none. */
    @Override
    public void close() {
        retire(null);
    }

    private void retire(Held<M> next) {
        Held<M> before;
        boolean finished;
        synchronized (lock) {
            before = current;
            current = next;
            if (before != null) {
                before.retired = true;
            }
            finished = before != null && before.isFinished();
        }
        if (finished) {
            close(before.model);
        }
    }

    private static void close(AutoCloseable model) {
        try {
            model.close();
        } catch (Exception e) {
            log.warn("A model that is not used any more could not be closed", e);
        }
    }
}
