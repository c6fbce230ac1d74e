package trapline.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedPatternTest {
    @Test
    void givesTheNamedGroupsOfTheFirstMatch() {
        assertThat(new BoundedPattern("(?<camera>\\w+)_(?<y>\\d{4})").find("x/Gate_2026.jpg"))
                .contains(Map.of("camera", "Gate", "y", "2026"));
    }

    @Test
    void leavesOutGroupsThatMatchedNothing() {
        assertThat(new BoundedPattern("(?<a>a)|(?<b>b)").find("b")).contains(Map.of("b", "b"));
    }

    @ParameterizedTest
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @ValueSource(strings = {"(a+)+$", "(a|aa)+$", "(.*a){20}$", "^(([a-z])+.)+[A-Z]([a-z])+$"})
    void endsAPatternThatWouldRunAwayAsIfItDidNotMatch(String hostile) {
        assertThat(new BoundedPattern(hostile).find("a".repeat(390) + "!")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[a", "(?<1a>x)", "\\", "(?<a>x)(?<a>y)"})
    void refusesWhatIsNoPatternInWordsForItsAuthor(String wrong) {
        assertThatThrownBy(() -> new BoundedPattern(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the pattern is wrong near character");
    }

    @Test
    void refusesAPatternThatNobodyCouldRead() {
        assertThatThrownBy(() -> new BoundedPattern("a".repeat(1001)))
                .hasMessageContaining("longer than 1000 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\(?<abc>x", "[(?<abc>]x", "\\Q(?<abc>\\Ex"})
    void takesNoTextForAGroupThatOnlyLooksLikeOne(String pattern) {
        assertThat(new BoundedPattern(pattern).find("(?<abc>x <abc>x")).contains(Map.of());
    }
}
