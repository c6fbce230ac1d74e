package trapline.capture;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.springframework.transaction.support.TransactionOperations;
import trapline.blob.BlobStore;
import trapline.camera.Camera;
import trapline.camera.Cameras;
import trapline.stage.Stages;

/**
 * Takes in the files of a memory card that a person brings. They go the way of every capture, as
 * backlog, so nobody is alerted. The person says whose card it is, and how wrong its clock was.
 */
public class CardIntake {
    private static final String STAGE = "image-ingested";

    /** What stands as the source of such captures. */
    private static final String SOURCE = "card";

    private final BlobStore blobs;
    private final FileReading reading;
    private final Cameras cameras;
    private final RecordStep recordStep;
    private final Stages stages;
    private final TransactionOperations transactions;
    private final Clock clock;

    public CardIntake(
            BlobStore blobs,
            FileReading reading,
            Cameras cameras,
            RecordStep recordStep,
            Stages stages,
            TransactionOperations transactions,
            Clock clock) {
        this.blobs = blobs;
        this.reading = reading;
        this.cameras = cameras;
        this.recordStep = recordStep;
        this.stages = stages;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What a person says of a card.
     *
     * @param project its name
     * @param deviceId of the camera that the card was in
     * @param zone what the camera's clock was set to; empty: as it is known of the camera
     * @param clockShift what is added to the camera's times
     */
    public record Card(
            String project, String deviceId, Optional<ZoneId> zone, Duration clockShift) {}

    /** What became of a file. */
    public sealed interface Outcome {

        /** A new capture. */
        record Taken() implements Outcome {}

        /** The camera has sent these bytes before, or the file is none of a camera. */
        record Known() implements Outcome {}

        /** It lies in quarantine. */
        record SetAside(String reason) implements Outcome {}
    }

    /**
     * Takes one file in. When this returns, its bytes and its row are durable.
     *
     * @param path as it was on the card
     * @param modifiedAt when the file was last written to, as the card says
     * @throws IOException if the disk is full or broken; trying again may help
     */
    public Outcome take(Card card, String path, Optional<Instant> modifiedAt, Path file)
            throws IOException {
        var now = clock.instant();
        var blob = blobs.put(file);
        var received =
                new ReceivedFile(
                        source(card),
                        Optional.of(card.deviceId()),
                        FileName.safe(path),
                        blobs.file(blob.blobKey()),
                        // Whatever lies on a card has lain there: that makes it backlog.
                        modifiedAt.filter(now::isAfter).orElse(now.minusMillis(1)),
                        now);
        var kept = new ReceiveStep.Kept(received, blob);
        var identified = identify(card, kept);
        return transactions.execute(
                status -> {
                    var captures = recordStep.record(identified);
                    captures.forEach(capture -> stages.put(STAGE, capture));
                    return outcome(identified, !captures.isEmpty());
                });
    }

    private IdentifyStep.Identified identify(Card card, ReceiveStep.Kept kept) throws IOException {
        try {
            var read =
                    reading.read(
                            kept.received(),
                            device ->
                                    card.zone()
                                            .or(
                                                    () ->
                                                            cameras.find(card.project(), device)
                                                                    .flatMap(Camera::clockZone)));
            return new IdentifyStep.Identified.Read(kept, corrected(card, kept, read));
        } catch (UnusableFile e) {
            return new IdentifyStep.Identified.Unusable(kept, e.reason(), e.getMessage());
        }
    }

    private static Reading corrected(Card card, ReceiveStep.Kept kept, Reading read) {
        return read instanceof Reading.Media media
                ? new Reading.Media(
                        media.content(),
                        media.deviceId(),
                        media.cameraName(),
                        media.profile(),
                        media.capturedAt()
                                .corrected(card.clockShift(), kept.received().receivedAt()),
                        media.position(),
                        media.positionFlags(),
                        media.exif())
                : read;
    }

    private static Outcome outcome(IdentifyStep.Identified identified, boolean isNew) {
        if (identified instanceof IdentifyStep.Identified.Unusable unusable) {
            return new Outcome.SetAside(unusable.detail());
        }
        return isNew ? new Outcome.Taken() : new Outcome.Known();
    }

    /** The account is the camera's own, so nothing in the files says otherwise. */
    private static Source source(Card card) {
        return new Source(
                SOURCE, card.project(), card.zone(), false, Duration.ZERO, Set.of(card.deviceId()));
    }
}
