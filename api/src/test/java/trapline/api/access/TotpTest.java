package trapline.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** The SHA-1 vectors of RFC 6238, appendix B. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void makesTheCodesOfTheStandard(long second, String code) {
        assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(second)), 8)).isEqualTo(code);
    }

    @Test
    void takesTheCodeBesideButNoneTwice() {
        var now = Instant.ofEpochSecond(1_000_000);
        var step = Totp.step(now);
        var before = Totp.code(SECRET, step - 1, 6);

        assertThat(Totp.stepOf(SECRET, before, now, -1)).hasValue(step - 1);
        assertThat(Totp.stepOf(SECRET, before, now, step - 1)).isEmpty();
        assertThat(Totp.stepOf(SECRET, Totp.code(SECRET, step - 2, 6), now, -1)).isEmpty();
    }

    /** The vectors of RFC 4648, section 10. */
    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB"})
    void writesSecretsInBase32(String plain, String encoded) {
        var bytes = plain.getBytes(StandardCharsets.US_ASCII);

        assertThat(Base32.encode(bytes)).isEqualTo(encoded);
        assertThat(Base32.decode(encoded)).isEqualTo(bytes);
    }
}
