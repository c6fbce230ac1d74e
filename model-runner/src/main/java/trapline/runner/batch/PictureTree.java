package trapline.runner.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The pictures and clips of a folder, always in the same order: by name, a folder's content where
 * its name stands. Only the names of the folders on the way are in memory. What is hidden (its name
 * begins with a point) is left out, and links to folders are not followed, so there is no circle.
 */
public final class PictureTree {
    private static final Set<String> ENDINGS = Set.of("jpg", "jpeg", "jpe", "png");

    /** The order of {@link #iterator}, for paths with forward slashes. */
    static final Comparator<String> ORDER = PictureTree::compare;

    private final Path root;
    private final boolean recursive;
    private final boolean clips;

    /** The pictures alone. */
    public PictureTree(Path root, boolean recursive) {
        this(root, recursive, false);
    }

    /**
     * @param recursive whether folders in the folder belong to it
     * @param clips whether clips belong to it
     */
    public PictureTree(Path root, boolean recursive, boolean clips) {
        this.root = root;
        this.recursive = recursive;
        this.clips = clips;
    }

    Path resolve(String name) {
        return root.resolve(name);
    }

    /** How many there are now. */
    public long count() {
        var count = 0L;
        for (var pictures = iterator(); pictures.hasNext(); pictures.next()) {
            count++;
        }
        return count;
    }

    /**
     * Paths relative to the folder, with forward slashes.
     *
     * @throws UncheckedIOException from its methods, if a folder cannot be read
     */
    public Iterator<String> iterator() {
        return new Walk();
    }

    private final class Walk implements Iterator<String> {
        private final Deque<Iterator<String>> open = new ArrayDeque<>();
        private String next;

        Walk() {
            open.push(names(""));
            advance();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public String next() {
            if (next == null) {
                throw new NoSuchElementException();
            }
            var current = next;
            advance();
            return current;
        }

        private void advance() {
            next = null;
            while (!open.isEmpty() && next == null) {
                if (!open.peek().hasNext()) {
                    open.pop();
                    continue;
                }
                var name = open.peek().next();
                var path = root.resolve(name);
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    if (recursive) {
                        open.push(names(name + "/"));
                    }
                } else if (isWanted(name) && Files.isRegularFile(path)) {
                    next = name;
                }
            }
        }

        private Iterator<String> names(String folder) {
            try (var files = Files.list(root.resolve(folder))) {
                List<String> names =
                        files.map(file -> file.getFileName().toString())
                                .filter(Predicate.not(name -> name.startsWith(".")))
                                .sorted()
                                .map(name -> folder + name)
                                .toList();
                return names.iterator();
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "The folder %s cannot be read.".formatted(root.resolve(folder)), e);
            }
        }
    }

    private boolean isWanted(String name) {
        return isPicture(name) || (clips && ClipLooker.isClip(name));
    }

    private static boolean isPicture(String name) {
        var ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return ENDINGS.contains(ending);
    }

    /** As a walk goes: by the parts of the path, so a slash comes before every other sign. */
    private static int compare(String one, String other) {
        var length = Math.min(one.length(), other.length());
        for (var i = 0; i < length; i++) {
            var a = one.charAt(i) == '/' ? 0 : one.charAt(i);
            var b = other.charAt(i) == '/' ? 0 : other.charAt(i);
            if (a != b) {
                return Integer.compare(a, b);
            }
        }
        return Integer.compare(one.length(), other.length());
    }
}
