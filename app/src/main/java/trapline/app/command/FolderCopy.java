package trapline.app.command;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Predicate;

/**
 * Copies a folder that a running program changes meanwhile: what goes before it was copied is no
 * mistake. Only plain files and folders are copied.
 */
final class FolderCopy extends SimpleFileVisitor<Path> {
    private final Path from;
    private final Path to;
    private final Predicate<String> leftOut;
    private final boolean keeps;
    private long bytes;

    private FolderCopy(Path from, Path to, Predicate<String> leftOut, boolean keeps) {
        this.from = from;
        this.to = to;
        this.leftOut = leftOut;
        this.keeps = keeps;
    }

    /**
     * Copies what is new or changed since the last time, told by size and time.
     *
     * @param leftOut says of a path below the folder that it is not copied
     * @return how many bytes were copied
     */
    static long newer(Path from, Path to, Predicate<String> leftOut) throws IOException {
        return copy(new FolderCopy(from, to, leftOut, true));
    }

    /** The same for every file, whatever is there. */
    static long all(Path from, Path to, Predicate<String> leftOut) throws IOException {
        return copy(new FolderCopy(from, to, leftOut, false));
    }

    private static long copy(FolderCopy copy) throws IOException {
        Files.walkFileTree(copy.from, copy);
        return copy.bytes;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes)
            throws IOException {
        var name = from.relativize(visited).toString();
        if (!name.isEmpty() && leftOut.test(name)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        var copy = to.resolve(name);
        if (!Files.isDirectory(copy)) {
            Files.createDirectories(copy.toAbsolutePath().getParent());
            // With its permissions: what only its owner may read stays so.
            Files.copy(visited, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        var name = from.relativize(file).toString();
        var copy = to.resolve(name);
        if (!attributes.isRegularFile()
                || leftOut.test(name)
                || (keeps && isThere(copy, attributes))) {
            return FileVisitResult.CONTINUE;
        }
        try {
            Files.copy(
                    file,
                    copy,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
            bytes += attributes.size();
            return FileVisitResult.CONTINUE;
        } catch (IOException e) {
            return visitFileFailed(file, e);
        }
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (Files.exists(file)) {
            throw failure;
        }
        return FileVisitResult.CONTINUE;
    }

    private static boolean isThere(Path copy, BasicFileAttributes original) throws IOException {
        return Files.exists(copy)
                && Files.size(copy) == original.size()
                && Files.getLastModifiedTime(copy).equals(original.lastModifiedTime());
    }
}
