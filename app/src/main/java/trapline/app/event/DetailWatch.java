package trapline.app.event;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import trapline.alert.CaptureDetails;
import trapline.alert.Rule;
import trapline.alert.Rules;
import trapline.blob.BlobStore;
import trapline.condition.Obstructed;
import trapline.condition.ViewChanged;

/** Measures what there is to see on new captures, and where, as long as a rule asks for it. */
class DetailWatch {
    private static final Logger log = LoggerFactory.getLogger(DetailWatch.class);
    private static final Duration NEW = Duration.ofHours(6);
    private static final int AT_ONCE = 60;

    private final Rules rules;
    private final CaptureDetails details;
    private final BlobStore blobs;
    private final Clock clock;

    DetailWatch(Rules rules, CaptureDetails details, BlobStore blobs, Clock clock) {
        this.rules = rules;
        this.details = details;
        this.blobs = blobs;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1M")
    void look() {
        if (rules.current().stream().noneMatch(DetailWatch::asks)) {
            return;
        }
        try {
            for (var waiting : details.unmeasured(clock.instant().minus(NEW), AT_ONCE)) {
                measure(waiting);
            }
        } catch (DataAccessException | TransactionException e) {
            // The stages say that the database is away; the next look comes in a moment.
            log.debug("Captures could not be measured", e);
        }
    }

    private static boolean asks(Rule rule) {
        return rule.when() instanceof Obstructed || rule.when() instanceof ViewChanged;
    }

    /** A thumbnail that is gone or damaged shows nothing, so it says nothing either. */
    private void measure(CaptureDetails.Unmeasured waiting) {
        try {
            var picture = ImageIO.read(blobs.file(waiting.thumbnailKey()).toFile());
            if (picture != null) {
                var measure = SceneMeasure.of(picture);
                details.add(waiting, measure.detail(), measure.view());
            }
        } catch (NoSuchFileException e) {
            log.debug("The thumbnail of {} is gone", waiting.captureId());
        } catch (IOException e) {
            log.atDebug()
                    .addKeyValue("captureId", waiting.captureId())
                    .log("A thumbnail could not be read: {}", e.getMessage());
        }
    }
}
