package trapline.api.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Short-lived tokens for programs that logged in with a password: JSON Web Tokens with
 * HMAC-SHA-256, made and read here only. They say who it is, never what they may do.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519">RFC 7519</a>
 */
class AccessTokens {
    static final Duration VALID = Duration.ofMinutes(10);

    private static final int LONGEST = 2_000;
    private static final String ALGORITHM = "HmacSHA256";
    private static final String HEADER =
            base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));

    private final SecretKeySpec key;
    private final ObjectMapper json;
    private final Clock clock;

    AccessTokens(TokenKey key, ObjectMapper json, Clock clock) {
        this.key = new SecretKeySpec(key.secret().getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.json = json;
        this.clock = clock;
    }

    String make(SignedIn who) {
        var now = clock.instant();
        var claims =
                json.createObjectNode()
                        .put("iss", "trapline")
                        .put("sub", who.accountId().toString())
                        .put("email", who.email())
                        .put("mark", who.passwordMark())
                        .put("iat", now.getEpochSecond())
                        .put("exp", now.plus(VALID).getEpochSecond());
        try {
            var body = HEADER + "." + base64(json.writeValueAsBytes(claims));
            return body + "." + base64(signature(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers can be written", e);
        }
    }

    /** Whom a token names; empty if it was not made here, was changed, or is over. */
    Optional<SignedIn> read(String token) {
        var parts = token.split("\\.", -1);
        // Only our own header counts: no token chooses how it is to be checked.
        if (token.length() > LONGEST || parts.length != 3 || !parts[0].equals(HEADER)) {
            return Optional.empty();
        }
        try {
            var signed = Base64.getUrlDecoder().decode(parts[2]);
            if (!MessageDigest.isEqual(signed, signature(parts[0] + "." + parts[1]))) {
                return Optional.empty();
            }
            return signedIn(json.readTree(Base64.getUrlDecoder().decode(parts[1])));
        } catch (IllegalArgumentException | IOException e) {
            return Optional.empty();
        }
    }

    private Optional<SignedIn> signedIn(JsonNode claims) {
        return claims.path("exp").asLong() <= clock.instant().getEpochSecond()
                ? Optional.empty()
                : Optional.of(
                        new SignedIn(
                                UUID.fromString(claims.path("sub").asText()),
                                claims.path("email").asText(),
                                claims.path("mark").asText()));
    }

    private byte[] signature(String body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(body.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
