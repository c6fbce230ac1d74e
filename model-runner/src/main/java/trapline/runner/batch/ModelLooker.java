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
import trapline.runner.DecodeBudget;
import trapline.runner.ModelUnavailable;
import trapline.runner.Picture;
import trapline.runner.PictureDetector;
import trapline.runner.PictureReader;
import trapline.runner.Stopwatch;
import trapline.runner.UnreadablePicture;
import trapline.runner.clip.ClipReader;
import trapline.runner.clip.ClipsUnavailable;
import trapline.runner.clip.UnreadableClip;
import trapline.runner.format.FileResult;
import trapline.runner.taxonomy.PlacedModel;
import trapline.runner.taxonomy.Prediction;

/**
 * Looks at pictures and clips with a detector, and names what is there with a classifier when there
 * is one.
 */
public final class ModelLooker implements Looker {
    /** MegaDetector's own words, by which other tools know the kinds of failure. */
    private static final String NO_ACCESS = "image access failure";

    private static final String NO_CLIP = "video access failure";
    private static final String NO_INFERENCE = "inference failure";

    private static final long MOST_BYTES = 512L << 20;
    private static final long MOST_PIXELS = 200_000_000;

    /** The decoder's image, the upright samples, and one copy while turning. */
    private static final int BYTES_A_PIXEL = 9;

    /** So many in a row are no accident of the pictures. */
    private static final int MOST_FAILURES = 20;

    private static final DateTimeFormatter EXIF_TIME =
            DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss");

    private final PictureDetector detector;
    private final Optional<PlacedModel> namer;
    private final double threshold;
    private final PictureReader reader = new PictureReader(MOST_PIXELS);
    private final DecodeBudget budget;
    private final Optional<ClipLooker> clips;
    private final AtomicInteger failures = new AtomicInteger();

    /**
     * @param namer names what was found; empty: nothing is named
     * @param threshold detections below it are left out, 0 to 1
     * @param memory bytes that decoded pictures may take together
     * @param clips reads clips; empty: there are none to be looked at
     */
    public ModelLooker(
            PictureDetector detector,
            Optional<PlacedModel> namer,
            double threshold,
            long memory,
            Optional<ClipReader> clips) {
        this.detector = detector;
        this.namer = namer;
        this.threshold = threshold;
        this.budget = new DecodeBudget(memory);
        this.clips = clips.map(frames -> new ClipLooker(frames, this::found));
    }

    /**
     * @throws ModelUnavailable if the model fails again and again: then it is not the picture
     */
    @Override
    public FileResult look(String name, Path file) throws InterruptedException {
        try {
            return clips.isPresent() && ClipLooker.isClip(name)
                    ? clips.get().look(name, file)
                    : lookAtPicture(name, file);
        } catch (IOException e) {
            return FileResult.failed(name, NO_ACCESS + ": the file cannot be read");
        } catch (UnreadablePicture e) {
            return FileResult.failed(name, NO_ACCESS + ": " + e.getMessage());
        } catch (UnreadableClip | ClipsUnavailable e) {
            return FileResult.failed(name, NO_CLIP + ": " + e.getMessage());
        } catch (ModelUnavailable e) {
            if (failures.incrementAndGet() >= MOST_FAILURES) {
                throw e;
            }
            return FileResult.failed(name, NO_INFERENCE + ": " + e.getMessage());
        }
    }

    private FileResult lookAtPicture(String name, Path file)
            throws IOException, InterruptedException {
        if (Files.size(file) > MOST_BYTES) {
            return FileResult.failed(name, NO_ACCESS + ": the file is too large");
        }
        var bytes = Files.readAllBytes(file);
        try (var share = budget.take(pixels(bytes) * BYTES_A_PIXEL)) {
            var picture = reader.read(bytes);
            return FileResult.of(name, found(picture))
                    .with(
                            Optional.of(new FileResult.Size(picture.width(), picture.height())),
                            taken(bytes));
        }
    }

    /** What is on one picture, or on one frame of a clip. */
    private List<FileResult.Found> found(Picture picture) {
        var detected =
                new ArrayList<>(
                        detector.detect(picture).stream()
                                .filter(one -> one.confidence() >= threshold)
                                .toList());
        if (detected.isEmpty()) {
            namer.flatMap(model -> model.lookAtWhole(picture, new Stopwatch()))
                    .ifPresent(detected::add);
        }
        var names = namer.map(model -> model.name(picture, detected));
        failures.set(0);
        var found = new ArrayList<FileResult.Found>();
        for (var i = 0; i < detected.size(); i++) {
            var one = detected.get(i);
            var own = i;
            found.add(
                    FileResult.Found.of(
                            one.category(),
                            one.confidence(),
                            one.box(),
                            names.map(all -> labels(all.get(own))).orElse(List.of())));
        }
        return found;
    }

    private static List<FileResult.Label> labels(List<Prediction> names) {
        return names.stream()
                .map(name -> new FileResult.Label(name.label(), name.score()))
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
