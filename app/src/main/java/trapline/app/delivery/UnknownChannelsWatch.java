package trapline.app.delivery;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import trapline.delivery.RefuseStep;

/** Looks now and then for what is owed on channels that do not exist. */
class UnknownChannelsWatch {
    private static final Logger log = LoggerFactory.getLogger(UnknownChannelsWatch.class);

    private final RefuseStep refuseStep;

    UnknownChannelsWatch(RefuseStep refuseStep) {
        this.refuseStep = refuseStep;
    }

    @Scheduled(fixedDelayString = "PT10S")
    void look() {
        try {
            refuseStep.refuse();
        } catch (DataAccessException | TransactionException e) {
            // The stages say that the database is away; the next look comes in a moment.
            log.debug("Unknown channels could not be looked for", e);
        }
    }
}
