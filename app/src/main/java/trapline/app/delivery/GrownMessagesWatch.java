package trapline.app.delivery;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import trapline.delivery.EndMessages;
import trapline.delivery.GrownMessages;

/** Looks now and then for messages that say less than is known by now, and for last ones. */
class GrownMessagesWatch {
    private static final Logger log = LoggerFactory.getLogger(GrownMessagesWatch.class);

    private final GrownMessages messages;
    private final EndMessages endMessages;

    GrownMessagesWatch(GrownMessages messages, EndMessages endMessages) {
        this.messages = messages;
        this.endMessages = endMessages;
    }

    @Scheduled(fixedDelayString = "PT2S")
    void look() {
        try {
            messages.find();
            endMessages.find();
        } catch (DataAccessException | TransactionException e) {
            // The stages say that the database is away; the next look comes in a moment.
            log.debug("Grown messages could not be looked for", e);
        }
    }
}
