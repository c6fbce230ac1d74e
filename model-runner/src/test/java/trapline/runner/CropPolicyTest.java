package trapline.runner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trapline.runner.CropPolicy.Shape;

class CropPolicyTest {
    private static final Picture PICTURE = new Picture(200, 100, new byte[200 * 100 * 3], false);

    @ParameterizedTest
    @CsvSource({
        // shape, margin, box x y w h, region x y w h
        "BOX,    0,   0.25, 0.25, 0.25,  0.5,  50, 25, 50, 50",
        "BOX,    0,   0.251, 0.25, 0.25, 0.5,  50, 25, 51, 50",
        "BOX,    0.1, 0.25, 0.25, 0.25,  0.5,  45, 20, 60, 60",
        "BOX,    1,   0,    0,    0.25,  0.5,   0,  0, 100, 100",
        "SQUARE, 0,   0.25, 0.4,  0.3,   0.2,  50, 20, 60, 60",
        "SQUARE, 0,   0.5,  0.1,  0.1,   0.6,  80, 10, 60, 60",
        "SQUARE, 0,   0,    0,    0.3,   0.1,   0,  0, 60, 35",
        "SQUARE, 0.5, 0.4,  0.4,  0.1,   0.2,  70, 30, 40, 40",
        "BOX,    0,   0.999, 0.999, 0.001, 0.001, 199, 99, 1, 1"
    })
    void cutsOutWhatTheClassifierIsToSee(
            Shape shape,
            double margin,
            double x,
            double y,
            double width,
            double height,
            int left,
            int top,
            int cutWidth,
            int cutHeight) {
        var policy = new CropPolicy(shape, margin, 0, null);

        var region = policy.region(PICTURE, new Box(x, y, width, height));

        assertThat(region).isEqualTo(new Region(left, top, cutWidth, cutHeight));
    }

    @ParameterizedTest
    @CsvSource({"0, 10000, 0, 100", "0.3, 10000, 15, 70", "0.3, 10, 5, 90", "0.3, 0, 0, 100"})
    void leavesOutStripsAboveAndBelowOfTheWholePicture(
            double trim, int pixels, int top, int height) {
        var policy = new CropPolicy(Shape.PICTURE, 0, trim, pixels);

        assertThat(policy.region(PICTURE, new Box(0.5, 0.5, 0.1, 0.1)))
                .isEqualTo(new Region(0, top, 200, height));
    }

    @Test
    void copiesNothingWhereTheWholePictureIsMeant() {
        var whole = new CropPolicy(Shape.PICTURE, 0, 0, null);

        assertThat(whole.cut(PICTURE, new Box(0, 0, 0.1, 0.1))).isSameAs(PICTURE);
        assertThat(CropPolicy.BOX.cut(PICTURE, new Box(0, 0, 0.5, 0.5)).width()).isEqualTo(100);
    }
}
