package trapline.api.access;

import java.time.Instant;

/** What an authenticator app shows. */
public final class OneTimeCodes {
    private OneTimeCodes() {}

    public static String now(String secret, Instant at) {
        return Totp.code(Base32.decode(secret), Totp.step(at), Totp.DIGITS);
    }
}
