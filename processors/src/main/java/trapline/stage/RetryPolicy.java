package trapline.stage;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * What to do with a message whose work threw. A {@link PermanentFailure} fails at once. An outage
 * (database away, disk full) is waited out however long it lasts. Anything else may be tried again,
 * but not for ever.
 *
 * @param first wait after the first failure; doubles each time
 * @param longest upper limit of the wait
 * @param attempts tries after which the message is a failed job
 */
public record RetryPolicy(Duration first, Duration longest, int attempts) {

    public static final RetryPolicy DEFAULT =
            new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(2), 8);

    public RetryPolicy {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0 || attempts < 1) {
            throw new IllegalArgumentException(
                    "retry policy: first %s, longest %s, attempts %d"
                            .formatted(first, longest, attempts));
        }
    }

    /** Whether a message that failed this way, after so many attempts, is given up. */
    public boolean givesUp(Throwable failure, int attemptsMade) {
        if (causedBy(failure, PermanentFailure.class)) {
            return true;
        }
        return !isOutage(failure) && attemptsMade >= attempts;
    }

    /** How long to wait before the next try. */
    public Duration waitAfter(int attemptsMade) {
        return new Backoff(first, longest).waitAfter(attemptsMade);
    }

    private static boolean isOutage(Throwable failure) {
        return causedBy(failure, DataAccessResourceFailureException.class)
                || causedBy(failure, RecoverableDataAccessException.class)
                || causedBy(failure, CannotCreateTransactionException.class)
                || causedBy(failure, TransactionSystemException.class)
                || (causedBy(failure, IOException.class)
                        && !causedBy(failure, NoSuchFileException.class));
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> kind) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
