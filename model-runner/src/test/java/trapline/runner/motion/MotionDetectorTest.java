package trapline.runner.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import trapline.runner.Box;
import trapline.runner.Detected;
import trapline.runner.Picture;

/** Scenes that are drawn here: a patterned ground, light, and things on it. */
class MotionDetectorTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final int LEARNED = 24;

    private final MotionDetector detector = new MotionDetector();

    /** A story: pictures by number, then what the last one shows. */
    static Stream<Arguments> stories() {
        return Stream.of(
                story("a still scene", i -> ground().noise(i, 4), 0),
                story("light that slowly goes", i -> ground().light(1 - 0.015 * i, 0), 0),
                story("light that slowly comes", i -> ground().light(0.6 + 0.015 * i, 2 * i), 0),
                story("a cloud before the sun", i -> ground().light(last(i) ? 0.55 : 1, 0), 0),
                story("the sun behind a cloud", i -> ground().light(last(i) ? 1 : 0.5, 0), 0),
                story("a longer exposure", i -> ground().light(1, last(i) ? 40 : 0), 0),
                story("the first infra-red picture", i -> last(i) ? night() : ground(), 0),
                story(
                        "infra-red every evening",
                        i -> i % 2 == 0 ? night().noise(i, 4) : ground(),
                        0),
                story("leaves in the wind", i -> ground().leaves(i, 30), 0),
                story("another place", i -> last(i) ? elsewhere() : ground(), 0),
                story("a nudged camera", i -> last(i) ? ground().shifted(6, 4) : ground(), 0),
                story("an animal", i -> last(i) ? ground().animal(100, 80, 60, 40) : ground(), 1),
                story(
                        "a small animal",
                        i -> last(i) ? ground().animal(200, 180, 16, 14) : ground(),
                        1),
                story(
                        "two animals",
                        i ->
                                last(i)
                                        ? ground().animal(40, 40, 30, 30).animal(220, 150, 40, 30)
                                        : ground(),
                        2),
                story(
                        "an animal at dusk",
                        i -> ground().light(1 - 0.015 * i, 0).animal(last(i), 100, 80, 60, 40),
                        1),
                story(
                        "an animal as the sun goes",
                        i -> ground().animal(last(i), 100, 80, 60, 40).light(last(i) ? 0.6 : 1, 0),
                        1),
                story("an animal by night", i -> night().animal(last(i), 100, 80, 60, 40), 1),
                story(
                        "an animal among leaves",
                        i -> ground().leaves(i, 15).animal(last(i), 100, 180, 60, 40),
                        1),
                story(
                        "an animal before a nudged camera",
                        i -> ground().animal(last(i), 100, 80, 60, 40).shifted(last(i) ? 4 : 0, 0),
                        1),
                story(
                        "an animal that stays for three pictures",
                        i -> ground().animal(i >= LEARNED - 2, 100, 80, 60, 40),
                        1));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("stories")
    void seesWhatMovedAndNothingElse(String name, IntFunction<Drawn> story, int expected) {
        var found = play(story, MotionRules.of(0.5));

        assertThat(found).as(name).hasSize(expected);
        assertThat(found)
                .allSatisfy(
                        one -> {
                            assertThat(one.category()).isEqualTo("motion");
                            assertThat(one.confidence()).isBetween(0.2, 1.0);
                        });
    }

    @Test
    void drawsTheBoxAroundWhatMoved() {
        var found =
                play(i -> ground().animal(last(i), 100, 80, 60, 40), MotionRules.of(0.5)).get(0);

        assertThat(overlap(found.box(), new Box(100.0 / 320, 80.0 / 240, 60.0 / 320, 40.0 / 240)))
                .isGreaterThan(0.7);
    }

    @Test
    void looksOnlyWhereItIsTold() {
        var left = new Polygon(List.of(corner(0, 0), corner(0.5, 0), corner(0.5, 1), corner(0, 1)));
        IntFunction<Drawn> both =
                i -> last(i) ? ground().animal(40, 40, 30, 30).animal(220, 150, 40, 30) : ground();

        var inside = play(both, new MotionRules(0.5, 0.002, List.of(left), List.of()));
        var outside = play(both, new MotionRules(0.5, 0.002, List.of(), List.of(left)));

        assertThat(inside)
                .singleElement()
                .satisfies(one -> assertThat(one.box().x()).isLessThan(0.5));
        assertThat(outside)
                .singleElement()
                .satisfies(one -> assertThat(one.box().x()).isGreaterThan(0.5));
    }

    @Test
    void seesLessOrMoreAsItIsTold() {
        IntFunction<Drawn> faint = i -> ground().shade(last(i), 100, 80, 60, 40, 18);
        IntFunction<Drawn> small = i -> ground().animal(last(i), 200, 180, 16, 14);

        assertThat(play(faint, MotionRules.of(0.2))).isEmpty();
        assertThat(play(faint, MotionRules.of(0.9))).hasSize(1);
        assertThat(play(small, new MotionRules(0.5, 0.02, List.of(), List.of()))).isEmpty();
    }

    @Test
    void remembersACameraInBytes() {
        var first = detector.detect(ground().picture(), Optional.empty(), MotionRules.of(0.5));
        var both =
                detector.detect(
                        night().picture(), Optional.of(first.background()), MotionRules.of(0.5));

        var read = Background.of(both.background().toBytes()).orElseThrow();

        assertThat(read.toBytes()).isEqualTo(both.background().toBytes());
        assertThat(Background.of(new byte[] {1, 0, 16, 0, 12, 1})).isEmpty();
        assertThat(Background.of(new byte[3])).isEmpty();
    }

    @Test
    void knowsWhatLiesInAnArea() {
        var triangle = new Polygon(List.of(corner(0, 0), corner(1, 0), corner(0, 1)));

        assertThat(triangle.contains(0.2, 0.2)).isTrue();
        assertThat(triangle.contains(0.8, 0.8)).isFalse();
        assertThatThrownBy(() -> corner(1.2, 0)).hasMessageContaining("[1.2, 0.0]");
        assertThatThrownBy(() -> new Polygon(List.of(corner(0, 0), corner(1, 1))))
                .hasMessageContaining("3 to 200 corners, not 2");
    }

    private List<Detected> play(IntFunction<Drawn> story, MotionRules rules) {
        var usual = Optional.<Background>empty();
        List<Detected> found = List.of();
        for (var i = 0; i <= LEARNED; i++) {
            var motion = detector.detect(story.apply(i).picture(), usual, rules);
            usual = Optional.of(motion.background());
            found = motion.found();
        }
        return found;
    }

    private static boolean last(int picture) {
        return picture == LEARNED;
    }

    private static Arguments story(String name, IntFunction<Drawn> pictures, int expected) {
        return Arguments.of(name, pictures, expected);
    }

    private static Polygon.Corner corner(double x, double y) {
        return new Polygon.Corner(x, y);
    }

    private static double overlap(Box a, Box b) {
        var width = Math.min(a.x() + a.width(), b.x() + b.width()) - Math.max(a.x(), b.x());
        var height = Math.min(a.y() + a.height(), b.y() + b.height()) - Math.max(a.y(), b.y());
        if (width <= 0 || height <= 0) {
            return 0;
        }
        return width * height / (a.width() * a.height() + b.width() * b.height() - width * height);
    }

    private static Drawn ground() {
        return new Drawn(1, true);
    }

    private static Drawn night() {
        return new Drawn(1, false).light(0.7, 30);
    }

    private static Drawn elsewhere() {
        return new Drawn(2, true);
    }

    /** A picture that is being drawn. */
    private static final class Drawn {
        private final double[] grey = new double[WIDTH * HEIGHT];
        private final boolean colour;

        /** Large soft patches and a few hard edges, the same for the same seed. */
        Drawn(long seed, boolean colour) {
            this.colour = colour;
            var random = new Random(seed);
            for (var patch = 0; patch < 60; patch++) {
                var x = random.nextInt(WIDTH);
                var y = random.nextInt(HEIGHT);
                var width = 10 + random.nextInt(80);
                var height = 10 + random.nextInt(80);
                var shade = random.nextInt(70) - 35;
                fill(x, y, width, height, value -> value + shade);
            }
            for (var i = 0; i < grey.length; i++) {
                grey[i] = Math.max(30, Math.min(200, 110 + grey[i]));
            }
        }

        Drawn light(double gain, double offset) {
            for (var i = 0; i < grey.length; i++) {
                grey[i] = grey[i] * gain + offset;
            }
            return this;
        }

        Drawn noise(long seed, double amount) {
            var random = new Random(seed);
            for (var i = 0; i < grey.length; i++) {
                grey[i] += random.nextGaussian() * amount;
            }
            return this;
        }

        /** A tree on the upper right, in patches that brighten and darken. */
        Drawn leaves(long seed, double amount) {
            var random = new Random(seed);
            for (var leaf = 0; leaf < 40; leaf++) {
                var shade = random.nextGaussian() * amount;
                fill(180 + 12 * (leaf % 10), 20 + 12 * (leaf / 10), 12, 12, value -> value + shade);
            }
            return this;
        }

        Drawn animal(boolean isThere, int x, int y, int width, int height) {
            return isThere ? animal(x, y, width, height) : this;
        }

        Drawn animal(int x, int y, int width, int height) {
            fill(x, y, width, height, value -> value > 115 ? value - 75 : value + 75);
            return this;
        }

        Drawn shade(boolean isThere, int x, int y, int width, int height, double by) {
            if (isThere) {
                fill(x, y, width, height, value -> value + by);
            }
            return this;
        }

        Drawn shifted(int byX, int byY) {
            var before = grey.clone();
            for (var y = 0; y < HEIGHT; y++) {
                for (var x = 0; x < WIDTH; x++) {
                    var fromX = Math.min(WIDTH - 1, x + byX);
                    var fromY = Math.min(HEIGHT - 1, y + byY);
                    grey[y * WIDTH + x] = before[fromY * WIDTH + fromX];
                }
            }
            return this;
        }

        Picture picture() {
            var rgb = new byte[grey.length * 3];
            for (var i = 0; i < grey.length; i++) {
                var tint = colour ? 12 : 0;
                rgb[3 * i] = sample(grey[i] + tint);
                rgb[3 * i + 1] = sample(grey[i]);
                rgb[3 * i + 2] = sample(grey[i] - tint);
            }
            return new Picture(WIDTH, HEIGHT, rgb, false);
        }

        private void fill(int left, int top, int width, int height, DoubleUnaryOperator by) {
            for (var y = top; y < Math.min(HEIGHT, top + height); y++) {
                for (var x = left; x < Math.min(WIDTH, left + width); x++) {
                    grey[y * WIDTH + x] = by.applyAsDouble(grey[y * WIDTH + x]);
                }
            }
        }

        private static byte sample(double value) {
            return (byte) Math.max(0, Math.min(255, Math.round(value)));
        }
    }
}
