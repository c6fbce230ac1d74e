package trapline.standin.camera;

import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Pictures for demos and tests that need no sample data: the same meadow again and again, through
 * which something on four legs walks. Files are JPEG with EXIF as a trap camera writes them. The
 * same seed gives the same pictures. One thread at a time.
 */
public final class SyntheticPictures {
    /** As in the EXIF of every picture. */
    public static final String MAKE = "Simulated";

    public static final String MODEL = "Meadow 1";

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 960;
    private static final int SMALLEST = 16;
    private static final int LARGEST = 8000;
    private static final float QUALITY = 0.85f;

    /** Of a sensor by day: values differ by up to this much, of 255. */
    private static final double SENSOR_NOISE = 4;

    private final String serial;
    private final SplittableRandom random;
    private final BufferedImage scene;
    private int number;

    /** 1280 x 960. */
    public SyntheticPictures(long seed) {
        this(seed, WIDTH, HEIGHT);
    }

    /**
     * @param seed of the place and of all that happens there; cameras at other places have others
     * @param width 16 to 8000 pixels
     * @param height 16 to 8000 pixels
     */
    public SyntheticPictures(long seed, int width, int height) {
        if (Math.min(width, height) < SMALLEST || Math.max(width, height) > LARGEST) {
            throw new IllegalArgumentException(
                    "a picture has %d to %d pixels a side, not %d x %d"
                            .formatted(SMALLEST, LARGEST, width, height));
        }
        this.serial = "SIM%08d".formatted(Math.floorMod(seed, 100_000_000L));
        // Not Random, whose first numbers are alike when seeds are.
        this.random = new SplittableRandom(seed);
        this.scene = SyntheticScene.paint(seed, width, height);
    }

    /** As in the EXIF of every picture. */
    public String serial() {
        return serial;
    }

    /** The next picture, with nothing in it. */
    public SyntheticPicture empty(LocalDateTime takenAt) {
        return shoot(takenAt, Optional.empty());
    }

    /**
     * One burst: first some pictures with nothing in them, then an animal that walks through. Size,
     * place and direction differ from visit to visit.
     *
     * @param first when the first picture was taken
     * @param empty how many show nothing
     * @param walking how many show the animal
     * @param gap between two pictures
     */
    public List<SyntheticPicture> visit(LocalDateTime first, int empty, int walking, Duration gap) {
        var pictures = new ArrayList<SyntheticPicture>();
        var walk =
                new Walk(
                        0.17 + 0.13 * random.nextDouble(),
                        0.62 + 0.28 * random.nextDouble(),
                        random.nextBoolean());
        for (var i = 0; i < empty + walking; i++) {
            var takenAt = first.plus(gap.multipliedBy(i));
            var way = walking == 1 ? 0.5 : (double) (i - empty) / (walking - 1);
            pictures.add(
                    i < empty ? empty(takenAt) : shoot(takenAt, Optional.of(new Pose(walk, way))));
        }
        return pictures;
    }

    /**
     * Writes visits as files, each of one empty picture and four of the animal, an hour apart.
     *
     * @param folder is made where it is missing
     * @return the files in the order in which they were taken
     */
    public List<Path> write(Path folder, LocalDateTime first, int visits) throws IOException {
        Files.createDirectories(folder);
        var files = new ArrayList<Path>();
        for (var visit = 0; visit < visits; visit++) {
            for (var picture : visit(first.plusHours(visit), 1, 4, Duration.ofSeconds(1))) {
                files.add(Files.write(folder.resolve(picture.name()), picture.jpeg()));
            }
        }
        return files;
    }

    /**
     * Writes the visits of several cameras at different places, for a {@link Simulation}.
     *
     * @param folder gets a folder per camera: {@code camera-01} and so on
     * @param seed of the first camera; the others have the seeds after it
     */
    public static void writeCameras(
            Path folder, int cameras, int visits, LocalDateTime first, long seed)
            throws IOException {
        for (var camera = 0; camera < cameras; camera++) {
            new SyntheticPictures(seed + camera)
                    .write(folder.resolve("camera-%02d".formatted(camera + 1)), first, visits);
        }
    }

    /**
     * @param size height of the animal's back, of the picture's height
     * @param ground where it walks, of the picture's height
     */
    private record Walk(double size, double ground, boolean toTheRight) {}

    /**
     * @param way 0: just come into view, 1: about to leave
     */
    private record Pose(Walk walk, double way) {}

    private SyntheticPicture shoot(LocalDateTime takenAt, Optional<Pose> pose) {
        var image = new BufferedImage(scene.getWidth(), scene.getHeight(), scene.getType());
        scene.copyData(image.getRaster());
        var animal = pose.map(shown -> draw(shown, image));
        expose(image);
        number++;
        var exif = ExifSegment.of(MAKE, MODEL, serial, takenAt);
        var jpeg = JpegSegments.withExif(jpeg(image), exif);
        return new SyntheticPicture("SIM_%04d.JPG".formatted(number), takenAt, animal, jpeg);
    }

    private static Rectangle2D draw(Pose pose, BufferedImage image) {
        var canvas = image.createGraphics();
        try {
            canvas.setRenderingHint(
                    RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            var way = pose.walk().toTheRight() ? pose.way() : 1 - pose.way();
            var covered =
                    AnimalShape.draw(
                            canvas,
                            image.getWidth() * (0.15 + 0.7 * way),
                            image.getHeight() * pose.walk().ground(),
                            image.getHeight() * pose.walk().size(),
                            pose.way() * 2.2,
                            pose.walk().toTheRight());
            var whole = new Rectangle2D.Double(0, 0, image.getWidth(), image.getHeight());
            var seen = covered.createIntersection(whole);
            return new Rectangle2D.Double(
                    seen.getX() / image.getWidth(),
                    seen.getY() / image.getHeight(),
                    seen.getWidth() / image.getWidth(),
                    seen.getHeight() / image.getHeight());
        } finally {
            canvas.dispose();
        }
    }

    /** A cloud passes, and the sensor is never quite still. */
    private void expose(BufferedImage image) {
        var light = (random.nextDouble() - 0.5) * 6;
        var grain = new Noise(random.nextLong());
        for (var y = 0; y < image.getHeight(); y++) {
            for (var x = 0; x < image.getWidth(); x++) {
                var change = light + (grain.cell(x, y) - 0.5) * 2 * SENSOR_NOISE;
                var rgb = image.getRGB(x, y);
                image.setRGB(
                        x,
                        y,
                        SyntheticScene.rgb(
                                (rgb >> 16 & 0xFF) + change,
                                (rgb >> 8 & 0xFF) + change,
                                (rgb & 0xFF) + change));
            }
        }
    }

    private static byte[] jpeg(BufferedImage image) {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            var settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
