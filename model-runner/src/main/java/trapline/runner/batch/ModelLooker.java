package trapline.runner.batch;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import trapline.runner.Box;
import trapline.runner.DecodeBudget;
import trapline.runner.Detected;
import trapline.runner.ModelUnavailable;
import trapline.runner.Picture;
import trapline.runner.PictureClassifier;
import trapline.runner.PictureDetector;
import trapline.runner.PictureReader;
import trapline.runner.UnreadablePicture;
import trapline.runner.format.FileResult;

/** Looks with a detector, and names the animals with a classifier when there is one. */
public final class ModelLooker implements Looker {
    /** MegaDetector's own words, by which other tools know the two kinds of failure. */
    private static final String NO_ACCESS = "image access failure";

    private static final String NO_INFERENCE = "inference failure";

    private static final String ANIMAL = "animal";
    private static final long MOST_BYTES = 512L << 20;
    private static final long MOST_PIXELS = 200_000_000;

    /** The decoder's image, the upright samples, and one copy while turning. */
    private static final int BYTES_A_PIXEL = 9;

    /** So many in a row are no accident of the pictures. */
    private static final int MOST_FAILURES = 20;

    private static final DateTimeFormatter EXIF_TIME =
            DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss");

    private final PictureDetector detector;
    private final Optional<PictureClassifier> classifier;
    private final double threshold;
    private final PictureReader reader = new PictureReader(MOST_PIXELS);
    private final DecodeBudget budget;
    private final AtomicInteger failures = new AtomicInteger();

    /**
     * @param threshold detections below it are left out, 0 to 1
     * @param memory bytes that decoded pictures may take together
     */
    public ModelLooker(
            PictureDetector detector,
            Optional<PictureClassifier> classifier,
            double threshold,
            long memory) {
        this.detector = detector;
        this.classifier = classifier;
        this.threshold = threshold;
        this.budget = new DecodeBudget(memory);
    }

    /**
     * @throws ModelUnavailable if the model fails again and again: then it is not the picture
     */
    @Override
    public FileResult look(String name, Path file) throws InterruptedException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                return FileResult.failed(name, NO_ACCESS + ": the file is too large");
            }
            var bytes = Files.readAllBytes(file);
            try (var share = budget.take(pixels(bytes) * BYTES_A_PIXEL)) {
                return look(name, bytes);
            }
        } catch (IOException e) {
            return FileResult.failed(name, NO_ACCESS + ": the file cannot be read");
        } catch (UnreadablePicture e) {
            return FileResult.failed(name, NO_ACCESS + ": " + e.getMessage());
        } catch (ModelUnavailable e) {
            if (failures.incrementAndGet() >= MOST_FAILURES) {
                throw e;
            }
            return FileResult.failed(name, NO_INFERENCE + ": " + e.getMessage());
        }
    }

    private FileResult look(String name, byte[] bytes) {
        var picture = reader.read(bytes);
        var detected =
                detector.detect(picture).stream()
                        .filter(one -> one.confidence() >= threshold)
                        .toList();
        var labels = labels(picture, detected);
        failures.set(0);
        var found = new ArrayList<FileResult.Found>();
        for (var i = 0; i < detected.size(); i++) {
            var one = detected.get(i);
            found.add(
                    FileResult.Found.of(
                            one.category(), one.confidence(), one.box(), labels.get(i)));
        }
        return FileResult.of(name, found)
                .with(
                        Optional.of(new FileResult.Size(picture.width(), picture.height())),
                        taken(bytes));
    }

    /** For each detection what it is called; nothing for what is no animal. */
    private List<List<FileResult.Label>> labels(Picture picture, List<Detected> detected) {
        var labels = new ArrayList<List<FileResult.Label>>();
        for (var one : detected) {
            labels.add(
                    classifier.isPresent() && one.category().equals(ANIMAL)
                            ? classify(classifier.get(), picture, one.box())
                            : List.of());
        }
        return labels;
    }

    private static List<FileResult.Label> classify(
            PictureClassifier classifier, Picture picture, Box box) {
        return classifier.classify(picture, List.of(box)).get(0).stream()
                .map(label -> new FileResult.Label(label.label(), label.confidence()))
                .toList();
    }

    private static long pixels(byte[] file) throws IOException {
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            var readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                return 0;
            }
            var header = readers.next();
            try {
                header.setInput(input, true, true);
                return (long) header.getWidth(0) * header.getHeight(0);
            } finally {
                header.dispose();
            }
        } catch (IOException | RuntimeException e) {
            // A broken header; reading the picture will say so.
            return 0;
        }
    }

    private static Optional<LocalDateTime> taken(byte[] file) {
        try {
            var metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(file));
            var exif = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
            return exif == null
                    ? Optional.empty()
                    : Optional.ofNullable(exif.getString(ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL))
                            .map(text -> LocalDateTime.parse(text.strip(), EXIF_TIME));
        } catch (ImageProcessingException | IOException | DateTimeParseException e) {
            // Broken metadata says no time; the pixels are still good.
            return Optional.empty();
        }
    }
}
