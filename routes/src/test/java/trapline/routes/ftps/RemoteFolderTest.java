package trapline.routes.ftps;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.remote.RemoteFile;
import org.apache.commons.net.ftp.FTPFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteFolderTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../../etc/cron.d/x.jpg",
                "a/b.jpg",
                "..\\x.jpg",
                "a\rDELE b.jpg",
                "a\u0000.jpg",
                "not\uFFFDutf8.jpg",
                ""
            })
    void takesNoNameThatCouldLeaveTheWorkFolder(String name) {
        var folder = folder(Duration.ZERO);

        assertThat(folder.accept(file(name, false))).isFalse();
        assertThat(folder.accept(file(name, true))).isFalse();
        folder.commit(null, null, 0);
        assertThat(folder.accept(file(name, false))).isFalse();
    }

    @Test
    void takesNoNameThatTheDiskCannotHoldAndSaysSoOnce() {
        var folder = folder(Duration.ZERO);
        try (var log = new CapturedLog("trapline.routes.ftps", Level.INFO)) {
            folder.accept(file("ü".repeat(130) + ".jpg", false));
            folder.accept(file("ü".repeat(130) + ".jpg", false));

            assertThat(log.lines()).hasSize(1);
        }
    }

    @Test
    void looksIntoFoldersButNotIntoHiddenOnes() {
        var folder = folder(Duration.ZERO);

        assertThat(folder.accept(file("north", true))).isTrue();
        assertThat(folder.accept(file(".taken", true))).isFalse();
    }

    @Test
    void leavesTheServerAloneForAWhileAfterAFailure() throws Exception {
        var folder = folder(Duration.ZERO);
        assertThat(folder.begin(null, null)).isTrue();

        folder.rollback(null, null, 0, new java.io.IOException("away"));

        assertThat(folder.begin(null, null)).isFalse();
        assertThat(folder.isOpen()).isFalse();
    }

    private static RemoteFolder folder(Duration quiet) {
        return new RemoteFolder(CLOCK, "north", quiet, Duration.ZERO, 20, Optional.empty());
    }

    private static GenericFile<FTPFile> file(String name, boolean directory) {
        var file = new RemoteFile<FTPFile>();
        file.setFileNameOnly(name);
        file.setAbsoluteFilePath("cameras/" + name);
        file.setDirectory(directory);
        file.setFileLength(10);
        return file;
    }
}
