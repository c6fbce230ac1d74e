package trapline.app.event;

import java.awt.image.BufferedImage;
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
import trapline.alert.Rules;
import trapline.blob.BlobStore;
import trapline.condition.Obstructed;

/** Measures how much there is to see on new captures, as long as a rule asks for it. */
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
        if (rules.current().stream().noneMatch(rule -> rule.when() instanceof Obstructed)) {
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

    /** A thumbnail that is gone or damaged shows nothing, so it says nothing either. */
    private void measure(CaptureDetails.Unmeasured waiting) {
        try {
            var picture = ImageIO.read(blobs.file(waiting.thumbnailKey()).toFile());
            if (picture != null) {
                details.add(waiting, detail(picture));
            }
        } catch (NoSuchFileException e) {
            log.debug("The thumbnail of {} is gone", waiting.captureId());
        } catch (IOException e) {
            log.atDebug()
                    .addKeyValue("captureId", waiting.captureId())
                    .log("A thumbnail could not be read: {}", e.getMessage());
        }
    }

    /** The mean step between a pixel and its right and lower neighbours, in green, 0 to 1. */
    static double detail(BufferedImage picture) {
        var sum = 0L;
        var steps = 0L;
        for (var y = 0; y + 1 < picture.getHeight(); y++) {
            for (var x = 0; x + 1 < picture.getWidth(); x++) {
                var here = green(picture, x, y);
                sum += Math.abs(here - green(picture, x + 1, y));
                sum += Math.abs(here - green(picture, x, y + 1));
                steps += 2;
            }
        }
        return steps == 0 ? 0 : sum / (255.0 * steps);
    }

    private static int green(BufferedImage picture, int x, int y) {
        return picture.getRGB(x, y) >> 8 & 0xff;
    }
}
