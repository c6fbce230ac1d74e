package trapline.api;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** One of {@link Turns}. It ends once, however often it is ended. */
class Turn implements AutoCloseable {
    private final Semaphore free;
    private final AtomicBoolean isOver = new AtomicBoolean();

    /**
     * @param free from which it was taken, and to which it goes back
     */
    Turn(Semaphore free) {
        this.free = free;
    }

    @Override
    public void close() {
        if (isOver.compareAndSet(false, true)) {
            free.release();
        }
    }
}
