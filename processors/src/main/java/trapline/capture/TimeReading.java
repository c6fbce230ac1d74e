package trapline.capture;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import trapline.camera.CameraProfile;
import trapline.camera.CameraProfile.ClipTime;

/** Finds a picture's time where its profile says, and reads it in the camera's zone. */
class TimeReading {
    /** EXIF writes colons; some cameras write dashes, slashes, or blanks for leading zeros. */
    private static final Pattern EXIF =
            Pattern.compile(
                    "\\s*(\\d{4})[:/-]\\s?(\\d{1,2})[:/-]\\s?(\\d{1,2})[ T]+(\\d{1,2}):\\s?(\\d{1,2})"
                            + ":\\s?(\\d{1,2}).*");

    private final ZoneId zone;

    TimeReading(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * The first of the profile's sources that says a time. A clip has a container where a picture
     * has EXIF; a clip that says none was taken when its file was last written to.
     */
    CapturedAt read(ReceivedFile received, Content content, Exif exif, CameraProfile.Match match) {
        for (var source : match.profile().time()) {
            var found =
                    switch (source) {
                        case EXIF ->
                                fromExif(received, exif)
                                        .or(() -> fromContainer(received, content, match));
                        case PATH -> fromPath(received, match.groups());
                    };
            if (found.isPresent()) {
                return found.get();
            }
        }
        if (content instanceof Content.Clip) {
            return CapturedAt.ofModified(received.modifiedAt(), zone, received.receivedAt());
        }
        return exif.time()
                .map(raw -> CapturedAt.unreadable(raw, received.receivedAt(), zone))
                .orElseGet(() -> CapturedAt.unknown(received.receivedAt(), zone));
    }

    private Optional<CapturedAt> fromExif(ReceivedFile received, Exif exif) {
        if (exif.time().isEmpty()) {
            return Optional.empty();
        }
        var raw = exif.time().get();
        return wallClock(raw)
                .map(
                        time ->
                                CapturedAt.of(
                                        time,
                                        raw,
                                        exif.offset(),
                                        zone,
                                        "exif",
                                        received.receivedAt()));
    }

    /** What a clock showed, as EXIF writes it; empty where that is no time. */
    static Optional<LocalDateTime> wallClock(String raw) {
        var matcher = EXIF.matcher(raw);
        return matcher.matches()
                ? wallClock(
                        number(matcher.group(1)),
                        number(matcher.group(2)),
                        number(matcher.group(3)),
                        number(matcher.group(4)),
                        number(matcher.group(5)),
                        number(matcher.group(6)),
                        0)
                : Optional.empty();
    }

    /**
     * Containers hold UTC by their rules, and local time by the habit of many cameras. The profile
     * says which; where it does not, a UTC time that is still to come must be a local one.
     */
    private Optional<CapturedAt> fromContainer(
            ReceivedFile received, Content content, CameraProfile.Match match) {
        if (!(content instanceof Content.Clip clip) || clip.recorded().isEmpty()) {
            return Optional.empty();
        }
        var recorded = clip.recorded().get();
        var local = container(recorded.time(), recorded, received);
        if (!recorded.utc() || match.profile().clipTime().equals(Optional.of(ClipTime.LOCAL))) {
            return Optional.of(local);
        }
        var shifted = recorded.time().atOffset(ZoneOffset.UTC).atZoneSameInstant(zone);
        var utc = container(shifted.toLocalDateTime(), recorded, received);
        var unsaid = match.profile().clipTime().isEmpty();
        return Optional.of(
                unsaid && utc.flags().contains("in-future") && !local.flags().contains("in-future")
                        ? local
                        : utc);
    }

    private CapturedAt container(
            LocalDateTime time, Content.Recorded recorded, ReceivedFile received) {
        return CapturedAt.of(
                time, recorded.raw(), Optional.empty(), zone, "container", received.receivedAt());
    }

    private Optional<CapturedAt> fromPath(ReceivedFile received, Map<String, String> groups) {
        var year = group(groups, "y").or(() -> group(groups, "yy").map(two -> 2000 + two));
        if (year.isEmpty() || group(groups, "d").isEmpty()) {
            return Optional.empty();
        }
        return wallClock(
                        year.get(),
                        group(groups, "m").orElse(0),
                        group(groups, "d").orElse(0),
                        group(groups, "H").orElse(0),
                        group(groups, "M").orElse(0),
                        group(groups, "S").orElse(0),
                        group(groups, "ms").filter(ms -> ms < 1000).orElse(0))
                .map(
                        time ->
                                CapturedAt.of(
                                        time,
                                        received.path(),
                                        Optional.empty(),
                                        zone,
                                        "path",
                                        received.receivedAt()));
    }

    private static Optional<LocalDateTime> wallClock(
            int year, int month, int day, int hour, int minute, int second, int millis) {
        try {
            return Optional.of(
                    LocalDateTime.of(year, month, day, hour, minute, second, millis * 1_000_000));
        } catch (DateTimeException e) {
            // A date that no calendar has, such as 0000:00:00: the camera did not know.
            return Optional.empty();
        }
    }

    private static Optional<Integer> group(Map<String, String> groups, String name) {
        return Optional.ofNullable(groups.get(name))
                .filter(value -> value.matches("\\d{1,4}"))
                .map(TimeReading::number);
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
