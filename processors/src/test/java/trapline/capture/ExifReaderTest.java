package trapline.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trapline.testing.Pictures;
import trapline.testing.SampleData;
import trapline.testing.TestExif;

class ExifReaderTest {
    @TempDir Path folder;

    private final ExifReader reader = new ExifReader();

    @Test
    void readsWhatACameraSaysOfItself() throws Exception {
        var exif =
                read(
                        TestExif.of("Willfine", "4.0T CG")
                                .serial("861943070068027")
                                .taken("2026:03:01 04:12:09")
                                .offset("+01:00")
                                .position(52.098737, -5.125504)
                                .description("north gate"));

        assertThat(exif.make()).contains("Willfine");
        assertThat(exif.model()).contains("4.0T CG");
        assertThat(exif.serial()).contains("861943070068027");
        assertThat(exif.time()).contains("2026:03:01 04:12:09");
        assertThat(exif.offset()).contains("+01:00");
        assertThat(exif.latitude().orElseThrow()).isCloseTo(52.098737, within(1e-5));
        assertThat(exif.longitude().orElseThrow()).isCloseTo(-5.125504, within(1e-5));
        assertThat(exif.facts()).containsEntry("imageDescription", "north gate");
    }

    @Test
    void readsTheMakerNotesOfReconyx() throws Exception {
        var exif = reader.read(SampleData.file("images/BUOW_RCNX0712.JPG"));

        assertThat(exif.make()).contains("RECONYX");
        assertThat(exif.serial()).isPresent();
        assertThat(exif.sequenceNumber()).isPresent();
        assertThat(exif.sequenceLength()).isPresent();
        assertThat(exif.temperatureCelsius()).isPresent();
    }

    @Test
    void readsEveryRealPicture() throws Exception {
        try (var files = Files.list(SampleData.file("images"))) {
            for (var file : files.toList()) {
                assertThat(reader.read(file).facts()).as(file.toString()).hasSizeLessThan(45);
            }
        }
    }

    @Test
    void readsTheExifOfAPngAndTheCommentOfAJpeg() throws Exception {
        var png =
                Pictures.withChunk(
                        Pictures.png(8, 8, 1), "eXIf", TestExif.of("SY", "4.0PCG-R").bytes());
        var jpeg =
                Pictures.withSegment(
                        Pictures.jpeg(8, 8, 1),
                        0xFE,
                        "TEXT1=north\nSOURCE=M".getBytes(StandardCharsets.UTF_8));

        assertThat(read(png).make()).contains("SY");
        assertThat(read(jpeg).facts()).containsEntry("comment", "TEXT1=north SOURCE=M");
    }

    @Test
    void makesOddTextsFitToShow() throws Exception {
        var exif =
                read(
                        TestExif.of("SY\0\0\0", "line\nbreak")
                                .description("x".repeat(30_000) + "\u202E"));

        assertThat(exif.make()).contains("SY");
        assertThat(exif.model()).contains("line break");
        assertThat(exif.facts().get("imageDescription")).hasSize(200);
    }

    @Test
    void findsNothingInMetadataThatIsNoise() throws Exception {
        var noise = new byte[20_000];
        new Random(7).nextBytes(noise);
        noise[0] = 'M';
        noise[1] = 'M';
        noise[2] = 0;
        noise[3] = 42;
        var block =
                ByteBuffer.allocate(noise.length + 6)
                        .put("Exif\0\0".getBytes(StandardCharsets.UTF_8))
                        .put(noise);

        assertThat(read(Pictures.withSegment(Pictures.jpeg(8, 8, 1), 0xE1, block.array())).time())
                .isEmpty();
    }

    @Test
    void survivesDirectoriesThatAreNestedAsDeepAsTheBlockIsLong() throws Exception {
        var nested = ByteBuffer.allocate(64_000);
        nested.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(8);
        while (nested.remaining() >= 18 + 18) {
            nested.putShort((short) 1).putShort((short) 0x8769).putShort((short) 4).putInt(1);
            nested.putInt(nested.position() + 8).putInt(0);
        }

        assertThat(readBlock(nested.array()).make()).isEmpty();
    }

    @Test
    void survivesDirectoriesThatPointAtThemselves() throws Exception {
        var loop = ByteBuffer.allocate(40);
        loop.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(8);
        loop.putShort((short) 1).putShort((short) 0x8769).putShort((short) 4).putInt(1).putInt(8);
        loop.putInt(8);

        assertThat(readBlock(loop.array()).make()).isEmpty();
    }

    @Test
    void stopsReadingABlockWhoseEntriesAllPointAtTheSameBytes() throws Exception {
        var entries = 2500;
        var block = ByteBuffer.allocate(65_000);
        block.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(8);
        block.putShort((short) entries);
        for (var i = 0; i < entries; i++) {
            block.putShort((short) (0x9000 + i)).putShort((short) 7).putInt(60_000).putInt(0);
        }
        var before = allocated();

        readBlock(block.array());

        assertThat(allocated() - before).isLessThan(20L << 20);
    }

    @Test
    void inflatesNoMetadataOfAPng() throws Exception {
        var zeros = new ByteArrayOutputStream();
        zeros.writeBytes("icc\0\0".getBytes(StandardCharsets.UTF_8));
        try (var deflater = new DeflaterOutputStream(zeros)) {
            for (var i = 0; i < 100; i++) {
                deflater.write(new byte[1 << 20]);
            }
        }
        var bomb = Pictures.withChunk(Pictures.png(8, 8, 1), "iCCP", zeros.toByteArray());
        var before = allocated();

        assertThat(read(bomb)).isEqualTo(Exif.NONE);

        assertThat(allocated() - before).isLessThan(20L << 20);
    }

    @Test
    void followsNoAddressInsideMetadata() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var address = "http://127.0.0.1:%d/x.dtd".formatted(server.getLocalPort());
            var xmp =
                    """
                    <?xml version="1.0"?><!DOCTYPE a SYSTEM "%s" [<!ENTITY b SYSTEM "%s">]>
                    <x:xmpmeta xmlns:x="adobe:ns:meta/">&b;</x:xmpmeta>"""
                            .formatted(address, address);
            server.setSoTimeout(1);

            var exif =
                    read(TestExif.of("SY", "X").raw(0x02BC, xmp.getBytes(StandardCharsets.UTF_8)));

            assertThat(exif.make()).contains("SY");
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    private static long allocated() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private Exif readBlock(byte[] tiff) throws IOException {
        var block =
                ByteBuffer.allocate(tiff.length + 6)
                        .put("Exif\0\0".getBytes(StandardCharsets.UTF_8))
                        .put(tiff);
        return read(Pictures.withSegment(Pictures.jpeg(8, 8, 1), 0xE1, block.array()));
    }

    private Exif read(TestExif exif) throws IOException {
        return read(Pictures.withExif(Pictures.jpeg(8, 8, 1), exif));
    }

    private Exif read(byte[] picture) throws IOException {
        return reader.read(Files.write(folder.resolve("picture"), picture));
    }
}
