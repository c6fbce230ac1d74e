package trapline.app.capture;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import trapline.capture.Deployments;

/** Follows where cameras stand, now and then. */
class DeploymentWatch {
    private static final Logger log = LoggerFactory.getLogger(DeploymentWatch.class);

    /** So that one look does not go on for ever; the rest is read by the next. */
    private static final int MOST_ROUNDS = 100;

    private static final int FULL = 500;

    private final Deployments deployments;

    DeploymentWatch(Deployments deployments) {
        this.deployments = deployments;
    }

    @Scheduled(fixedDelayString = "PT30S")
    void look() {
        try {
            var rounds = 0;
            for (var camera : deployments.toRead()) {
                while (rounds < MOST_ROUNDS && deployments.follow(camera) >= FULL) {
                    rounds++;
                }
            }
        } catch (DataAccessException | TransactionException e) {
            // The stages say that the database is away; the next look comes in a moment.
            log.debug("Positions could not be read", e);
        }
    }
}
