package trapline.capture;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When a picture was taken, as far as its camera knows, and how far that is to be trusted.
 *
 * @param instant the camera's time read in {@code zone}; the receive time when it says none or an
 *     impossible one
 * @param raw as the camera wrote it
 * @param zone the zone that was assumed
 * @param source exif, path, container (of a clip), modified (when the file was last written to) or
 *     received
 * @param flags what is odd about it, in kebab-case; empty when nothing is
 */
public record CapturedAt(
        Instant instant, Optional<String> raw, ZoneId zone, String source, List<String> flags) {

    /** A camera's clock may be ahead of ours by this much. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    private static final Duration STALE = Duration.ofDays(30);
    private static final int FIRST_YEAR = 2005;

    /** What clocks show after their battery was changed. */
    private static final Set<LocalDate> RESET =
            Set.of(
                    LocalDate.of(2010, 1, 1),
                    LocalDate.of(2012, 1, 1),
                    LocalDate.of(2015, 1, 1),
                    LocalDate.of(2016, 1, 1),
                    LocalDate.of(2017, 1, 1),
                    LocalDate.of(2018, 1, 1),
                    LocalDate.of(2019, 1, 1),
                    LocalDate.of(2020, 1, 1));

    public CapturedAt {
        flags = List.copyOf(flags);
    }

    /** Whether the camera itself said nothing that could be used. */
    boolean isByOthers() {
        return source.equals("received") || source.equals("modified");
    }

    /** A clip that says no time: when its file was last written to, which is when it ended. */
    static CapturedAt ofModified(Instant modifiedAt, ZoneId zone, Instant receivedAt) {
        return of(
                LocalDateTime.ofInstant(modifiedAt, zone),
                modifiedAt.toString(),
                Optional.empty(),
                zone,
                "modified",
                receivedAt);
    }

    /** No time at all: the receive time stands for it. */
    public static CapturedAt unknown(Instant receivedAt, ZoneId zone) {
        return new CapturedAt(receivedAt, Optional.empty(), zone, "received", List.of("no-time"));
    }

    /** A time that cannot be read or cannot be true: the receive time stands for it. */
    public static CapturedAt unreadable(String raw, Instant receivedAt, ZoneId zone) {
        return new CapturedAt(
                receivedAt, Optional.of(raw), zone, "received", List.of("unreadable-time"));
    }

    /**
     * Reads a wall-clock time in its zone. A time that exists twice, or not at all, because the
     * clocks change, is read with the earlier offset and flagged.
     *
     * @param offset what the picture itself says of its offset, such as {@code +02:00}
     */
    public static CapturedAt of(
            LocalDateTime wallClock,
            String raw,
            Optional<String> offset,
            ZoneId zone,
            String source,
            Instant receivedAt) {
        var flags = new ArrayList<String>();
        var rules = zone.getRules();
        var offsets = rules.getValidOffsets(wallClock);
        Instant instant;
        if (offsets.size() == 1) {
            instant = wallClock.toInstant(offsets.get(0));
        } else if (offsets.isEmpty()) {
            flags.add("clock-change-gap");
            instant = wallClock.toInstant(rules.getTransition(wallClock).getOffsetBefore());
        } else {
            flags.add("clock-change-overlap");
            instant = wallClock.toInstant(offsets.get(0));
        }
        offset.flatMap(CapturedAt::parse)
                .filter(stated -> !offsets.contains(stated))
                .ifPresent(stated -> flags.add("offset-differs"));
        if (wallClock.getYear() < FIRST_YEAR || RESET.contains(wallClock.toLocalDate())) {
            flags.add("clock-reset");
        }
        if (instant.isAfter(receivedAt.plus(AHEAD))) {
            flags.add("in-future");
        }
        if (instant.isBefore(receivedAt.minus(STALE))) {
            flags.add("stale");
        }
        var impossible = flags.contains("clock-reset") || flags.contains("in-future");
        return new CapturedAt(
                impossible ? receivedAt : instant, Optional.of(raw), zone, source, flags);
    }

    /**
     * The time of a picture from a memory card: old pictures are nothing odd there, and the person
     * who brings it may know how wrong the clock was. A time that was held for impossible is looked
     * at again with that.
     *
     * @param shift what is added to the camera's time
     */
    CapturedAt corrected(Duration shift, Instant receivedAt) {
        var left = flags.stream().filter(flag -> !flag.equals("stale")).toList();
        if (shift.isZero() || source.equals("received")) {
            return new CapturedAt(instant, raw, zone, source, left);
        }
        var shown =
                raw.filter(text -> source.equals("exif"))
                        .flatMap(TimeReading::wallClock)
                        .map(wallClock -> wallClock.atZone(zone).toInstant())
                        .orElse(instant)
                        .plus(shift);
        var flagged = new ArrayList<String>();
        flagged.add("clock-corrected");
        left.stream()
                .filter(flag -> !flag.equals("clock-reset") && !flag.equals("in-future"))
                .forEach(flagged::add);
        if (shown.isAfter(receivedAt.plus(AHEAD))) {
            flagged.add("in-future");
            return new CapturedAt(receivedAt, raw, zone, source, flagged);
        }
        return new CapturedAt(shown, raw, zone, source, flagged);
    }

    private static Optional<ZoneOffset> parse(String offset) {
        try {
            return Optional.of(ZoneOffset.of(offset.strip()));
        } catch (DateTimeException e) {
            // The picture's own word on its offset is a hint; the zone of the camera decides.
            return Optional.empty();
        }
    }
}
