package trapline.api.access;

import java.security.SecureRandom;
import java.util.Base64;

/** Codes that open a door once, for a mail or a program: 256 random bits. Their hash is kept. */
final class Codes {
    private static final int BYTES = 32;
    private static final int LONGEST = 200;

    private final SecureRandom random = new SecureRandom();

    /** A new code, in letters that fit into an address. */
    String next() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What is kept of a code. So random a secret needs no slow hash: it cannot be guessed. */
    static String hash(String code) {
        return ApiKeys.sha256(code.length() > LONGEST ? "" : code);
    }
}
