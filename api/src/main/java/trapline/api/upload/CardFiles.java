package trapline.api.upload;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.scheduling.annotation.Scheduled;
import trapline.api.problem.Conflict;
import trapline.api.problem.InvalidInput;
import trapline.camera.Camera;
import trapline.camera.Cameras;
import trapline.capture.CardIntake;

/** Receives the files of cards piece by piece, and hands the whole ones to intake. */
class CardFiles {
    /** The largest file, in bytes: that of the largest clip. */
    static final long LARGEST = 500L << 20;

    private static final int FILES_A_CARD = 100_000;
    private static final Duration UNFINISHED_FOR = Duration.ofDays(7);
    private static final int TIDY_EVERY_MILLIS = 3_600_000;

    /** What holds other files is unpacked by the person, never here. */
    private static final List<String> ARCHIVES =
            List.of(".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".iso");

    private final Cards cards;
    private final UploadFiles files;
    private final Cameras cameras;
    private final CardIntake intake;
    private final Clock clock;

    CardFiles(Cards cards, UploadFiles files, Cameras cameras, CardIntake intake, Clock clock) {
        this.cards = cards;
        this.files = files;
        this.cameras = cameras;
        this.intake = intake;
        this.clock = clock;
    }

    /**
     * Begins a file.
     *
     * @throws InvalidInput if it is too large or no file of a camera
     */
    Upload begin(Card card, UploadMetadata metadata, long sizeBytes) throws IOException {
        if (sizeBytes < 1 || sizeBytes > LARGEST) {
            throw new InvalidInput(
                    "Upload-Length", "must be between 1 and %d bytes".formatted(LARGEST));
        }
        var name = metadata.path().toLowerCase(Locale.ROOT);
        if (ARCHIVES.stream().anyMatch(name::endsWith)) {
            throw new InvalidInput("path", "is an archive: unpack it, and bring the folder");
        }
        var load = cards.load(card.cardId());
        if (load.files() >= FILES_A_CARD) {
            throw new Conflict("A card takes %d files. Begin another.".formatted(FILES_A_CARD));
        }
        if (!files.hasRoom(load.unfinishedBytes() + sizeBytes)) {
            throw new Conflict("The server's disk is nearly full. Nothing more fits on it.");
        }
        return cards.add(
                card.cardId(),
                metadata.path(),
                sizeBytes,
                metadata.sha256(),
                metadata.modifiedAt());
    }

    /**
     * Adds a piece, and takes the file in when it is whole. What was taken in already stays so.
     *
     * @return how long the file is now
     */
    long add(
            Card card,
            Upload upload,
            long offset,
            InputStream piece,
            Optional<UploadFiles.Checksum> checksum)
            throws IOException {
        return files.alone(
                upload.uploadId(),
                () -> {
                    var there = files.offset(upload.uploadId());
                    if (there != offset) {
                        throw new Conflict(
                                "Of this file %d bytes are here. Go on from there."
                                        .formatted(there));
                    }
                    var length =
                            files.append(
                                    upload.uploadId(), piece, upload.sizeBytes() - there, checksum);
                    if (length == upload.sizeBytes()) {
                        take(card, upload);
                    }
                    return length;
                });
    }

    private void take(Card card, Upload upload) throws IOException {
        var sha256 = files.sha256(upload.uploadId());
        if (upload.sha256().filter(said -> !said.equals(sha256)).isPresent()) {
            files.delete(upload.uploadId());
            throw new Conflict("The file did not arrive as it was sent. Send it again.");
        }
        var camera = cameras.find(card.cameraId()).orElseThrow();
        var knownBefore = !cards.known(card.cameraId(), List.of(sha256)).isEmpty();
        var outcome =
                knownBefore
                        ? new CardIntake.Outcome.Known()
                        : intake.take(
                                said(card, camera),
                                upload.path(),
                                upload.modifiedAt(),
                                files.file(upload.uploadId()));
        if (outcome instanceof CardIntake.Outcome.SetAside aside) {
            cards.finished(upload.uploadId(), "set-aside", Optional.of(aside.reason()));
        } else {
            cards.finished(upload.uploadId(), knownBefore ? "known" : "taken", Optional.empty());
        }
        files.delete(upload.uploadId());
    }

    private static CardIntake.Card said(Card card, Camera camera) {
        return new CardIntake.Card(
                camera.project(),
                camera.deviceId(),
                card.zone(),
                Duration.ofSeconds(card.clockShiftSeconds()));
    }

    /** Where a file stands, as its sender asks before going on. */
    long offset(Upload upload) throws IOException {
        return upload.isReceiving() ? files.offset(upload.uploadId()) : upload.sizeBytes();
    }

    void end(Upload upload) throws IOException {
        files.alone(
                upload.uploadId(),
                () -> {
                    cards.delete(upload.uploadId());
                    files.delete(upload.uploadId());
                    return true;
                });
    }

    /** Forgets what was begun long ago and never ended. */
    @Scheduled(initialDelay = 60_000, fixedDelay = TIDY_EVERY_MILLIS)
    void tidy() {
        cards.forget(clock.instant().minus(UNFINISHED_FOR)).forEach(files::delete);
    }
}
