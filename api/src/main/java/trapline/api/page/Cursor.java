package trapline.api.page;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import trapline.api.problem.InvalidInput;

/**
 * A place in a list that is sorted by a time and an id, newest first: the last item of a page.
 *
 * @param list which list it belongs to, so that no other takes it
 * @param at in whole microseconds, as the database keeps times
 */
public record Cursor(Kind list, Instant at, UUID id) {
    private static final int LENGTH = 1 + Long.BYTES + 2 * Long.BYTES;

    /** The lists there are. The number stands in the text, so it never changes. */
    public enum Kind {
        CAPTURES(1),
        CAMERAS(2),
        EVENTS(3),
        ALERTS(4),
        DELIVERIES(5),
        QUARANTINE(6),
        FAILED_JOBS(7),
        ACCOUNTS(8),
        EXPORTS(30),
        UPLOADS(31),
        AUDIT(32);

        private final byte number;

        Kind(int number) {
            this.number = (byte) number;
        }
    }

    /** As it stands in an address: short, and of no meaning to anybody else. */
    public String text() {
        var bytes =
                ByteBuffer.allocate(LENGTH)
                        .put(list.number)
                        .putLong(at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * @throws InvalidInput if the text is no cursor of this list
     */
    public static Cursor parse(Kind list, String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
        if (bytes.length != LENGTH || bytes[0] != list.number) {
            throw wrong();
        }
        var buffer = ByteBuffer.wrap(bytes, 1, LENGTH - 1);
        var micros = buffer.getLong();
        if (Math.abs(micros / 1_000_000) > Instant.parse("9999-12-31T00:00:00Z").getEpochSecond()) {
            throw wrong();
        }
        var at = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        return new Cursor(list, at, new UUID(buffer.getLong(), buffer.getLong()));
    }

    private static InvalidInput wrong() {
        return new InvalidInput(
                "cursor", "must be the 'next' of the page before, of the same list");
    }
}
