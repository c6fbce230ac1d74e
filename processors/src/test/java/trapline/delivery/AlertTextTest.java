package trapline.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertTextTest {
    private static final Optional<String> GATE = Optional.of("North Gate");

    @Test
    void saysWhatWhereAndWhenOnOneLine() {
        assertThat(text("mule deer, Odocoileus hemionus", "cam", GATE).subject())
                .isEqualTo("2 × Mule deer at North Gate, 13:00");
    }

    @Test
    void namesTheCameraWhereThereIsNoSite() {
        assertThat(text("deer", "cam-7", Optional.empty()).headline())
                .isEqualTo("2 × Deer at cam-7");
    }

    @Test
    void saysEverythingInPlainText() {
        var text =
                new AlertText(
                        Given.dispatch("deer", "cam", GATE),
                        Optional.of(URI.create("https://trapline.example.org/")));

        assertThat(text.plain())
                .isEqualTo(
                        """
                        2 × Deer at North Gate

                        What:     2 × deer, confidence 0.91
                        Site:     North Gate
                        Camera:   cam
                        Time:     2026-03-01 13:00:00 (Europe/Berlin, UTC+01:00)
                        Position: 52.50000, -13.25000
                        Seen:     deer 0.95
                        Rule:     deer-at-night
                        Map:      https://www.openstreetmap.org/?mlat=52.50000&mlon=-13.25000#map=15/52.50000/-13.25000
                        More:     https://trapline.example.org/events/00000000-0000-0007-0000-000000000004

                        Sent by Trapline, because the rule deer-at-night names you. Delivery 00000000-0000-0007-0000-000000000001.
                        """);
    }

    @Test
    void keepsTheTimeWhenASubjectIsTooLong() {
        var subject = text("deer", "cam", Optional.of("x".repeat(500))).subject();

        assertThat(subject).hasSizeLessThanOrEqualTo(70).endsWith("…, 13:00");
    }

    @Test
    void tearsNoEmojiApartWhenItShortens() {
        for (var lead = 0; lead < 3; lead++) {
            var subject =
                    text("deer", "cam", Optional.of("x".repeat(lead) + "🦊".repeat(100))).subject();

            assertThat(subject).hasSizeLessThanOrEqualTo(70);
            assertThat(subject.codePoints())
                    .noneMatch(c -> Character.getType(c) == Character.SURROGATE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Gate\r\nBcc: everybody@example.org",
                "Gate\u2028Bcc: everybody@example.org",
                "Gate\u0085Bcc: everybody@example.org",
                "Gate\u000bBcc: everybody@example.org",
                "Gate\0Bcc: everybody@example.org"
            })
    void letsNoNameBreakALine(String name) {
        var text = text(name, name, Optional.of(name));

        assertThat(text.subject()).doesNotContainPattern("[\\p{Cntrl}\\u2028\\u2029]");
        assertThat(text.headline())
                .isEqualTo("2 × " + text.what() + " at Gate Bcc: everybody@example.org");
        assertThat(text.plain().lines().filter(line -> line.startsWith("Bcc"))).isEmpty();
    }

    @Test
    void letsNoNameTurnTheDirectionOfReading() {
        assertThat(text("deer", "cam", Optional.of("gate \u202Eetag\u2066x\u061Cy")).place())
                .isEqualTo("gate etag x y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", ", ,", "\u202E"})
    void saysSomethingWhereALabelSaysNothing(String label) {
        assertThat(text(label, "cam", GATE).subject())
                .isEqualTo("2 × Something at North Gate, 13:00");
    }

    @Test
    void namesTheCameraWhereTheNameOfTheSiteCannotBeSeen() {
        assertThat(text("deer", "cam", Optional.of("\u202E ")).place()).isEqualTo("cam");
    }

    @Test
    void writesNamesOfAllScripts() {
        assertThat(text("狐狸", "cam", Optional.of("حديقة")).headline()).isEqualTo("2 × 狐狸 at حديقة");
    }

    private static AlertText text(String label, String camera, Optional<String> site) {
        return new AlertText(Given.dispatch(label, camera, site), Optional.empty());
    }
}
