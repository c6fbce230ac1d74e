package trapline.camera;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * How one kind of camera words its status report; the content of a file in report-dialects. Each
 * field names the key at the start of a line.
 *
 * @param recognisedBy a key that only this dialect has; without it the dialect is tried last
 * @param device the key of the device id, the only one that must be there
 * @param timeFormat pattern of {@link DateTimeFormatter}; several blanks count as one
 */
public record ReportDialect(
        String name,
        Optional<String> recognisedBy,
        String device,
        Optional<String> signal,
        Optional<String> temperature,
        Optional<String> battery,
        Optional<String> storage,
        Optional<String> position,
        Optional<String> total,
        Optional<String> sent,
        Optional<String> time,
        Optional<String> timeFormat) {

    public ReportDialect {
        var formatter = timeFormat.map(ReportDialect::formatter);
        if (time.isPresent() && formatter.isEmpty()) {
            throw new IllegalArgumentException("a report dialect with a time needs a timeFormat");
        }
    }

    /** Reads a report's time. */
    static DateTimeFormatter formatter(String format) {
        return DateTimeFormatter.ofPattern(format, Locale.ROOT);
    }
}
