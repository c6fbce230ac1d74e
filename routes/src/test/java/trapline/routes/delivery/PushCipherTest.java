package trapline.routes.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import trapline.delivery.PushKeys;

/** The example of RFC 8291, section 5, whose keys and salt are published. */
class PushCipherTest {
    private static final String SERVER_POINT =
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    private static final String SERVER_SECRET = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    private static final String BROWSER_POINT =
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";
    private static final String SALT = "DGv6ra1nlYgDCS1FRnbzlw";
    private static final String BODY =
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS"
                    + "6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexS"
                    + "gSxsj_Qulcy4a-fN";

    @Test
    void encryptsTheExampleOfTheStandardToTheByte() {
        var own = PushKeys.of(bytes(SERVER_SECRET), bytes(SERVER_POINT));

        var body =
                PushCipher.encrypt(
                        "When I grow up, I want to be a watermelon"
                                .getBytes(StandardCharsets.UTF_8),
                        bytes(BROWSER_POINT),
                        bytes(AUTH),
                        own,
                        bytes(SALT));

        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(body)).isEqualTo(BODY);
    }

    @Test
    void makesNoMoreThanOneRecord() {
        var longest = new byte[PushCipher.LARGEST];

        assertThat(encrypt(longest)).hasSize(4096);
        assertThatThrownBy(() -> encrypt(new byte[PushCipher.LARGEST + 1]))
                .hasMessageContaining("longer than 3993 bytes");
    }

    @Test
    void takesNoPointThatIsNotOnTheCurve() {
        var point = bytes(BROWSER_POINT);
        point[40] ^= 1;

        assertThatThrownBy(() -> PushKeys.publicKey(point))
                .hasMessageContaining("no point of P-256");
        assertThatThrownBy(() -> PushKeys.publicKey(new byte[64]))
                .hasMessageContaining("no uncompressed point");
    }

    @Test
    void keepsAPairThatWasWrittenDown() {
        var pair = PushKeys.make();

        var read = PushKeys.of(pair.text());

        assertThat(read.shown()).isEqualTo(pair.shown()).hasSize(87);
        assertThat(read.text()).isEqualTo(pair.text());
        assertThat(read.toString()).doesNotContain(pair.text());
    }

    @Test
    void signsForOnePushServerAndHalfADay() throws Exception {
        var keys = PushKeys.make();
        var now = Instant.parse("2026-03-01T12:00:00Z");

        var value =
                PushToken.authorization(
                        keys,
                        URI.create("https://push.example.org:8443/send/abc?x=1"),
                        "mailto:admin@example.org",
                        now);

        assertThat(value).startsWith("vapid t=").endsWith(", k=" + keys.shown());
        var parts = value.substring("vapid t=".length(), value.indexOf(',')).split("\\.");
        var claims = new ObjectMapper().readTree(bytes(parts[1]));
        assertThat(claims.path("aud").asText()).isEqualTo("https://push.example.org:8443");
        assertThat(claims.path("sub").asText()).isEqualTo("mailto:admin@example.org");
        assertThat(claims.path("exp").asLong()).isEqualTo(now.getEpochSecond() + 43_200);
        var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(PushKeys.publicKey(keys.point()));
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(bytes(parts[2]))).isTrue();
    }

    private static byte[] encrypt(byte[] text) {
        return PushCipher.encrypt(
                text, bytes(BROWSER_POINT), bytes(AUTH), PushKeys.make(), bytes(SALT));
    }

    private static byte[] bytes(String base64url) {
        return Base64.getUrlDecoder().decode(base64url);
    }
}
