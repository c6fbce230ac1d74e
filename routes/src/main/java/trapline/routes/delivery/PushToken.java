package trapline.routes.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import trapline.delivery.PushKeys;

/**
 * Says to a push server who sends.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8292">RFC 8292, VAPID</a>
 */
final class PushToken {
    /** At most a day is allowed; clocks differ. */
    private static final Duration VALID = Duration.ofHours(12);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final String HEAD = "{\"typ\":\"JWT\",\"alg\":\"ES256\"}";

    private PushToken() {}

    /** The value of the header Authorization of a request to this endpoint. */
    static String authorization(PushKeys keys, URI endpoint, String contact, Instant now) {
        var claims = JSON.createObjectNode();
        claims.put("aud", origin(endpoint));
        claims.put("exp", now.plus(VALID).getEpochSecond());
        claims.put("sub", contact);
        var signed = encoded(HEAD) + "." + encoded(claims.toString());
        return "vapid t=%s.%s, k=%s".formatted(signed, signature(keys, signed), keys.shown());
    }

    private static String origin(URI endpoint) {
        var port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
        return endpoint.getScheme() + "://" + endpoint.getHost() + port;
    }

    private static String signature(PushKeys keys, String text) {
        try {
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(keys.privateKey());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return ENCODER.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform signs with ECDSA", e);
        }
    }

    private static String encoded(String text) {
        return ENCODER.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
