package trapline.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trapline.testing.Pictures;
import trapline.testing.SampleData;
import trapline.testing.TestExif;

class FileInspectionTest {
    @TempDir Path folder;

    private final FileInspection inspection =
            new FileInspection(new FileLimits(1 << 20, 2 << 20, 10_000, 80_000_000));

    @Test
    void knowsAJpegByItsBytes() throws Exception {
        assertThat(inspect(Pictures.jpeg(64, 48, 1)))
                .isEqualTo(new Content.Picture("image/jpeg", 64, 48, false));
    }

    @Test
    void knowsAPngByItsBytesWhateverItIsCalled() throws Exception {
        assertThat(inspection.inspect(file("picture.JPG", Pictures.png(20, 10, 1))))
                .isEqualTo(new Content.Picture("image/png", 20, 10, false));
    }

    @Test
    void refusesAFileWithoutBytesAsEmpty() {
        assertThat(reason(new byte[0])).isEqualTo(QuarantineReason.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 20})
    void refusesAJpegThatIsCutOffBeforeItsPictureBegins(int bytes) {
        var jpeg = Arrays.copyOf(Pictures.jpeg(640, 480, 1), bytes);

        assertThat(reason(jpeg))
                .isIn(QuarantineReason.BROKEN_STRUCTURE, QuarantineReason.UNSUPPORTED_TYPE);
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 90, 99})
    void takesAJpegThatIsCutOffInItsPictureAndSaysSo(int percent) throws Exception {
        var jpeg = Pictures.cut(Pictures.jpeg(640, 480, 1), percent);

        assertThat(inspect(jpeg)).isEqualTo(new Content.Picture("image/jpeg", 640, 480, true));
    }

    @Test
    void isNotTakenInByTheEndOfAThumbnailInTheMetadata() throws Exception {
        var thumbnail = TestExif.empty().raw(0x9999, Pictures.jpeg(16, 16, 2));
        var jpeg = Pictures.withExif(Pictures.jpeg(160, 120, 1), thumbnail);

        var cut = Arrays.copyOf(jpeg, jpeg.length - 10);

        assertThat(inspect(cut)).isEqualTo(new Content.Picture("image/jpeg", 160, 120, true));
    }

    @Test
    void seesTheEndOfAJpegBehindPaddingAndTrailers() throws Exception {
        var jpeg = Pictures.jpeg(64, 48, 1);
        var padded = Arrays.copyOf(jpeg, jpeg.length + 20_000);

        assertThat(inspect(padded)).isEqualTo(new Content.Picture("image/jpeg", 64, 48, false));
    }

    @Test
    void seesThatARealPictureIsCutOff() throws Exception {
        var real = SampleData.file("images/african_elephants_truncated_file.jpg");

        var content = new FileInspection(FileLimits.DEFAULT).inspect(real);

        assertThat(((Content.Picture) content).truncated()).isTrue();
    }

    @Test
    void seesThatRealPicturesAreWhole() throws Exception {
        var images = SampleData.file("images");
        try (var files = Files.list(images)) {
            for (var file : files.filter(f -> !f.toString().contains("truncated")).toList()) {
                var content = new FileInspection(FileLimits.DEFAULT).inspect(file);

                assertThat(content)
                        .as(file.toString())
                        .isInstanceOfSatisfying(
                                Content.Picture.class,
                                picture -> assertThat(picture.truncated()).isFalse());
            }
        }
    }

    @Test
    void refusesHeadersThatClaimBillionsOfPixels() {
        assertThat(reason(Pictures.jpegThatClaims(60_000, 60_000)))
                .isEqualTo(QuarantineReason.TOO_MANY_PIXELS);
        assertThat(reason(Pictures.pngThatClaims(60_000, 60_000)))
                .isEqualTo(QuarantineReason.TOO_MANY_PIXELS);
        assertThat(reason(Pictures.pngThatClaims(Integer.MAX_VALUE, Integer.MAX_VALUE)))
                .isEqualTo(QuarantineReason.TOO_MANY_PIXELS);
    }

    @Test
    void believesTheFrameThatADecoderWouldUse() {
        var small = Pictures.jpeg(16, 16, 1);
        var frame = frame(60_000, 60_000);
        var twoFrames =
                ByteBuffer.allocate(small.length + frame.length)
                        .put(small, 0, scan(small))
                        .put(frame)
                        .put(small, scan(small), small.length - scan(small))
                        .array();

        assertThat(reason(twoFrames)).isEqualTo(QuarantineReason.TOO_MANY_PIXELS);
    }

    @Test
    void refusesSizesOfZeroAndNegativeOnes() {
        assertThat(reason(Pictures.jpegThatClaims(0, 0)))
                .isEqualTo(QuarantineReason.BROKEN_STRUCTURE);
        assertThat(reason(Pictures.pngThatClaims(0, 100)))
                .isEqualTo(QuarantineReason.BROKEN_STRUCTURE);
        assertThat(reason(Pictures.pngThatClaims(-5, 100)))
                .isEqualTo(QuarantineReason.BROKEN_STRUCTURE);
    }

    @Test
    void refusesAPngWithADamagedHeader() {
        var png = Pictures.png(20, 10, 1);
        png[18] ^= 1;

        assertThat(reason(png)).isEqualTo(QuarantineReason.BROKEN_STRUCTURE);
    }

    @Test
    void takesAPngThatIsCutOffAndSaysSo() throws Exception {
        var png = Pictures.cut(Pictures.png(200, 100, 1), 60);

        assertThat(inspect(png)).isEqualTo(new Content.Picture("image/png", 200, 100, true));
    }

    @Test
    void refusesAPngWithoutPictureData() {
        assertThat(reason(Arrays.copyOf(Pictures.png(200, 100, 1), 33)))
                .isEqualTo(QuarantineReason.BROKEN_STRUCTURE);
    }

    @Test
    void refusesMoreSegmentsThanAnyCameraWrites() {
        var jpeg = Pictures.jpeg(16, 16, 1);
        var many = ByteBuffer.allocate(2 + 3000 * 4 + jpeg.length).put(jpeg, 0, 2);
        for (var i = 0; i < 3000; i++) {
            many.put((byte) 0xFF).put((byte) 0xE5).putShort((short) 2);
        }

        assertThat(reason(many.put(jpeg, 2, jpeg.length - 2).array()))
                .isEqualTo(QuarantineReason.BROKEN_STRUCTURE);
    }

    @Test
    void refusesWhatIsLargerThanItsKindMayBe() {
        assertThat(reason(Arrays.copyOf(Pictures.jpeg(64, 48, 1), (1 << 20) + 1)))
                .isEqualTo(QuarantineReason.TOO_LARGE);
        assertThat(reason("a: b\n".repeat(3000).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(QuarantineReason.TOO_LARGE);
    }

    @Test
    void takesTextForAReportWhateverItIsCalled() throws Exception {
        assertThat(inspection.inspect(file("IMG_0001.JPG", text("IMEI:861943070068027\r\n"))))
                .isEqualTo(new Content.Text());
    }

    @Test
    void knowsClipsByTheirContainer() throws Exception {
        var index = "\0\0\0\u0008moov";

        assertThat(typeOf("\0\0\0\u0010ftypisom\0\0\0\0" + index)).isEqualTo("video/mp4");
        assertThat(typeOf("\0\0\0\u0010ftypqt  \0\0\0\0" + index)).isEqualTo("video/quicktime");
        assertThat(typeOf("RIFF\0\0\0\0AVI LIST")).isEqualTo("video/x-msvideo");
        assertThat(typeOf("DHAV\0\0\0\0\0\0\0\0\0")).isEqualTo("video/x-dav");
    }

    private String typeOf(String text) throws Exception {
        return ((Content.Clip) inspect(text(text))).mediaType();
    }

    @Test
    void doesNotTakeAPictureOfATelephoneForAClip() {
        assertThat(reason(text("\0\0\0\u0018ftypheic\0\0\0\0")))
                .isEqualTo(QuarantineReason.UNSUPPORTED_TYPE);
    }

    @Test
    void refusesAnythingElse() {
        assertThat(reason(text("PK\u0003\u0004 a zip file")))
                .isEqualTo(QuarantineReason.UNSUPPORTED_TYPE);
        assertThat(reason(text("GIF89a\0\0"))).isEqualTo(QuarantineReason.UNSUPPORTED_TYPE);
    }

    private Content inspect(byte[] bytes) throws IOException, UnusableFile {
        return inspection.inspect(file("file", bytes));
    }

    private QuarantineReason reason(byte[] bytes) {
        return catchThrowableOfType(UnusableFile.class, () -> inspect(bytes)).reason();
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] frame(int width, int height) {
        return ByteBuffer.allocate(19)
                .put(new byte[] {(byte) 0xFF, (byte) 0xC0})
                .putShort((short) 17)
                .put((byte) 8)
                .putShort((short) height)
                .putShort((short) width)
                .put(new byte[] {3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1})
                .array();
    }

    /** Where the first scan begins. */
    private static int scan(byte[] jpeg) {
        for (var i = 2; i < jpeg.length - 1; i++) {
            if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == 0xDA) {
                return i;
            }
        }
        throw new IllegalStateException("no scan");
    }
}
