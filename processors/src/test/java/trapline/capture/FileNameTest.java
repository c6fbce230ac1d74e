package trapline.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, etc/passwd",
        "/absolute/IMG.JPG, absolute/IMG.JPG",
        "a/./b/../c.jpg, a/b/c.jpg",
        "..\\..\\windows\\IMG.JPG, windows/IMG.JPG",
        "a//b.jpg, a/b.jpg",
        "IMG_0001.JPG.1, IMG_0001.JPG",
        "north/IMG_0001.jpeg.27, north/IMG_0001.jpeg",
        "report.2026, report.2026",
        "archive.tar.1, archive.tar.1",
    })
    void leavesNoWayOutOfAFolderAndNoNumberThatAServerAdded(String raw, String safe) {
        assertThat(FileName.safe(raw)).isEqualTo(safe);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "..", "../..", "./.", "\\", " / "})
    void callsWhatHasNoNameUnnamed(String raw) {
        assertThat(FileName.safe(raw)).isEqualTo("unnamed");
    }

    @Test
    void replacesWhatCannotBeSeen() {
        assertThat(FileName.safe("line\nbreak\r\0.jpg")).isEqualTo("line_break__.jpg");
        assertThat(FileName.safe("gpj.\u202Eevil.jpg")).isEqualTo("gpj._evil.jpg");
        assertThat(FileName.safe("a\u2028b\u200Bc.jpg")).isEqualTo("a_b_c.jpg");
        assertThat(FileName.safe("half \uD83E.jpg")).isEqualTo("half _.jpg");
    }

    @Test
    void keepsLettersOfAllScriptsAndEmoji() {
        assertThat(FileName.safe("狐狸/🦊 100%;.jpg")).isEqualTo("狐狸/🦊 100%;.jpg");
    }

    @Test
    void writesTheSameNameTheSameWay() {
        assertThat(FileName.safe("Wu\u0308ste.jpg")).isEqualTo(FileName.safe("W\u00fcste.jpg"));
    }

    @Test
    void keepsTheEndOfAVeryLongName() {
        var safe = FileName.safe("x".repeat(3000) + "/IMG_0001.JPG");

        assertThat(safe).hasSize(400).endsWith("/IMG_0001.JPG");
    }

    @Test
    void tearsNoEmojiApartWhenItShortens() {
        var safe = FileName.safe("🦊".repeat(300) + ".jpg");

        assertThat(safe.codePoints()).noneMatch(c -> Character.getType(c) == Character.SURROGATE);
        assertThat(safe).hasSizeLessThanOrEqualTo(400).endsWith("🦊.jpg");
    }

    @Test
    void knowsWhatCamerasAndComputersLeaveBehind() {
        assertThat(FileName.isIgnored("north/Thumbs.db")).isTrue();
        assertThat(FileName.isIgnored("DVRWorkDirectory")).isTrue();
        assertThat(FileName.isIgnored("north/mytest.txt")).isFalse();
        assertThat(FileName.isIgnored("test.txt/IMG_0001.JPG")).isFalse();
    }
}
