package trapline.app.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import trapline.runner.Box;
import trapline.runner.Picture;

class ConcealmentTest {
    private static final int SIZE = 240;

    @Test
    void leavesNothingOfABoxAndAllOfTheRest() {
        var picture = noise();

        var concealed = Concealment.conceal(picture, List.of(new Box(0.25, 0.25, 0.5, 0.5)));

        assertThat(colours(concealed, 70, 70, 170, 170)).isLessThan(50);
        assertThat(colours(concealed, 0, 0, 40, 40)).isGreaterThan(1500);
        assertThat(colours(picture, 70, 70, 170, 170)).isGreaterThan(9000);
    }

    @Test
    void coversABoxOverTheEdge() {
        var concealed = Concealment.conceal(noise(), List.of(new Box(0.9, 0.9, 0.1, 0.1)));

        assertThat(colours(concealed, 220, 220, SIZE, SIZE)).isLessThan(20);
    }

    @Test
    void coversTheWholePicture() {
        assertThat(
                        colours(
                                Concealment.conceal(noise(), List.of(new Box(0, 0, 1, 1))),
                                0,
                                0,
                                SIZE,
                                SIZE))
                .isLessThan(60);
    }

    private static Picture noise() {
        var rgb = new byte[SIZE * SIZE * 3];
        new Random(7).nextBytes(rgb);
        return new Picture(SIZE, SIZE, rgb, false);
    }

    private static long colours(Picture picture, int left, int top, int right, int bottom) {
        var colours = new java.util.HashSet<Integer>();
        for (var y = top; y < bottom; y++) {
            for (var x = left; x < right; x++) {
                var i = (y * SIZE + x) * 3;
                colours.add(
                        (picture.rgb()[i] & 0xff) << 16
                                | (picture.rgb()[i + 1] & 0xff) << 8
                                | (picture.rgb()[i + 2] & 0xff));
            }
        }
        return colours.size();
    }
}
