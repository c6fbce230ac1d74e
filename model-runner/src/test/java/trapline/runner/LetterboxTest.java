package trapline.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LetterboxTest {
    /** The sizes are what YOLOv5's letterbox gives for 1,280 pixels and a stride of 64. */
    @ParameterizedTest
    @CsvSource({
        "4000, 3000, 1280, 960, 0, 0, 1280, 960",
        "1920, 1080, 1280, 768, 0, 24, 1280, 720",
        "1080, 1920, 768, 1280, 24, 0, 720, 1280",
        "640, 360, 1280, 768, 0, 24, 1280, 720",
        "2048, 1536, 1280, 960, 0, 0, 1280, 960",
        "4000, 1, 1280, 64, 0, 31, 1280, 1"
    })
    void padsEachSideToTheNextMultipleOfTheStride(
            int width,
            int height,
            int canvasWidth,
            int canvasHeight,
            int left,
            int top,
            int onWidth,
            int onHeight) {
        var box = Letterbox.of(width, height, input("{size: 1280, stride: 64}"));

        assertThat(box.canvasWidth()).isEqualTo(canvasWidth);
        assertThat(box.canvasHeight()).isEqualTo(canvasHeight);
        assertThat(box.left()).isEqualTo(left);
        assertThat(box.top()).isEqualTo(top);
        assertThat(box.width()).isEqualTo(onWidth);
        assertThat(box.height()).isEqualTo(onHeight);
    }

    @Test
    void stretchesOverTheSquareWhereTheDescriptorSaysSo() {
        var box = Letterbox.of(400, 100, input("{size: 640, placement: stretched}"));

        assertThat(box).isEqualTo(new Letterbox(640, 640, 1.6, 6.4, 0, 0, 640, 640));
    }

    @ParameterizedTest
    @CsvSource({"nchw, rgb", "nchw, bgr", "nhwc, rgb", "nhwc, bgr"})
    void laysSamplesOutAsTheNetworkWantsThem(String axes, String colours) {
        var input =
                input(
                        "{size: 8, axes: %s, colours: %s, scale: 1, padding: 7}"
                                .formatted(axes, colours));
        var picture = new Picture(8, 4, new byte[8 * 4 * 3], false);
        for (var i = 0; i < picture.rgb().length; i += 3) {
            picture.rgb()[i] = 10;
            picture.rgb()[i + 1] = 20;
            picture.rgb()[i + 2] = 30;
        }
        var filled = new float[8 * 8 * 3];
        Arrays.fill(filled, -1);
        var canvas = new Canvas(input);

        canvas.put(picture, Letterbox.of(8, 4, input), filled, 0);

        var planar = axes.equals("nchw");
        for (var band = 0; band < 3; band++) {
            for (var y = 0; y < 8; y++) {
                for (var x = 0; x < 8; x++) {
                    var at = planar ? band * 64 + y * 8 + x : (y * 8 + x) * 3 + band;
                    var colour = colours.equals("rgb") ? 10 * (band + 1) : 30 - 10 * band;
                    assertThat(filled[at]).isEqualTo(y >= 2 && y < 6 ? colour : 7);
                }
            }
        }
        assertThat(canvas.shape(5, 8, 8))
                .isEqualTo(planar ? new long[] {5, 3, 8, 8} : new long[] {5, 8, 8, 3});
    }

    @Test
    void scalesThenTakesTheMeanAwayAndDividesByTheDeviation() {
        var levels = input("{size: 8, mean: [0.5, 0.25, 0], deviation: [0.5, 1, 2]}").levels();

        assertThat(levels[0][255]).isEqualTo(1f);
        assertThat(levels[0][0]).isEqualTo(-1f);
        assertThat(levels[1][0]).isEqualTo(-0.25f);
        assertThat(levels[2][255]).isEqualTo(0.5f);
    }

    private static ModelDescriptor.Input input(String yaml) {
        return DescriptorReader.read(
                        "test",
                        """
                        name: any
                        version: "1"
                        task: detect
                        file: any.onnx
                        licence: none
                        engine: onnxruntime
                        layout: v5
                        categories: {0: animal}
                        input: %s
                        """
                                .formatted(yaml))
                .input();
    }
}
