package trapline.app.event;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import trapline.event.CloseStep;

/** Closes events in time. */
class EventClock {
    private static final Logger log = LoggerFactory.getLogger(EventClock.class);

    /** So that one look does not go on for ever; the rest is closed by the next. */
    private static final int MOST_ROUNDS = 50;

    private final CloseStep closeStep;

    EventClock(CloseStep closeStep) {
        this.closeStep = closeStep;
    }

    @Scheduled(fixedDelayString = "PT15S")
    void look() {
        try {
            var rounds = 0;
            while (rounds < MOST_ROUNDS && closeStep.close() > 0) {
                rounds++;
            }
        } catch (DataAccessException | TransactionException e) {
            // The stages say that the database is away; the next look comes in a moment.
            log.debug("Events could not be closed", e);
        }
    }
}
