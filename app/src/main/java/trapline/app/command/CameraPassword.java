package trapline.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** Finds the password of the account {@code camera} of a server on this machine. */
final class CameraPassword {
    private CameraPassword() {}

    static Optional<String> ofThisMachine() throws IOException {
        var set = System.getenv("TRAPLINE_FTPS_PASSWORD");
        if (set != null && !set.isBlank()) {
            return Optional.of(set);
        }
        var made = DataPath.of(System.getenv()).resolve("secrets").resolve("ftps-camera-password");
        return Files.isReadable(made)
                ? Optional.of(Files.readString(made).strip())
                : Optional.empty();
    }
}
