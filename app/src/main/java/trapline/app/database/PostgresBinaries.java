package trapline.app.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;
import trapline.app.CannotStart;

/** The PostgreSQL programs that travel inside the application, unpacked once. */
final class PostgresBinaries {
    private PostgresBinaries() {}

    /**
     * Unpacks the programs under this folder unless they are there.
     *
     * @return the folder that holds {@code bin}
     * @throws CannotStart if none were built in for this operating system
     */
    static Path unpack(Path folder) throws IOException {
        var target = folder.resolve("programs");
        if (Files.exists(target)) {
            return target;
        }
        var resource = "/postgres-%s-%s.txz".formatted(system(), processor());
        var unfinished = folder.resolve("programs.unfinished");
        FileSystemUtils.deleteRecursively(unfinished);
        try (var packed = PostgresBinaries.class.getResourceAsStream(resource)) {
            if (packed == null) {
                throw new CannotStart(
                        "No PostgreSQL for this machine (%s) was built in.".formatted(resource),
                        "Set TRAPLINE_DATABASE_URL to a PostgreSQL of yours, or build Trapline on"
                                + " this machine.");
            }
            unpack(packed, unfinished);
        }
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        return target;
    }

    private static void unpack(InputStream packed, Path target) throws IOException {
        Files.createDirectories(target);
        try (var tar = new TarArchiveInputStream(new XZInputStream(packed))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                var path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("the archive leaves its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(path.getParent());
                    write(tar, entry, path);
                }
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
            throws IOException {
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
        if ((entry.getMode() & 0100) != 0 && !path.toFile().setExecutable(true, false)) {
            throw new IOException("cannot make executable: " + path);
        }
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")
                ? "darwin"
                : "linux";
    }

    private static String processor() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    }
}
