package trapline.standin.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.jpeg.JpegCommentDirectory;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class JpegSegmentsTest {

    @Test
    void addsACommentAndLeavesThePictureAsItIs() throws Exception {
        var plain = jpeg();

        var commented = JpegSegments.withComment(plain, "picture 1");

        var metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(commented));
        assertThat(
                        metadata.getFirstDirectoryOfType(JpegCommentDirectory.class)
                                .getString(JpegCommentDirectory.TAG_COMMENT))
                .isEqualTo("picture 1");
        assertThat(pixels(commented)).isEqualTo(pixels(plain));
        assertThat(commented).hasSize(plain.length + 4 + 9);
    }

    @Test
    void refusesWhatIsNoJpeg() {
        assertThatThrownBy(() -> JpegSegments.withComment(new byte[100], "x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JpegSegments.withComment(jpeg(), "x".repeat(70_000)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static byte[] jpeg() throws IOException {
        var image = new BufferedImage(32, 16, BufferedImage.TYPE_INT_RGB);
        image.setRGB(3, 3, 0xFF0000);
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        return out.toByteArray();
    }

    static int[] pixels(byte[] jpeg) throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(jpeg));
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
