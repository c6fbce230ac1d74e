package trapline.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Many pictures from few: each gets a comment of its own and is the same to look at. */
final class DistinctPictures {
    private DistinctPictures() {}

    /**
     * @param cameras folders to spread them over
     */
    static List<Path> write(Path from, Path to, int count, int cameras) throws IOException {
        return write(originals(from), to, count, cameras);
    }

    /** The same of the smaller third of the pictures: as much to do around them, less on them. */
    static List<Path> writeSmall(Path from, Path to, int count, int cameras) throws IOException {
        var originals = new ArrayList<>(originals(from));
        originals.sort(Comparator.comparingLong(file -> file.toFile().length()));
        return write(originals.subList(0, (originals.size() + 2) / 3), to, count, cameras);
    }

    private static List<Path> write(List<Path> originals, Path to, int count, int cameras)
            throws IOException {
        var written = new ArrayList<Path>();
        for (var i = 0; i < count; i++) {
            var original = originals.get(i % originals.size());
            var folder = Files.createDirectories(to.resolve("camera-" + i % cameras));
            var copy = folder.resolve("%06d-%s".formatted(i, original.getFileName()));
            var words = to.getFileName() + " " + i;
            written.add(Files.write(copy, commented(Files.readAllBytes(original), words)));
        }
        return written;
    }

    private static List<Path> originals(Path from) throws IOException {
        try (var files = Files.list(from)) {
            return files.filter(file -> name(file).matches(".*\\.jpe?g"))
                    .filter(file -> !name(file).contains("truncated"))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    /** A COM segment right after the first marker (ITU-T T.81, B.2.4.5). */
    private static byte[] commented(byte[] jpeg, String words) throws IOException {
        var comment = words.getBytes(StandardCharsets.US_ASCII);
        var out = new ByteArrayOutputStream(jpeg.length + 64);
        out.write(jpeg, 0, 2);
        out.write(0xFF);
        out.write(0xFE);
        out.write((comment.length + 2) >> 8);
        out.write(comment.length + 2);
        out.write(comment);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }
}
