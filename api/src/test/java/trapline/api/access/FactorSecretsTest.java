package trapline.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class FactorSecretsTest {
    private static final UUID ANNA = UUID.fromString("0198c5a0-0000-7000-8000-000000000001");
    private static final UUID OTTO = UUID.fromString("0198c5a0-0000-7000-8000-000000000002");
    private static final String SECRET = "JBSWY3DPEHPK3PXP";

    private final FactorSecrets secrets =
            new FactorSecrets(new TokenKey("a secret of this test, long enough"));

    @Test
    void givesBackWhatItHid() {
        var hidden = secrets.hide(ANNA, SECRET);

        assertThat(hidden).doesNotContain(SECRET);
        assertThat(FactorSecrets.isHidden(hidden)).isTrue();
        assertThat(secrets.read(ANNA, hidden)).hasValue(SECRET);
    }

    @Test
    void hidesTheSameTwiceInDifferentWays() {
        assertThat(secrets.hide(ANNA, SECRET)).isNotEqualTo(secrets.hide(ANNA, SECRET));
    }

    @Test
    void readsWhatOlderVersionsKept() {
        assertThat(FactorSecrets.isHidden(SECRET)).isFalse();
        assertThat(secrets.read(ANNA, SECRET)).hasValue(SECRET);
    }

    @Test
    void readsNothingWithAnotherKeyOrForAnotherAccount() {
        var hidden = secrets.hide(ANNA, SECRET);
        var other = new FactorSecrets(new TokenKey("another secret of this test, too"));

        assertThat(other.read(ANNA, hidden)).isEmpty();
        assertThat(secrets.read(OTTO, hidden)).isEmpty();
    }
}
