package trapline.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelTest {
    @Test
    void showsNoSecret() {
        assertThat(Given.MAIL.toString()).doesNotContain("horse");
        assertThat(Given.HOOK.toString())
                .doesNotContain("T0KEN")
                .doesNotContain("s3cret")
                .doesNotContain("0123456789abcdef");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Mail", "mail box", "-mail", "../mail", "mail\n"})
    void wantsAnIdThatIsOne(String id) {
        assertThatThrownBy(() -> hook(id, "https://example.org/x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.org/x",
                "file:///etc/passwd",
                "https://user:password@example.org/x",
                "https:///x",
                "mailto:a@example.org"
            })
    void wantsAPlainWebAddressAndDoesNotRepeatAWrongOne(String url) {
        assertThatThrownBy(() -> hook("hook", url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("channel hook: url")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("password@"));
    }

    @Test
    void letsNoPasswordTravelReadableToAnotherMachine() {
        assertThatThrownBy(() -> mail("mail.example.org", Channel.Security.NONE))
                .hasMessageContaining("readable")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("horse"));
        assertThat(mail("localhost", Channel.Security.NONE).kind()).isEqualTo("email");
    }

    private static Channel hook(String id, String url) {
        return new Channel.Webhook(
                id,
                URI.create(url),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(5),
                Patience.DEFAULT);
    }

    private static Channel mail(String host, Channel.Security security) {
        return new Channel.Email(
                "mail",
                host,
                25,
                security,
                Optional.of("trapline"),
                Optional.of("correct horse"),
                "trapline@example.org",
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(5),
                Patience.DEFAULT);
    }
}
