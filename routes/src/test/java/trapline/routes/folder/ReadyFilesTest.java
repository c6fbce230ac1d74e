package trapline.routes.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.apache.camel.component.file.GenericFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trapline.testing.TestClock;

class ReadyFilesTest {
    private static final byte[] CUT = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1, 2, 3};
    private static final byte[] WHOLE = {
        (byte) 0xff, (byte) 0xd8, (byte) 0xff, 1, 2, 3, (byte) 0xff, (byte) 0xd9
    };

    private final TestClock clock = TestClock.at("2026-03-01T12:00:00Z");

    @TempDir Path folder;

    @Test
    void takesAWholePictureThatLiesThereAtTheStart() throws Exception {
        var file = lies("whole.jpg", WHOLE, Duration.ofHours(1));

        assertThat(ready().accept(file)).isTrue();
    }

    @Test
    void givesACutPictureItsGraceFromTheStartOfTheSource() throws Exception {
        var file = lies("cut.jpg", CUT, Duration.ofHours(1));
        var ready = ready();

        assertThat(ready.accept(file)).isFalse();
        clock.advance(Duration.ofSeconds(29));
        assertThat(ready.accept(file)).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(ready.accept(file)).isTrue();
    }

    @Test
    void givesACutPictureThatCameLaterItsGraceFromItsLastChange() throws Exception {
        var ready = ready();
        clock.advance(Duration.ofHours(1));
        var file = lies("cut.jpg", CUT, Duration.ofSeconds(5));

        assertThat(ready.accept(file)).isFalse();
        clock.advance(Duration.ofSeconds(25));
        assertThat(ready.accept(file)).isTrue();
    }

    private ReadyFiles<File> ready() {
        return new ReadyFiles<>(clock, Duration.ofSeconds(2), Duration.ofSeconds(30), 10);
    }

    private GenericFile<File> lies(String name, byte[] bytes, Duration age) throws IOException {
        var path = Files.write(folder.resolve(name), bytes);
        var changed = clock.instant().minus(age);
        Files.setLastModifiedTime(path, FileTime.from(changed));
        var file = new GenericFile<File>();
        file.setFileName(name);
        file.setFileNameOnly(name);
        file.setAbsolute(true);
        file.setAbsoluteFilePath(path.toString());
        file.setLastModified(changed.toEpochMilli());
        return file;
    }
}
