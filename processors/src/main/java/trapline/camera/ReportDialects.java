package trapline.camera;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads status reports: one {@code key: value} a line, in any order. A wrong field is just absent.
 */
public class ReportDialects {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}(\\.\\d{1,6})?");
    private static final Pattern STORAGE =
            Pattern.compile("(\\d{1,9})\\s*M?\\s*/\\s*(\\d{1,9})\\s*M?", Pattern.CASE_INSENSITIVE);
    private static final Pattern DECIMAL =
            Pattern.compile("(-?\\d{1,3}\\.\\d+)\\s*[,; ]\\s*(-?\\d{1,3}\\.\\d+)");
    private static final Pattern DEGREES =
            Pattern.compile(
                    "([NS])\\s*(\\d{1,3})[*°]\\s*(\\d{1,2})'\\s*(\\d{1,2}(?:\\.\\d+)?)\"?"
                            + "\\s*,?\\s*([EW])\\s*(\\d{1,3})[*°]\\s*(\\d{1,2})'"
                            + "\\s*(\\d{1,2}(?:\\.\\d+)?)\"?");
    private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int NO_SIGNAL = 99;
    private static final int LONGEST_FIELD = 200;

    private volatile List<ReportDialect> dialects = List.of();

    public void replace(List<ReportDialect> replacement) {
        dialects =
                replacement.stream()
                        .sorted(
                                Comparator.comparing(
                                        (ReportDialect d) -> d.recognisedBy().isPresent() ? 0 : 1))
                        .toList();
    }

    /** Empty when no dialect finds its device in the text. */
    public Optional<DailyReport> parse(byte[] text) {
        var fields = fields(decode(text));
        return dialects.stream()
                .filter(d -> d.recognisedBy().map(key -> fields.containsKey(key(key))).orElse(true))
                .flatMap(dialect -> read(dialect, fields).stream())
                .findFirst();
    }

    private static Optional<DailyReport> read(ReportDialect dialect, Map<String, String> fields) {
        Function<Optional<String>, Optional<String>> value =
                name -> name.map(n -> fields.get(key(n))).filter(v -> !v.isBlank());
        var device =
                value.apply(Optional.of(dialect.device()))
                        .filter(id -> DEVICE.matcher(id).matches());
        return device.map(
                id ->
                        new DailyReport(
                                dialect.name(),
                                id,
                                time(dialect, value.apply(dialect.time())),
                                value.apply(dialect.position()).flatMap(ReportDialects::position),
                                new DeviceHealth(
                                        whole(value.apply(dialect.battery()))
                                                .map(b -> Math.max(0, Math.min(100, b))),
                                        value.apply(dialect.storage())
                                                .flatMap(ReportDialects::usedPercent),
                                        value.apply(dialect.temperature())
                                                .flatMap(ReportDialects::number),
                                        whole(value.apply(dialect.signal()))
                                                .filter(csq -> csq != NO_SIGNAL)
                                                .map(csq -> Math.max(0, Math.min(31, csq))),
                                        whole(value.apply(dialect.total())),
                                        whole(value.apply(dialect.sent())))));
    }

    private static Map<String, String> fields(String text) {
        var fields = new HashMap<String, String>();
        text.lines()
                .limit(500)
                .forEach(
                        line -> {
                            var colon = line.indexOf(':');
                            if (colon > 0 && colon <= LONGEST_FIELD) {
                                fields.putIfAbsent(
                                        key(line.substring(0, colon)),
                                        value(line.substring(colon + 1)));
                            }
                        });
        return fields;
    }

    /**
     * Runs of blanks count as one: patterns that allow blanks would try every way to share them.
     */
    private static String value(String raw) {
        var bounded = raw.substring(0, Math.min(raw.length(), LONGEST_FIELD));
        return BLANKS.matcher(bounded).replaceAll(" ").strip();
    }

    private static String key(String raw) {
        return raw.strip().toLowerCase(Locale.ROOT);
    }

    /** UTF-8, with or without a byte order mark; otherwise the Chinese code page of the makers. */
    private static String decode(byte[] text) {
        try {
            var decoded =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
            return decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
        } catch (CharacterCodingException e) {
            return new String(text, Charset.forName("GB18030"));
        }
    }

    private static Optional<LocalDateTime> time(ReportDialect dialect, Optional<String> value) {
        if (value.isEmpty() || dialect.timeFormat().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LocalDateTime.parse(
                            value.get(), ReportDialect.formatter(dialect.timeFormat().get())));
        } catch (DateTimeParseException e) {
            // The field is wrong; the rest of the report is still good.
            return Optional.empty();
        }
    }

    /** Cameras report free and total megabytes; {@code 0M/0M} means that there is no card. */
    private static Optional<Double> usedPercent(String value) {
        var matcher = STORAGE.matcher(value);
        if (!matcher.find()) {
            return Optional.empty();
        }
        var free = Double.parseDouble(matcher.group(1));
        var total = Double.parseDouble(matcher.group(2));
        if (total <= 0 || free > total) {
            return Optional.empty();
        }
        return Optional.of(Math.round((1 - free / total) * 10_000) / 100.0);
    }

    private static Optional<Position> position(String value) {
        var decimal = DECIMAL.matcher(value);
        if (decimal.find()) {
            return Position.of(
                    Double.parseDouble(decimal.group(1)), Double.parseDouble(decimal.group(2)));
        }
        var degrees = DEGREES.matcher(value);
        if (degrees.find()) {
            var latitude = degrees(degrees, 2) * (degrees.group(1).equals("S") ? -1 : 1);
            var longitude = degrees(degrees, 6) * (degrees.group(5).equals("W") ? -1 : 1);
            return Position.of(latitude, longitude);
        }
        return Optional.empty();
    }

    private static double degrees(Matcher matcher, int group) {
        return Double.parseDouble(matcher.group(group))
                + Double.parseDouble(matcher.group(group + 1)) / 60
                + Double.parseDouble(matcher.group(group + 2)) / 3600;
    }

    private static Optional<Double> number(String value) {
        var matcher = NUMBER.matcher(value);
        return matcher.find() ? Optional.of(Double.parseDouble(matcher.group())) : Optional.empty();
    }

    private static Optional<Integer> whole(Optional<String> value) {
        return value.flatMap(ReportDialects::number).map(number -> (int) Math.round(number));
    }
}
