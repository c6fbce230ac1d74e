package trapline.app.database;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.ErrorHandler;
import trapline.stage.Repeated;
import trapline.stage.RootCause;

/**
 * What is looked after every few seconds goes on after a failure. While the database is away, that
 * is one line for each look, and not a page.
 */
final class RepeatedWork implements ErrorHandler {
    private static final Logger log = LoggerFactory.getLogger(RepeatedWork.class);

    @Override
    public void handleError(Throwable failure) {
        if (Repeated.isDatabaseAway(failure)) {
            log.warn(
                    "What is looked after every few seconds waits for the database. Cause: {}",
                    RootCause.of(failure));
        } else {
            log.error("What is looked after every few seconds failed; it is tried again", failure);
        }
    }
}
