package trapline.routes.ftps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakenFilesTest {
    @TempDir Path folder;

    @Test
    void knowsAFileByNameSizeAndTimeAlsoAfterARestart() throws Exception {
        open().add("cam/a.jpg", 10, 1000);

        var again = open();
        assertThat(again.contains("cam/a.jpg", 10, 1000)).isTrue();
        assertThat(again.contains("cam/a.jpg", 11, 1000)).isFalse();
        assertThat(again.contains("cam/a.jpg", 10, 2000)).isFalse();
        assertThat(again.contains("cam/b.jpg", 10, 1000)).isFalse();
    }

    @Test
    void forgetsWhatAWholeListingDidNotShow() throws Exception {
        var taken = open();
        taken.add("a.jpg", 1, 1);
        taken.add("b.jpg", 1, 1);
        taken.listed();
        taken.contains("b.jpg", 1, 1);
        taken.listed();

        assertThat(open().contains("a.jpg", 1, 1)).isFalse();
        assertThat(open().contains("b.jpg", 1, 1)).isTrue();
        assertThat(Files.readAllLines(file())).hasSize(1);
    }

    @Test
    void forgetsNothingWhenAListingBrokeOff() throws Exception {
        var taken = open();
        taken.add("a.jpg", 1, 1);
        taken.listed();
        taken.listingFailed();

        assertThat(taken.contains("a.jpg", 1, 1)).isTrue();
    }

    @Test
    void aLineThatWasCutIsPassedOver() throws Exception {
        open().add("a.jpg", 1, 1);
        Files.writeString(file(), "12ab", StandardOpenOption.APPEND);

        assertThat(open().contains("a.jpg", 1, 1)).isTrue();
    }

    private TakenFiles open() throws Exception {
        return TakenFiles.in(file());
    }

    private Path file() {
        return folder.resolve("state/north.txt");
    }
}
