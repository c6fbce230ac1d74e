package trapline.delivery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The codes in links of mails and notifications: each says which delivery and what for, until when,
 * and is signed, so that nothing else can be asked with it and nothing must be stored.
 */
public class SignedLinks {
    private static final int BODY = 1 + 16 + 8;
    private static final int SIGNATURE = 16;
    private static final Base64.Encoder LETTERS = Base64.getUrlEncoder().withoutPadding();

    private final SecretKeySpec key;
    private final Clock clock;

    /**
     * @param secret of the installation
     */
    public SignedLinks(String secret, Clock clock) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        this.clock = clock;
    }

    /** What a link is for. */
    public enum Purpose {
        ACKNOWLEDGE('a', Duration.ofDays(30)),
        UNSUBSCRIBE('u', Duration.ofDays(30)),
        /** A notification waits for a browser that is off for a day at most. */
        PICTURE('p', Duration.ofDays(2));

        /** Its first byte; links live on in mails, so it never changes. */
        private final byte letter;

        private final Duration valid;

        Purpose(char letter, Duration valid) {
            this.letter = (byte) letter;
            this.valid = valid;
        }

        private static Optional<Purpose> of(byte letter) {
            return Arrays.stream(values()).filter(p -> p.letter == letter).findFirst();
        }
    }

    /** What a code asks. */
    public record Asked(Purpose purpose, UUID deliveryId) {}

    /** Letters, digits, hyphens and underscores only. */
    public String code(Purpose purpose, UUID deliveryId) {
        var body =
                ByteBuffer.allocate(BODY + SIGNATURE)
                        .put(purpose.letter)
                        .putLong(deliveryId.getMostSignificantBits())
                        .putLong(deliveryId.getLeastSignificantBits())
                        .putLong(clock.instant().plus(purpose.valid).getEpochSecond());
        body.put(signature(Arrays.copyOf(body.array(), BODY)));
        return LETTERS.encodeToString(body.array());
    }

    /** Empty if it was not made here, or is too old. */
    public Optional<Asked> read(String code) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(code);
        } catch (IllegalArgumentException e) {
            // Not made here.
            return Optional.empty();
        }
        // The last letter holds bits that decoding ignores; one code has one spelling.
        if (bytes.length != BODY + SIGNATURE || !LETTERS.encodeToString(bytes).equals(code)) {
            return Optional.empty();
        }
        var body = Arrays.copyOf(bytes, BODY);
        var given = Arrays.copyOfRange(bytes, BODY, bytes.length);
        if (!MessageDigest.isEqual(given, signature(body))) {
            return Optional.empty();
        }
        var fields = ByteBuffer.wrap(body);
        var purpose = Purpose.of(fields.get());
        var delivery = new UUID(fields.getLong(), fields.getLong());
        return Instant.ofEpochSecond(fields.getLong()).isBefore(clock.instant())
                ? Optional.empty()
                : purpose.map(what -> new Asked(what, delivery));
    }

    private byte[] signature(byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(body), SIGNATURE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
