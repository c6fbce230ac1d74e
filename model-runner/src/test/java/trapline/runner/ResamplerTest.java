package trapline.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import trapline.runner.ModelDescriptor.Interpolation;

class ResamplerTest {
    private static final Picture PICTURE = pattern(9, 7);

    /** The numbers are the checksums of what Pillow 12.3 makes of the same pixels. */
    @ParameterizedTest
    @CsvSource({
        "BILINEAR, 4, 3, 2809689213",
        "BILINEAR, 13, 11, 1961760206",
        "BICUBIC, 4, 3, 1944128165",
        "BICUBIC, 13, 11, 3496780700"
    })
    void smoothsAsPillowDoesToTheBit(Interpolation how, int width, int height, long checksum) {
        var resized = new Resampler(how, true).resample(PICTURE, whole(), width, height);

        var crc = new CRC32();
        crc.update(resized.rgb());
        assertThat(crc.getValue()).isEqualTo(checksum);
    }

    @Test
    void smoothsAPartAsPillowSmoothsACutOutPart() {
        var part = new Region(2, 1, 6, 5);

        var resized = new Resampler(Interpolation.BICUBIC, true).resample(PICTURE, part, 3, 2);

        assertThat(samples(resized))
                .containsExactly(
                        147, 146, 134, 113, 113, 142, 134, 148, 106, 109, 166, 96, 109, 148, 121,
                        113, 120, 130);
    }

    @Test
    void takesTheMeanOfTheAreaThatAPixelCovers() {
        var row = new Picture(3, 1, new byte[] {0, 0, 0, 60, 60, 60, 120, 120, 120}, false);

        var resized =
                new Resampler(Interpolation.AREA, false).resample(row, Region.whole(row), 2, 1);

        // Each covers one pixel and a half: (0 + 60 / 2) / 1.5 and (60 / 2 + 120) / 1.5.
        assertThat(samples(resized)).containsExactly(20, 20, 20, 100, 100, 100);
    }

    @Test
    void takesTheMeanOfWholePixelsWhereTheSizesDivide() {
        var resized = new Resampler(Interpolation.AREA, false).resample(PICTURE, whole(), 3, 7);

        assertThat(samples(resized)).startsWith(37, 90, 143, 148, 201, 169, 88, 56, 109);
    }

    @Test
    void overshootsAtAnEdgeAsCubicConvolutionDoesAndStaysWithinSamples() {
        var row =
                new Picture(
                        4,
                        1,
                        new byte[] {
                            50,
                            50,
                            50,
                            50,
                            50,
                            50,
                            (byte) 200,
                            (byte) 200,
                            (byte) 200,
                            (byte) 200,
                            (byte) 200,
                            (byte) 200
                        },
                        false);

        var resized =
                new Resampler(Interpolation.BICUBIC, false).resample(row, Region.whole(row), 8, 1);

        // With a = -0.75, a quarter from a pixel the weights are -27, 225, 67 and -9 of 256.
        assertThat(resized.rgb()[9] & 0xFF)
                .isEqualTo(Math.round((-27 + 225) / 256.0 * 50 + (67 - 9) / 256.0 * 200));
        assertThat(resized.rgb()[0] & 0xFF).isEqualTo(50);
    }

    @ParameterizedTest
    @EnumSource(Interpolation.class)
    void changesNothingAtTheSameSize(Interpolation how) {
        for (var antialias : new boolean[] {false, true}) {
            var resized = new Resampler(how, antialias).resample(PICTURE, whole(), 9, 7);

            assertThat(resized.rgb()).isEqualTo(PICTURE.rgb());
        }
    }

    private static Region whole() {
        return Region.whole(PICTURE);
    }

    private static int[] samples(Picture picture) {
        var samples = new int[picture.rgb().length];
        for (var i = 0; i < samples.length; i++) {
            samples[i] = picture.rgb()[i] & 0xFF;
        }
        return samples;
    }

    private static Picture pattern(int width, int height) {
        var rgb = new byte[width * height * 3];
        var to = 0;
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                for (var band = 0; band < 3; band++) {
                    rgb[to++] = (byte) (x * 37 + y * 91 + band * 53 + x * y * 17);
                }
            }
        }
        return new Picture(width, height, rgb, false);
    }
}
