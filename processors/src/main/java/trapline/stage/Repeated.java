package trapline.stage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Work that is done again every so often, on one thread. No failure ends it: the next time begins
 * anew. The log says once that it fails, and once that it is over. (An executor of Java's drops
 * such work at its first failure, and tells nobody.)
 */
public final class Repeated implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Repeated.class);

    private final String what;
    private final Runnable work;
    private boolean failed;

    /**
     * @param what as the beginning of a sentence, such as {@code "Making exports"}
     */
    public Repeated(String what, Runnable work) {
        this.what = what;
        this.work = work;
    }

    @Override
    public void run() {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            if (!failed) {
                say(e);
            }
            failed = true;
            return;
        }
        if (failed) {
            log.info("{} goes on", what);
        }
        failed = false;
    }

    private void say(Throwable failure) {
        if (isDatabaseAway(failure)) {
            log.warn("{} waits for the database. Cause: {}", what, RootCause.of(failure));
        } else {
            log.error("{} failed, and is tried again and again", what, failure);
        }
    }

    /** Whether this says no more than that the database does not answer now. */
    public static boolean isDatabaseAway(Throwable failure) {
        return failure instanceof TransactionException
                || failure instanceof NonTransientDataAccessResourceException
                || failure instanceof TransientDataAccessException
                || failure instanceof RecoverableDataAccessException;
    }
}
