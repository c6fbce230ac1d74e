package trapline.standin.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which camera sends which files. */
final class PictureFolder {
    private PictureFolder() {}

    /**
     * Reads the folder.
     *
     * @param cameras how many share the pictures of a folder without subfolders
     * @return the files of each camera by name, sorted, none empty
     * @throws IOException if the folder cannot be read or has no picture
     */
    static SortedMap<String, List<Path>> read(Path folder, int cameras) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("There is no folder %s.".formatted(folder));
        }
        var found = new TreeMap<String, List<Path>>();
        for (var subfolder : sorted(folder)) {
            if (Files.isDirectory(subfolder)) {
                var pictures = pictures(subfolder);
                if (!pictures.isEmpty()) {
                    found.put(subfolder.getFileName().toString(), pictures);
                }
            }
        }
        if (found.isEmpty()) {
            deal(pictures(folder), cameras, found);
        }
        if (found.isEmpty()) {
            throw new IOException(
                    "There is no JPEG picture in %s, nor in a folder in it.".formatted(folder));
        }
        return found;
    }

    private static void deal(
            List<Path> pictures, int cameras, SortedMap<String, List<Path>> found) {
        if (pictures.isEmpty()) {
            return;
        }
        for (var camera = 0; camera < cameras; camera++) {
            var hand = new ArrayList<Path>();
            for (var i = camera % pictures.size(); i < pictures.size(); i += cameras) {
                hand.add(pictures.get(i));
            }
            found.put("camera-%02d".formatted(camera + 1), List.copyOf(hand));
        }
    }

    private static List<Path> pictures(Path folder) throws IOException {
        return sorted(folder).stream().filter(PictureFolder::isPicture).toList();
    }

    private static boolean isPicture(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return Files.isRegularFile(file) && (name.endsWith(".jpg") || name.endsWith(".jpeg"));
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }
}
