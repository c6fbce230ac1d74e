package trapline.app.admin;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import trapline.api.admin.Installation;

/** The end of the log's file. */
final class LogTail {
    /** However long the file is, only so much of it is read. */
    private static final int MOST_BYTES = 1_000_000;

    private static final int LONGEST_LINE = 2000;
    private static final List<String> LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR");
    private static final Pattern BEGINNING =
            Pattern.compile(
                    "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(?:Z|[+-]\\d\\d:\\d\\d)) (\\w+)\\s+(.*)");

    private final Path file;

    LogTail(Path file) {
        this.file = file;
    }

    /** Newest first. A line that does not begin with a time belongs to the one before it. */
    List<Installation.LogLine> lines(String least, int limit) {
        var found = new ArrayDeque<Installation.LogLine>();
        for (var line : text().split("\\R")) {
            var beginning = BEGINNING.matcher(line);
            if (beginning.matches()) {
                found.add(
                        new Installation.LogLine(
                                OffsetDateTime.parse(beginning.group(1)).toInstant(),
                                beginning.group(2),
                                shown(beginning.group(3))));
            } else if (!found.isEmpty() && !line.isBlank()) {
                var last = found.removeLast();
                found.add(
                        new Installation.LogLine(
                                last.at(), last.level(), shown(last.text() + "\n" + line)));
            }
        }
        var lines = new ArrayList<>(found);
        lines.removeIf(line -> LEVELS.indexOf(line.level()) < LEVELS.indexOf(least));
        Collections.reverse(lines);
        return List.copyOf(lines.subList(0, Math.min(limit, lines.size())));
    }

    private static String shown(String text) {
        var masked = Masked.line(text);
        return masked.length() > LONGEST_LINE ? masked.substring(0, LONGEST_LINE) : masked;
    }

    private String text() {
        if (!Files.exists(file)) {
            return "";
        }
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            var size = (int) Math.min(MOST_BYTES, log.length());
            var bytes = new byte[size];
            log.seek(log.length() - size);
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The log cannot be read now.", e);
        }
    }
}
