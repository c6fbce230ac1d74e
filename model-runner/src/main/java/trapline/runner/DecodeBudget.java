package trapline.runner;

import java.util.concurrent.Semaphore;

/**
 * Lets only so many decoded pixels exist at once, so that huge pictures queue instead of piling up.
 */
public class DecodeBudget {
    private static final long UNIT = 1 << 20;

    private final int units;
    private final Semaphore free;

    /**
     * @param bytes decoded bytes allowed at once; one larger picture is still decoded, alone
     */
    public DecodeBudget(long bytes) {
        units = (int) Math.max(1, bytes / UNIT);
        free = new Semaphore(units, true);
    }

    /** Waits until there is room; the room is given back by closing. */
    public Share take(long bytes) throws InterruptedException {
        var share = (int) Math.min(units, Math.max(1, (bytes + UNIT - 1) / UNIT));
        free.acquire(share);
        return () -> free.release(share);
    }

    /** Room for one picture. */
    @FunctionalInterface
    public interface Share extends AutoCloseable {
        @Override
        void close();
    }
}
