package trapline.runner.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trapline.runner.Waits;

class ClipReaderTest {
    private static final String TEN_A_SECOND = "testsrc2=size=320x240:rate=10:duration=6";

    @TempDir private Path folder;
    private final List<ClipReader> opened = new ArrayList<>();
    private final List<ClipFrame> frames = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(ClipReader::close);
    }

    @ParameterizedTest
    @CsvSource({
        "mp4, libx264, video/mp4",
        "mov, mpeg4, video/quicktime",
        "mp4, libx265, video/mp4",
        "avi, mjpeg, video/x-msvideo",
        "webm, libvpx, video/webm",
        "mkv, libx264, video/webm"
    })
    void samplesOneFrameASecondOfEveryKindOfClip(String end, String codec, String type)
            throws Exception {
        var clip = Clips.make(folder.resolve("a." + end), TEN_A_SECOND, "-c:v", codec);

        var facts = reader(ClipLimits.DEFAULT).read(clip, type, frames::add);

        assertThat(frames).extracting(ClipFrame::number).containsExactly(0, 10, 20, 30, 40, 50);
        assertThat(frames.get(3).at().toMillis()).isCloseTo(3000, within(2L));
        assertThat(frames.get(0).picture().width()).isEqualTo(320);
        assertThat(facts.frames()).isEqualTo(60);
        assertThat(facts.framesPerSecond()).isCloseTo(10, within(0.6));
        assertThat(facts.whole()).isTrue();
    }

    @Test
    void looksAtAChangeOfSceneBetweenTheOthers() throws Exception {
        var source =
                "color=black:size=320x240:rate=10:duration=3.6[a];"
                        + "color=white:size=320x240:rate=10:duration=2.4[b];[a][b]concat";
        var clip = Clips.make(folder.resolve("cut.mp4"), source, "-c:v", "libx264");
        var limits = limits(0.2, 10, Duration.ofMinutes(1));

        reader(limits).read(clip, "video/mp4", frames::add);

        assertThat(frames).extracting(ClipFrame::number).containsExactly(0, 36);
        assertThat(frames.get(0).picture().rgb()[0] & 0xFF).isLessThan(5);
        assertThat(frames.get(1).picture().rgb()[0] & 0xFF).isGreaterThan(250);
    }

    @Test
    void samplesALongClipMoreThinlyOverItsWholeLength() throws Exception {
        var source = "testsrc2=size=64x48:rate=5:duration=120";
        var clip = Clips.make(folder.resolve("long.avi"), source, "-c:v", "mjpeg");

        reader(limits(1, 8, Duration.ofMinutes(1))).read(clip, "video/x-msvideo", frames::add);

        assertThat(frames).extracting(ClipFrame::number).containsExactly(0, 150, 300, 450);
    }

    @Test
    void knowsTheLengthOfAClipThatDoesNotSayIt() throws Exception {
        // Browsers write webm as it is recorded, so its head holds no length.
        var clip =
                Clips.make(
                        folder.resolve("live.webm"),
                        "testsrc2=size=64x48:rate=5:duration=40",
                        "-c:v",
                        "libvpx",
                        "-live",
                        "1");

        var facts =
                reader(limits(1, 8, Duration.ofMinutes(1))).read(clip, "video/webm", frames::add);

        assertThat(facts.duration().toMillis()).isCloseTo(40_000, within(300L));
        assertThat(frames).extracting(ClipFrame::number).containsExactly(0, 50, 100, 150);
    }

    @Test
    void shrinksFramesAndTurnsThemUpright() throws Exception {
        var clip =
                Clips.make(
                        folder.resolve("turned.mp4"),
                        "testsrc2=size=640x480:rate=5:duration=1",
                        "-c:v",
                        "libx264");
        var turned = folder.resolve("turned2.mp4");
        turn(clip, turned);
        var small =
                new ClipLimits(
                        1, 0.3, 8, 320, Duration.ofMinutes(1), Duration.ofMinutes(1), 2L << 30, 1);

        reader(small).read(turned, "video/mp4", frames::add);

        assertThat(frames.get(0).picture().width()).isEqualTo(240);
        assertThat(frames.get(0).picture().height()).isEqualTo(320);
    }

    @Test
    void readsNothingBehindTheLongestTime() throws Exception {
        var clip = Clips.make(folder.resolve("a.mp4"), TEN_A_SECOND, "-c:v", "libx264");
        var two =
                new ClipLimits(
                        1, 0.3, 8, 320, Duration.ofSeconds(2), Duration.ofMinutes(1), 2L << 30, 1);

        reader(two).read(clip, "video/mp4", frames::add);

        assertThat(frames).extracting(ClipFrame::number).containsExactly(0, 10);
    }

    @Test
    void looksAtWhatIsThereOfAClipThatIsCutOff() throws Exception {
        var clip = Clips.make(folder.resolve("a.avi"), TEN_A_SECOND, "-c:v", "mjpeg", "-q:v", "2");
        var bytes = Files.readAllBytes(clip);
        Files.write(clip, Arrays.copyOf(bytes, bytes.length / 2));

        var facts = reader(ClipLimits.DEFAULT).read(clip, "video/x-msvideo", frames::add);

        assertThat(frames).hasSizeBetween(2, 4);
        assertThat(facts.duration()).isLessThan(Duration.ofSeconds(4));
    }

    @ParameterizedTest
    @CsvSource({"video/mp4", "video/x-msvideo", "video/webm", "video/x-dav"})
    void saysWhyAClipCannotBeDecoded(String type) throws Exception {
        var clip = Files.write(folder.resolve("secret-name.mp4"), new byte[5000]);

        assertThatThrownBy(() -> reader(ClipLimits.DEFAULT).read(clip, type, frames::add))
                .isInstanceOf(UnreadableClip.class)
                .hasMessageStartingWith("No frame of the clip can be decoded: ")
                .hasMessageNotContaining(folder.toString());
    }

    @Test
    void opensNoOtherFileAndNoAddressThatAClipNames() throws Exception {
        var real = Clips.make(folder.resolve("real.mp4"), TEN_A_SECOND, "-c:v", "libx264");
        var list =
                Files.writeString(
                        folder.resolve("list.mp4"),
                        "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nfile://%s\n#EXT-X-ENDLIST\n"
                                .formatted(real));
        var concat =
                Files.writeString(
                        folder.resolve("concat.mp4"), "ffconcat version 1.0\nfile real.mp4\n");

        for (var hostile : List.of(list, concat)) {
            assertThatThrownBy(
                            () ->
                                    reader(ClipLimits.DEFAULT)
                                            .read(hostile, "video/mp4", frames::add))
                    .isInstanceOf(UnreadableClip.class);
        }
        assertThat(frames).isEmpty();
    }

    @Test
    void endsAProgramThatHangs() throws Exception {
        var reader = reader(script("exec sleep 600"), limits(1, 8, Duration.ofMillis(300)));
        var clip = Files.write(folder.resolve("a.mp4"), new byte[100]);

        assertThatThrownBy(() -> reader.read(clip, "video/mp4", frames::add))
                .isInstanceOf(UnreadableClip.class)
                .hasMessageContaining("could not be decoded within");
    }

    @Test
    void takesNoMoreThanItAskedForHoweverMuchIsSaid() throws Exception {
        var endless =
                script(
                        """
                        case "$*" in *progress*) echo frame=9; echo out_time_us=9000000; exit 0;; esac
                        while :; do
                          echo '[Parsed_showinfo_6 @ 0x1] n:   0 pts:      5 pts_time:0' >&2
                          head -c 100000 /dev/zero | tr '\\0' 'x' >&2; echo >&2
                          printf 'P6\\n1 1\\n255\\nabc'
                        done
                        """);
        var reader = reader(endless, limits(1, 8, Duration.ofMinutes(1)));
        var clip = Files.write(folder.resolve("a.mp4"), new byte[100]);

        var facts = reader.read(clip, "video/mp4", frames::add);

        assertThat(facts.looked()).isEqualTo(8);
        assertThat(frames).hasSize(8);
    }

    @Test
    void saysWhatToDoWhenThereIsNoFfmpeg() {
        var missing =
                new FfmpegSearch(Optional.of(folder.resolve("none")), "", folder.resolve("cache"));

        assertThatThrownBy(missing::get)
                .isInstanceOf(ClipsUnavailable.class)
                .hasMessageStartingWith("no-ffmpeg: ")
                .hasMessageContaining("trapline.clip.ffmpeg");
    }

    @Test
    void takesTheMachinesOwnFfmpegFirst() throws IOException {
        var own = script("echo ffmpeg version 6.1.1-own");

        var found =
                new FfmpegSearch(
                                Optional.empty(),
                                own.program().getParent().toString(),
                                folder.resolve("cache"))
                        .get();

        assertThat(found).isEqualTo(new Ffmpeg(own.program(), "6.1.1-own"));
    }

    private void turn(Path clip, Path target) throws IOException {
        var process =
                new ProcessBuilder(
                                Clips.bundled().program().toString(),
                                "-loglevel",
                                "error",
                                "-i",
                                clip.toString(),
                                "-c",
                                "copy",
                                "-metadata:s:v:0",
                                "rotate=90",
                                target.toString())
                        .redirectErrorStream(true)
                        .start();
        Waits.success(process);
    }

    private Ffmpeg script(String text) throws IOException {
        var program = Files.createDirectories(folder.resolve("bin")).resolve("ffmpeg");
        Files.writeString(program, "#!/bin/sh\nPATH=/usr/bin:/bin\n" + text);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return new Ffmpeg(program, "5.1");
    }

    private static ClipLimits limits(double rate, int most, Duration patience) {
        return new ClipLimits(rate, 0.3, most, 1920, Duration.ofMinutes(10), patience, 2L << 30, 1);
    }

    private ClipReader reader(ClipLimits limits) {
        return reader(Clips.bundled(), limits);
    }

    private ClipReader reader(Ffmpeg ffmpeg, ClipLimits limits) {
        var reader = new ClipReader(() -> ffmpeg, limits);
        opened.add(reader);
        return reader;
    }
}
