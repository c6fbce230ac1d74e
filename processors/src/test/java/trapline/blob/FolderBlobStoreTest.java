package trapline.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderBlobStoreTest {
    private static final String HELLO =
            "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @TempDir Path folder;

    private FolderBlobStore blobs;

    @BeforeEach
    void open() throws IOException {
        blobs = new FolderBlobStore(folder.resolve("blobs"));
    }

    @Test
    void keepsACopyUnderItsHash() throws Exception {
        var stored = blobs.put(file("hello"));

        assertThat(stored).isEqualTo(new StoredBlob("2c/f2/" + HELLO, HELLO, 5));
        assertThat(blobs.open(stored.blobKey()).readAllBytes()).asString().isEqualTo("hello");
        assertThat(blobs.file(stored.blobKey())).hasContent("hello");
    }

    @Test
    void keepsTheSameContentOnce() throws Exception {
        var first = blobs.put(file("hello"));
        var second = blobs.put(file("hello"));

        assertThat(second).isEqualTo(first);
        assertThat(filesIn(folder.resolve("blobs"))).hasSize(1);
    }

    @Test
    void keepsNoTieToTheFileItCameFrom() throws Exception {
        var file = file("hello");
        var stored = blobs.put(file);

        Files.writeString(file, "other");
        Files.delete(file);

        assertThat(blobs.file(stored.blobKey())).hasContent("hello");
    }

    @Test
    void linksAFileThatNobodyChangesAnyMoreAndKeepsItWhenItsNameGoes() throws Exception {
        var uploads = Files.createDirectories(folder.resolve("uploads"));
        var file = Files.writeString(uploads.resolve("IMG_1.jpg"), "hello");
        var linking = new FolderBlobStore(folder.resolve("blobs"), Set.of(uploads));

        var stored = linking.put(file);

        assertThat(stored).isEqualTo(new StoredBlob("2c/f2/" + HELLO, HELLO, 5));
        assertThat(Files.getAttribute(file, "unix:ino"))
                .isEqualTo(Files.getAttribute(linking.file(stored.blobKey()), "unix:ino"));
        Files.delete(file);
        assertThat(linking.file(stored.blobKey())).hasContent("hello");
        assertThat(folder.resolve("blobs/unfinished")).isEmptyDirectory();
    }

    @Test
    void copiesAFileFromElsewhere() throws Exception {
        var uploads = Files.createDirectories(folder.resolve("uploads"));
        var linking = new FolderBlobStore(folder.resolve("blobs"), Set.of(uploads));
        var file = file("hello");

        var stored = linking.put(file);

        assertThat(Files.getAttribute(file, "unix:ino"))
                .isNotEqualTo(Files.getAttribute(linking.file(stored.blobKey()), "unix:ino"));
    }

    @Test
    void keepsEmptyAndLargeFilesWhole() throws Exception {
        var large = Files.write(folder.resolve("large"), new byte[3_000_001]);

        assertThat(blobs.put(file("")).sizeBytes()).isZero();
        var stored = blobs.put(large);

        assertThat(blobs.file(stored.blobKey())).hasSameBinaryContentAs(large);
    }

    @Test
    void keepsTheSameContentOnceThoughManyBringItAtOnce() throws Exception {
        var jobs = new ArrayList<Callable<StoredBlob>>();
        for (var i = 0; i < 32; i++) {
            var file = file("hello");
            jobs.add(() -> blobs.put(file));
        }
        var pool = Executors.newFixedThreadPool(8);

        var stored = new HashSet<StoredBlob>();
        try {
            for (var done : pool.invokeAll(jobs)) {
                stored.add(done.get());
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(stored).hasSize(1);
        assertThat(filesIn(folder.resolve("blobs"))).hasSize(1);
    }

    @Test
    void leavesNothingBehindWhenTheFileWentAway() throws Exception {
        assertThatThrownBy(() -> blobs.put(folder.resolve("gone")))
                .isInstanceOf(NoSuchFileException.class);

        assertThat(filesIn(folder.resolve("blobs"))).isEmpty();
    }

    @Test
    void removesAtItsStartWhatACrashLeftHalfWritten() throws Exception {
        blobs.put(file("hello"));
        Files.writeString(folder.resolve("blobs/unfinished/half"), "hel");

        var again = new FolderBlobStore(folder.resolve("blobs"));

        assertThat(filesIn(folder.resolve("blobs"))).hasSize(1);
        assertThat(again.file("2c/f2/" + HELLO)).hasContent("hello");
    }

    @Test
    void replacesADerivedBlobAsAWhole() throws Exception {
        var key = blobs.put(file("hello")).blobKey();

        var derived = blobs.putDerived(key, "thumbnail.jpg", bytes("small"));
        blobs.putDerived(key, "thumbnail.jpg", bytes("smaller"));

        assertThat(derived).isEqualTo(key + ".thumbnail.jpg");
        assertThat(blobs.open(derived).readAllBytes()).asString().isEqualTo("smaller");
        assertThat(blobs.open(key).readAllBytes()).asString().isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../etc/passwd",
                "/etc/passwd",
                "",
                "2c/f2/..",
                "2c/f2/short",
                "unfinished/half",
                "2c/f2/2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824/../../x",
                "2c/f2/2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824.a/b.jpg",
                "2c/f2/2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824\n"
            })
    void opensNothingOutsideItsFolder(String key) {
        assertThatThrownBy(() -> blobs.open(key)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> blobs.file(key)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> blobs.putDerived(key, "thumbnail.jpg", new byte[1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x.jpg", "a/b.jpg", "x", "X.JPG", "x.jpg\n", ""})
    void makesNoDerivedBlobOfAnyOtherName(String name) throws Exception {
        var key = blobs.put(file("hello")).blobKey();

        assertThatThrownBy(() -> blobs.putDerived(key, name, new byte[1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhenThereIsNoSuchBlob() {
        assertThatThrownBy(() -> blobs.open("2c/f2/" + HELLO))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> blobs.file("2c/f2/" + HELLO))
                .isInstanceOf(NoSuchFileException.class);
    }

    private Path file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "in", ".jpg"), content);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
