package trapline.api.access;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One-time passwords by the clock, as every authenticator app makes them: HMAC-SHA-1, steps of 30
 * seconds, six digits.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6238">RFC 6238</a>
 */
final class Totp {
    static final Duration STEP = Duration.ofSeconds(30);
    static final int DIGITS = 6;

    /** Steps before and after the present one that are taken too: clocks differ, people type. */
    private static final int LENIENCE = 1;

    private Totp() {}

    /** The number of the step that a time lies in. */
    static long step(Instant at) {
        return at.getEpochSecond() / STEP.toSeconds();
    }

    /**
     * The code of one step.
     *
     * @param digits 6 to 8
     */
    static String code(byte[] secret, long step, int digits) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "RAW"));
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            var at = hash[hash.length - 1] & 0xf;
            var number = ByteBuffer.wrap(hash, at, Integer.BYTES).getInt() & 0x7fffffff;
            return ("%0" + digits + "d").formatted(number % (int) Math.pow(10, digits));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA1", e);
        }
    }

    /**
     * The step that a code belongs to, if it is one of now.
     *
     * @param after only later steps: each counts once
     */
    static OptionalLong stepOf(byte[] secret, String code, Instant now, long after) {
        var present = step(now);
        for (var step = present - LENIENCE; step <= present + LENIENCE; step++) {
            if (step > after && code(secret, step, DIGITS).equals(code)) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }
}
