package trapline.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TextDiffTest {
    @Test
    void showsWhatWentAndWhatCameInItsPlace() {
        assertThat(diff("a\nb\nc\n", "a\nx\nc\nd\n")).isEqualTo(" a -b +x  c +d");
    }

    @Test
    void findsALineThatMovedOnceOnly() {
        assertThat(diff("a\nb\nc\n", "b\nc\na\n")).isEqualTo("-a  b  c +a");
    }

    @Test
    void showsAFileThatWasMadeOrRemoved() {
        assertThat(diff("", "a\nb\n")).isEqualTo("+a +b");
        assertThat(diff("a\n", "")).isEqualTo("-a");
    }

    @Test
    void hasNothingButEqualLinesForEqualTexts() {
        assertThat(diff("a\nb\n", "a\nb\n")).isEqualTo(" a  b");
    }

    private static String diff(String before, String after) {
        return TextDiff.between(before, after).stream()
                .map(
                        line ->
                                switch (line.kind()) {
                                    case SAME -> " " + line.text();
                                    case ADDED -> "+" + line.text();
                                    case REMOVED -> "-" + line.text();
                                })
                .collect(Collectors.joining(" "));
    }
}
