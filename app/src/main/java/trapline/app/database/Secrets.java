package trapline.app.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** Secrets that the installation makes for itself and keeps in files only its owner can read. */
public final class Secrets {
    private static final int BYTES = 18;

    private Secrets() {}

    /** The secret in this file, made at the first call. */
    public static String in(Path file) throws IOException {
        return in(file, Secrets::random);
    }

    /** The same for a secret that is made in a way of its own. */
    public static String in(Path file, Supplier<String> maker) throws IOException {
        if (!Files.exists(file)) {
            write(file, maker.get());
        }
        return Files.readString(file).strip();
    }

    /** 144 random bits as 24 characters that need no quoting in a URL or a shell. */
    public static String random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static void write(Path file, String secret) throws IOException {
        var temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(
                    temporary,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(temporary, secret);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
