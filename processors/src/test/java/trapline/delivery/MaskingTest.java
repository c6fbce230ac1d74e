package trapline.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskingTest {
    private final Masking masking = new Masking();

    @Test
    void takesOutTheSecretsOfAChannel() {
        assertThat(masking.mask("535 bad password correct horse", Given.MAIL))
                .isEqualTo("535 bad password ***");
        assertThat(
                        masking.mask(
                                "POST https://hooks.example.org/services/T0KEN?key=s3cret failed:"
                                        + " /services/T0KEN?key=s3cret not found",
                                Given.HOOK))
                .doesNotContain("T0KEN")
                .doesNotContain("s3cret");
    }

    @Test
    void takesOutTheSecretThoughItIsBrokenOverLines() {
        assertThat(masking.mask("rejected: correct\r\n horse", Given.MAIL)).doesNotContain("horse");
    }

    @Test
    void takesOutAddressesOfPeople() {
        assertThat(masking.mask("550 <ranger.smith+trap@example.org>: unknown", Given.MAIL))
                .isEqualTo("550 <***@example.org>: unknown");
    }

    @Test
    void writesOnOneLineAndNotForEver() {
        var masked = masking.mask("a\r\nb\0c\u2028d " + "🦊".repeat(100_000), Given.MAIL);

        assertThat(masked).startsWith("a b c d ").hasSizeLessThanOrEqualTo(500);
        assertThat(masked.codePoints()).noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }
}
