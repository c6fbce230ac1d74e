package trapline.standin.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

    @Test
    void printsALineForEveryTenPercentWithoutATerminal() {
        try (var bar = ProgressBar.lines(out, "Upload")) {
            for (var done = 0; done <= 1000; done++) {
                bar.show(done, 1000, "");
            }
        }

        assertThat(text().lines()).hasSize(11);
        assertThat(text().lines().skip(5).findFirst())
                .contains("Upload [###############...............]  50%  500 of 1000");
        assertThat(text()).doesNotContain("\r\r").contains("100%");
    }

    @Test
    void drawsOneLineAgainAndAgainOnATerminal() {
        try (var bar = ProgressBar.redrawn(out, "Upload")) {
            bar.show(1, 4, "a long note");
            bar.show(2, 4, "");
            bar.show(2, 4, "");
        }

        var lines = text().split("\r", -1);
        assertThat(text().lines().filter(line -> !line.isBlank())).isNotEmpty();
        assertThat(lines).hasSize(3);
        assertThat(lines[2].stripTrailing()).endsWith("50%  2 of 4");
        assertThat(lines[2].replace(System.lineSeparator(), "")).hasSameSizeAs(lines[1]);
    }

    @Test
    void survivesWorkWithNothingToDo() {
        try (var bar = ProgressBar.lines(out, "Upload")) {
            bar.show(0, 0, "nothing");
        }

        assertThat(text()).contains("0%  0 of 0  nothing");
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
