package trapline.app.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import trapline.standin.camera.SyntheticPictures;

/** The measures of scenes on drawn pictures: as they are, covered, dark, blurred and turned. */
class SceneMeasureTest {
    /** As in the conditions: below it the view is blocked. */
    private static final double BLOCKED = 0.25;

    private static final double THE_SAME = 0.5;
    private static final double ANOTHER = 0.35;
    private static final LocalDateTime MORNING = LocalDateTime.parse("2026-05-01T06:00:00");

    private final SyntheticPictures camera = new SyntheticPictures(7, 320, 240);
    private final BufferedImage usual = picture(camera.empty(MORNING).jpeg());

    @Test
    void seesFarLessOnACoveredLens() {
        assertThat(share(covered(new Color(40, 38, 36), 2))).isLessThan(BLOCKED);
        assertThat(share(covered(Color.WHITE, 2))).isLessThan(BLOCKED);
    }

    @Test
    void seesFarLessInTheDark() {
        assertThat(share(each(usual, green -> green / 16))).isLessThan(BLOCKED);
        assertThat(share(covered(Color.BLACK, 3))).isLessThan(BLOCKED);
    }

    @Test
    void seesFarLessThroughABlurredLens() {
        var blurred = usual;
        for (var i = 0; i < 12; i++) {
            blurred = blur(blurred);
        }

        assertThat(share(blurred)).isLessThan(BLOCKED);
    }

    @Test
    void seesAsMuchWhenAnAnimalStandsThere() {
        for (var one : camera.visit(MORNING.plusHours(1), 0, 3, Duration.ofSeconds(2))) {
            assertThat(share(picture(one.jpeg()))).isGreaterThan(0.7);
            assertThat(alike(usual, picture(one.jpeg()))).isGreaterThan(THE_SAME);
        }
    }

    @Test
    void knowsTheSceneAgainInAnotherLight() {
        assertThat(alike(usual, picture(camera.empty(MORNING.plusHours(8)).jpeg())))
                .isGreaterThan(THE_SAME);
        assertThat(alike(usual, each(usual, green -> green / 2))).isGreaterThan(THE_SAME);
        assertThat(alike(usual, each(usual, green -> Math.min(255, green + 60))))
                .isGreaterThan(THE_SAME);
    }

    @Test
    void seesAnotherSceneWhenTheCameraWasTurnedOrKnocked() {
        assertThat(alike(usual, mapped(usual, true))).isLessThan(ANOTHER);
        assertThat(alike(usual, mapped(usual, false))).isLessThan(ANOTHER);
    }

    @Test
    void hasNoViewWhereNothingIsToBeSeen() {
        var view = SceneMeasure.of(covered(Color.BLACK, 0)).view();

        assertThat(view).hasSize(2 * SceneMeasure.COLUMNS * SceneMeasure.ROWS);
        assertThat(view).containsOnly(0f);
    }

    private double share(BufferedImage picture) {
        return SceneMeasure.of(picture).detail() / SceneMeasure.of(usual).detail();
    }

    private static double alike(BufferedImage a, BufferedImage b) {
        var one = SceneMeasure.of(a).view();
        var other = SceneMeasure.of(b).view();
        var sum = 0.0;
        for (var i = 0; i < one.length; i++) {
            sum += (double) one[i] * other[i];
        }
        return sum;
    }

    /** One colour, with the noise of a sensor. */
    private static BufferedImage covered(Color colour, int noise) {
        var picture = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        var random = new Random(5);
        for (var y = 0; y < 240; y++) {
            for (var x = 0; x < 320; x++) {
                var more = noise == 0 ? 0 : random.nextInt(noise);
                picture.setRGB(
                        x,
                        y,
                        new Color(
                                        Math.min(255, colour.getRed() + more),
                                        Math.min(255, colour.getGreen() + more),
                                        Math.min(255, colour.getBlue() + more))
                                .getRGB());
            }
        }
        return picture;
    }

    private static BufferedImage each(BufferedImage from, UnaryOperator<Integer> brightness) {
        var to = new BufferedImage(from.getWidth(), from.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (var y = 0; y < from.getHeight(); y++) {
            for (var x = 0; x < from.getWidth(); x++) {
                var green = brightness.apply(from.getRGB(x, y) >> 8 & 0xff);
                to.setRGB(x, y, green << 16 | green << 8 | green);
            }
        }
        return to;
    }

    /** Turned round, or lying on its side so that up is aside. */
    private static BufferedImage mapped(BufferedImage from, boolean upsideDown) {
        var width = from.getWidth();
        var height = from.getHeight();
        var to = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                to.setRGB(
                        x,
                        y,
                        upsideDown
                                ? from.getRGB(width - 1 - x, height - 1 - y)
                                : from.getRGB(y * width / height, x * height / width));
            }
        }
        return to;
    }

    private static BufferedImage blur(BufferedImage from) {
        var weights = new float[25];
        Arrays.fill(weights, 1 / 25f);
        var to = new BufferedImage(from.getWidth(), from.getHeight(), BufferedImage.TYPE_INT_RGB);
        return new ConvolveOp(new Kernel(5, 5, weights), ConvolveOp.EDGE_NO_OP, null)
                .filter(each(from, green -> green), to);
    }

    private static BufferedImage picture(byte[] jpeg) {
        try {
            return ImageIO.read(new ByteArrayInputStream(jpeg));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
