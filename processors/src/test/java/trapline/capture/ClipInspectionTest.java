package trapline.capture;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClipInspectionTest {
    private static final LocalDateTime NOON = LocalDateTime.of(2026, 3, 1, 12, 0);

    @TempDir private Path folder;

    @Test
    void readsSizeAndTimeOfAnMp4() throws Exception {
        var clip = inspect(ClipHeads.mp4(NOON));

        assertThat(clip.mediaType()).isEqualTo("video/mp4");
        assertThat(clip.width()).contains(1920);
        assertThat(clip.height()).contains(1080);
        assertThat(clip.recorded()).contains(new Content.Recorded(NOON, true, "2026-03-01T12:00Z"));
        assertThat(clip.truncated()).isFalse();
    }

    @Test
    void takesNoTimeFromAnMp4ThatHasNone() throws Exception {
        assertThat(inspect(ClipHeads.mp4(LocalDateTime.of(1904, 1, 1, 0, 0))).recorded()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SUN MAR 01 12:00:00 2026",
                "Sun Mar 1 12:00:00 2026",
                "2026:03:01 12:00:00",
                "2026-03-01 12:00:00"
            })
    void readsSizeAndTimeOfAnAvi(String date) throws Exception {
        var clip = inspect(ClipHeads.avi(date));

        assertThat(clip.mediaType()).isEqualTo("video/x-msvideo");
        assertThat(clip.width()).contains(640);
        assertThat(clip.recorded()).contains(new Content.Recorded(NOON, false, date));
    }

    @Test
    void readsSizeAndTimeOfAWebmThatDoesNotKnowItsLength() throws Exception {
        var clip = inspect(ClipHeads.webm(NOON));

        assertThat(clip.mediaType()).isEqualTo("video/webm");
        assertThat(clip.width()).contains(320);
        assertThat(clip.height()).contains(240);
        assertThat(clip.recorded().map(Content.Recorded::time)).contains(NOON);
        assertThat(clip.truncated()).isFalse();
    }

    @Test
    void marksAClipWhoseEndIsMissing() throws Exception {
        var avi = ClipHeads.avi("none");

        assertThat(inspect(Arrays.copyOf(avi, avi.length - 4)).truncated()).isTrue();
    }

    @Test
    void setsAsideAnMp4WithoutItsIndex() {
        var mp4 = ClipHeads.mp4(NOON);

        assertThatThrownBy(() -> inspect(Arrays.copyOf(mp4, 60)))
                .isInstanceOfSatisfying(
                        UnusableFile.class,
                        e -> assertThat(e.reason()).isEqualTo(QuarantineReason.BROKEN_STRUCTURE));
    }

    @Test
    void setsAsideAClipOfMillionsOfEmptyParts() {
        var boxes = ByteBuffer.allocate(8 * 6000 + 12);
        boxes.putInt(12).put("ftypisom".getBytes(US_ASCII));
        while (boxes.remaining() >= 8) {
            boxes.putInt(8).putInt(0x66726565);
        }

        assertThatThrownBy(() -> inspect(boxes.array()))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining("5000");
    }

    @Test
    void neverFailsOtherwiseOnBrokenHeads() throws Exception {
        var random = new Random(7);
        for (var whole :
                new byte[][] {ClipHeads.mp4(NOON), ClipHeads.avi("x"), ClipHeads.webm(NOON)}) {
            for (var i = 0; i < 400; i++) {
                var broken = whole.clone();
                for (var j = 0; j < 4; j++) {
                    broken[12 + random.nextInt(broken.length - 12)] = (byte) random.nextInt();
                }
                assertThat(readable(broken)).isNotNull();
            }
        }
    }

    private Optional<Content> readable(byte[] bytes) throws IOException {
        try {
            return Optional.of(inspect(bytes));
        } catch (UnusableFile e) {
            return Optional.empty();
        }
    }

    private Content.Clip inspect(byte[] bytes) throws IOException, UnusableFile {
        var file = Files.write(folder.resolve("clip"), bytes);
        return (Content.Clip) new FileInspection(FileLimits.DEFAULT).inspect(file);
    }
}
