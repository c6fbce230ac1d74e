package trapline.standin.camera;

import static org.assertj.core.api.Assertions.assertThat;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticPicturesTest {
    private static final LocalDateTime DAWN = LocalDateTime.of(2026, 5, 3, 6, 12, 9);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void carriesTheExifOfATrapCamera() throws Exception {
        var pictures = new SyntheticPictures(7, 64, 48);

        var picture = pictures.empty(DAWN);

        var metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(picture.jpeg()));
        assertThat(metadata.getDirectories()).noneMatch(directory -> directory.hasErrors());
        var main = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        assertThat(main.getString(ExifIFD0Directory.TAG_MAKE)).isEqualTo("Simulated");
        assertThat(main.getString(ExifIFD0Directory.TAG_MODEL)).isEqualTo("Meadow 1");
        var details = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
        assertThat(details.getString(ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL))
                .isEqualTo("2026:05:03 06:12:09");
        assertThat(details.getString(ExifSubIFDDirectory.TAG_BODY_SERIAL_NUMBER))
                .isEqualTo("SIM00000007")
                .isEqualTo(pictures.serial());
    }

    @Test
    void startsEmptyAndThenSomethingWalksThrough() {
        var visit = new SyntheticPictures(7, 320, 240).visit(DAWN, 2, 3, SECOND);

        assertThat(visit)
                .extracting(SyntheticPicture::name)
                .containsExactly(
                        "SIM_0001.JPG",
                        "SIM_0002.JPG",
                        "SIM_0003.JPG",
                        "SIM_0004.JPG",
                        "SIM_0005.JPG");
        assertThat(visit)
                .extracting(picture -> picture.animal().isPresent())
                .containsExactly(false, false, true, true, true);
        assertThat(visit.get(4).takenAt()).isEqualTo(DAWN.plusSeconds(4));
        assertThat(visit.subList(2, 5))
                .extracting(picture -> picture.animal().orElseThrow().getCenterX())
                .doesNotHaveDuplicates();
    }

    @Test
    void changesWhereTheAnimalIsAndHardlyAnywhereElse() throws Exception {
        var visit = new SyntheticPictures(7, 320, 240).visit(DAWN, 1, 1, SECOND);
        var before = ImageIO.read(new ByteArrayInputStream(visit.get(0).jpeg()));
        var after = ImageIO.read(new ByteArrayInputStream(visit.get(1).jpeg()));
        var animal = visit.get(1).animal().orElseThrow();

        var inside = 0.0;
        var insideCount = 0;
        var outside = 0.0;
        var outsideCount = 0;
        for (var y = 0; y < 240; y++) {
            for (var x = 0; x < 320; x++) {
                var change =
                        Math.abs(
                                (before.getRGB(x, y) >> 8 & 0xFF)
                                        - (after.getRGB(x, y) >> 8 & 0xFF));
                if (animal.contains(x / 320.0, y / 240.0)) {
                    inside += change;
                    insideCount++;
                } else {
                    outside += change;
                    outsideCount++;
                }
            }
        }
        assertThat(outside / outsideCount).isLessThan(7);
        assertThat(inside / insideCount).isGreaterThan(2 * outside / outsideCount);
        assertThat(animal.getWidth() * animal.getHeight()).isBetween(0.03, 0.21);
    }

    @Test
    void isTheSameForTheSameSeed() {
        var once = new SyntheticPictures(7, 64, 48).visit(DAWN, 1, 1, SECOND);
        var again = new SyntheticPictures(7, 64, 48).visit(DAWN, 1, 1, SECOND);
        var elsewhere = new SyntheticPictures(8, 64, 48).visit(DAWN, 1, 1, SECOND);

        assertThat(again.get(1).jpeg()).isEqualTo(once.get(1).jpeg());
        assertThat(elsewhere.get(1).jpeg()).isNotEqualTo(once.get(1).jpeg());
    }

    @Test
    void writesFoldersThatASimulationCanSend(@TempDir Path folder) throws IOException {
        new SyntheticPictures(7, 64, 48).write(folder.resolve("camera-01"), DAWN, 2);
        new SyntheticPictures(8, 64, 48).write(folder.resolve("camera-02"), DAWN, 1);

        var cameras = PictureFolder.read(folder, 1);

        assertThat(cameras.get("camera-01")).hasSize(10);
        assertThat(cameras.get("camera-02")).hasSize(5).allMatch(Files::isRegularFile);
    }
}
