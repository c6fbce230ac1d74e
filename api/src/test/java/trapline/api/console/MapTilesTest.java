package trapline.api.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MapTilesTest {

    @Test
    void letsInTheHostOfTheTilesAndNoOther() {
        assertThat(MapTiles.of("https://tiles.example.org:8443/a/{z}/{x}/{y}.png", "").host())
                .contains("https://tiles.example.org:8443");
        assertThat(MapTiles.of("https://{s}.example.org/{z}/{x}/{y}.png", "").host())
                .contains("https://*.example.org");
    }

    @Test
    void asksNoOtherHostWithoutTilesOrWithItsOwn() {
        assertThat(MapTiles.of("", "").host()).isEmpty();
        assertThat(MapTiles.of("/tiles/{z}/{x}/{y}.png", "").host()).isEmpty();
    }

    @Test
    void refusesWhatWouldSayMoreToTheBrowserThanAnAddress() {
        for (var wrong :
                new String[] {
                    "https://a.example/; script-src *",
                    "javascript:alert(1)",
                    "//evil.example/{z}",
                    "*"
                }) {
            assertThatIllegalArgumentException().isThrownBy(() -> MapTiles.of(wrong, ""));
        }
    }
}
