package trapline.testing;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * The regular files in a folder and all folders below it, also while somebody else deletes some of
 * them: {@link Files#walk} fails when one goes between its name and its look at it.
 */
public final class FilesBelow {
    private FilesBelow() {}

    /** In no order; links are not followed. A folder that is not there has no files. */
    public static List<Path> of(Path folder) throws IOException {
        var found = new ArrayList<Path>();
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (attributes.isRegularFile()) {
                            found.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failure)
                            throws IOException {
                        return failure instanceof NoSuchFileException
                                ? FileVisitResult.CONTINUE
                                : super.visitFileFailed(file, failure);
                    }
                });
        return found;
    }
}
