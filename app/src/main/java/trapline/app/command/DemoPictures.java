package trapline.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import trapline.standin.camera.SyntheticPictures;

/** What the demo's camera takes: given pictures, sample pictures, or drawn ones. */
final class DemoPictures {
    private static final int VISITS = 2;
    private static final long SEED = 7;

    /** A larger picture takes long on a small machine and shows nothing more. */
    private static final long LARGEST = 8_000_000;

    private DemoPictures() {}

    /** The checkout that this was built in; else the folder it was started in. */
    static Path home() {
        return Path.of(Optional.ofNullable(System.getenv("TRAPLINE_HOME")).orElse("."));
    }

    static List<Path> choose(Path given, Path data, PrintWriter out) throws IOException {
        if (given != null) {
            return in(given);
        }
        var samples = System.getenv("TRAPLINE_SAMPLE_DATA");
        if (samples != null && Files.isDirectory(Path.of(samples, "images"))) {
            out.println("The camera's pictures are real ones, from " + samples + ".");
            return in(Path.of(samples, "images"));
        }
        out.println("No sample pictures were found: the demo draws some itself.");
        var first = LocalDateTime.now(ZoneId.systemDefault()).minusHours(VISITS);
        return new SyntheticPictures(SEED).write(data.resolve("drawn"), first, VISITS);
    }

    private static List<Path> in(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            var pictures = files.filter(DemoPictures::isPicture).sorted().toList();
            if (pictures.isEmpty()) {
                throw new IOException("There is no JPEG picture in %s.".formatted(folder));
            }
            return pictures;
        }
    }

    private static boolean isPicture(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return (name.endsWith(".jpg") || name.endsWith(".jpeg"))
                && file.toFile().length() <= LARGEST;
    }
}
