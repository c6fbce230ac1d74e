package trapline.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedTest {
    private static final String SECRET = "AAplantedSecretOfThisTest01234567";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password=" + SECRET,
                "smtp login with Password: " + SECRET + ", refused",
                "Authorization: Bearer " + SECRET,
                "{\"apiKey\": \"" + SECRET + "\"}",
                "https://user:" + SECRET + "@example.org/x",
                "https://api.telegram.org/bot123456789:" + SECRET + "/sendMessage",
                "the bot 123456789:" + SECRET + " was refused",
                "key tlk_" + SECRET
            })
    void hidesSecretsWhereverTheyStand(String line) {
        assertThat(Masked.line(line)).doesNotContain(SECRET).contains("***");
    }

    @Test
    void leavesEnoughOfAnAddressToTellPeopleApart() {
        assertThat(Masked.line("mail to ranger@example.org, call +31612345678"))
                .isEqualTo("mail to r***@example.org, call +31***");
    }

    @Test
    void leavesOtherLinesAsTheyAre() {
        var line = "Route source.ftps runs subject=01a1fe5d-009f-7bf3-addc-778b0fd8007b";

        assertThat(Masked.line(line)).isEqualTo(line);
    }
}
