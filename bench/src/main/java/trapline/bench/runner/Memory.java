package trapline.bench.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How much memory this process has. */
final class Memory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private Memory() {}

    /** Resident memory now and at most, as Linux counts it. */
    static String resident() throws IOException {
        if (!Files.exists(STATUS)) {
            return "resident memory is not told on this system";
        }
        return "%d MB resident, %d MB at most"
                .formatted(megabytes("VmRSS:").orElseThrow(), megabytes("VmHWM:").orElseThrow());
    }

    private static Optional<Long> megabytes(String key) throws IOException {
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith(key))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst();
    }
}
