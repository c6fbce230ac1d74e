package trapline.app.capture;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import trapline.capture.LostCaptures;

/** Looks every minute whether a capture was lost between two stations. The count must stay 0. */
class LostCapturesWatch {
    private static final Logger log = LoggerFactory.getLogger(LostCapturesWatch.class);

    private final LostCaptures lostCaptures;
    private final Counter lost;

    LostCapturesWatch(LostCaptures lostCaptures, MeterRegistry meters) {
        this.lostCaptures = lostCaptures;
        this.lost =
                Counter.builder("trapline.captures.lost")
                        .description("Captures found before no stage; each was put back")
                        .register(meters);
    }

    @Scheduled(initialDelayString = "PT30S", fixedDelayString = "PT1M")
    void look() {
        try {
            for (var capture : lostCaptures.recover()) {
                lost.increment();
                log.atError()
                        .addKeyValue("captureId", capture.captureId())
                        .log(
                                "A capture in state {} was before no stage. It was put back; please"
                                        + " report this",
                                capture.state());
            }
        } catch (DataAccessException | TransactionException e) {
            // The stages say that the database is away; the next look comes in a minute.
            log.debug("Lost captures could not be looked for", e);
        }
    }
}
