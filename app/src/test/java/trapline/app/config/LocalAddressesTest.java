package trapline.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalAddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "http://2852039166/",
                "http://0xA9FEA9FE/",
                "http://0251.0376.0251.0376/",
                "http://user:word@169.254.169.254:80/",
                "http://[fe80::1]/",
                "http://[::ffff:169.254.169.254]/",
                "http://metadata.google.internal./computeMetadata/v1/",
                "0.0.0.0",
                "HTTP://169.254.1/"
            })
    void refusesWhatIsForTheMachinesOwnUseHoweverItIsWritten(String address) {
        assertThat(LocalAddresses.isLocal(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/hooks?to=http://169.254.169.254",
                "http://127.0.0.1:8085",
                "smtp.example.org",
                "192.168.1.20",
                "{{env:GATEWAY}}",
                "Trapline <alerts@example.org>",
                "587",
                "PT10S"
            })
    void letsServersOfTheNetworkAndOtherTextsThrough(String address) {
        assertThat(LocalAddresses.isLocal(address)).as(address).isFalse();
    }

    @Test
    void saysInWhichLineItStands() {
        var problems =
                LocalAddresses.check(
                        "channels.yaml",
                        "channels:\n  - id: hook\n    url: http://169.254.169.254/\n");

        assertThat(problems).singleElement().extracting(ConfigProblem::line).isEqualTo(3);
    }
}
