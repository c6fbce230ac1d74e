package trapline.app.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trapline.blob.BlobStore;
import trapline.blob.FolderBlobStore;
import trapline.capture.Capture;
import trapline.runner.Picture;
import trapline.runner.PictureReader;

/** The pictures made from a capture's own. */
class RenderingsTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    @TempDir private Path folder;
    private BlobStore blobs;
    private Renderings renderings;
    private String blobKey;

    @BeforeEach
    void open() throws IOException {
        blobs = new FolderBlobStore(folder, Set.of());
        renderings = new Renderings(blobs);
        blobKey = blobs.put(Files.writeString(folder.resolve("original"), "original")).blobKey();
    }

    @Test
    void makesTheThumbnailWhenItIsFirstLookedAt() throws IOException {
        var seen = capture(Optional.of(renderings.render(capture(Optional.empty()), grey(100))));

        var thumbnail = renderings.thumbnail(seen).orElseThrow();

        assertThat(read(thumbnail).width()).isEqualTo(320);
        assertThat(read(thumbnail).height()).isEqualTo(240);
        assertThat(blobs.file(seen.thumbnailKey().orElseThrow())).hasBinaryContent(thumbnail);
    }

    @Test
    void hasNoThumbnailBeforeDetection() {
        assertThat(renderings.thumbnail(capture(Optional.empty()))).isEmpty();
    }

    @Test
    void showsWhatTheLastLookSawAlsoWhereTheThumbnailWasMadeBefore() throws IOException {
        var seen = capture(Optional.of(renderings.render(capture(Optional.empty()), grey(20))));
        renderings.thumbnail(seen);

        var again = capture(Optional.of(renderings.render(seen, grey(200))));

        var shown = read(renderings.thumbnail(again).orElseThrow());
        assertThat(shown.rgb()[0] & 0xFF).isBetween(195, 205);
    }

    private static Picture read(byte[] jpeg) {
        return new PictureReader(1_000_000).read(jpeg);
    }

    private static Picture grey(int level) {
        var rgb = new byte[1280 * 960 * 3];
        Arrays.fill(rgb, (byte) level);
        return new Picture(1280, 960, rgb, false);
    }

    private Capture capture(Optional<Renderings.Rendered> rendered) {
        return new Capture(
                new UUID(0, 1),
                new UUID(0, 2),
                new UUID(0, 3),
                "ftps",
                "IMG_0001.JPG",
                Capture.Kind.PICTURE,
                "image/jpeg",
                8,
                Optional.of(1280),
                Optional.of(960),
                "0".repeat(64),
                blobKey,
                Capture.State.RECEIVED,
                Capture.Origin.LIVE,
                false,
                NOON,
                NOON,
                rendered.map(Renderings.Rendered::thumbnailKey),
                rendered.map(Renderings.Rendered::previewKey));
    }
}
