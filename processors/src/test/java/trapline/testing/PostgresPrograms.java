package trapline.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Locale;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs, unpacked once into the folder for temporary files. */
final class PostgresPrograms {
    private PostgresPrograms() {}

    /** The folder that holds {@code bin}. */
    static Path unpacked() throws IOException {
        var resource = "/postgres-%s-%s.txz".formatted(system(), processor());
        byte[] packed;
        try (var in = PostgresPrograms.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no PostgreSQL for this machine: " + resource);
            }
            packed = in.readAllBytes();
        }
        var crc = new CRC32();
        crc.update(packed);
        var temporary = Path.of(System.getProperty("java.io.tmpdir"));
        var target =
                temporary.resolve(
                        "trapline-test-postgres-%s-%08x"
                                .formatted(System.getProperty("user.name"), crc.getValue()));
        if (!Files.exists(target)) {
            publish(unpack(packed), target);
        }
        return target;
    }

    /** Another test run may have been quicker; then its programs serve. */
    private static void publish(Path unpacked, Path target) throws IOException {
        try {
            Files.move(unpacked, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            delete(unpacked);
        }
    }

    private static Path unpack(byte[] packed) throws IOException {
        var folder = Files.createTempDirectory("trapline-test-postgres-unfinished");
        try (var tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(packed)))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                var path = folder.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                    continue;
                }
                Files.copy(tar, path);
                if ((entry.getMode() & 0100) != 0 && !path.toFile().setExecutable(true, false)) {
                    throw new IOException("cannot make executable: " + path);
                }
            }
        }
        return folder;
    }

    static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder())
                    .forEach(
                            path -> {
                                try {
                                    Files.delete(path);
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
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
