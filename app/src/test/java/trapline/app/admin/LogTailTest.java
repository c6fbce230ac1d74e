package trapline.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trapline.api.admin.Installation;

class LogTailTest {
    private static final String LOG =
            """
            2026-03-01T12:00:00.000Z INFO  [main] t.a.X: It began
            2026-03-01T12:00:01.000Z ERROR [main] t.a.X: It broke
            java.lang.IllegalStateException: password=planted
            	at trapline.X.y(X.java:1)
            2026-03-01T12:00:02.000Z WARN  [main] t.a.X: It may be late
            """;

    @TempDir private Path folder;

    @Test
    void showsTheNewestFirstWithWhatBelongsToEach() throws IOException {
        var lines = tail(LOG).lines("INFO", 10);

        assertThat(lines)
                .extracting(Installation.LogLine::level)
                .containsExactly("WARN", "ERROR", "INFO");
        assertThat(lines.get(1).text())
                .contains("It broke")
                .contains("X.java:1")
                .doesNotContain("planted");
    }

    @Test
    void leavesOutWhatIsLessThanAskedForAndMoreThanTheLimit() throws IOException {
        assertThat(tail(LOG).lines("ERROR", 10)).hasSize(1);
        assertThat(tail(LOG).lines("INFO", 2)).hasSize(2);
    }

    @Test
    void readsOnlyTheEndOfALongLog() throws IOException {
        var many = "2026-03-01T12:00:00.000Z INFO  [main] t.a.X: %s%n".formatted("x".repeat(100));

        var lines = tail(many.repeat(20_000)).lines("INFO", 1_000_000);

        assertThat(lines).hasSizeBetween(1000, 10_000);
    }

    @Test
    void hasNothingToShowWhereThereIsNoLog() {
        assertThat(new LogTail(folder.resolve("none.log")).lines("INFO", 10)).isEmpty();
    }

    private LogTail tail(String text) throws IOException {
        return new LogTail(Files.writeString(folder.resolve("trapline.log"), text));
    }
}
