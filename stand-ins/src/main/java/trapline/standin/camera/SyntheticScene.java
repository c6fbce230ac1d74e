package trapline.standin.camera;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/** What a camera sees all day: sky, hills, a meadow and trees. It does not change. */
final class SyntheticScene {
    private static final double HORIZON = 0.42;
    private static final int TREES = 9;
    private static final int LEAVES = 140;

    private final int width;
    private final int height;
    private final Noise noise;
    private final SplittableRandom random;

    private SyntheticScene(long seed, int width, int height) {
        this.width = width;
        this.height = height;
        this.noise = new Noise(seed);
        this.random = new SplittableRandom(seed);
    }

    static BufferedImage paint(long seed, int width, int height) {
        var scene = new SyntheticScene(seed, width, height);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        scene.land(image);
        var canvas = image.createGraphics();
        try {
            canvas.setRenderingHint(
                    RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            scene.trees(canvas);
        } finally {
            canvas.dispose();
        }
        return image;
    }

    private void land(BufferedImage image) {
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                // Measured in picture heights, so that size does not change the scene.
                image.setRGB(x, y, colour((double) x / height, (double) y / height));
            }
        }
    }

    private int colour(double x, double y) {
        var hills = HORIZON - 0.12 * noise.at(x * 2.5, 7, 3);
        if (y < hills) {
            var cloud = Math.max(0, noise.at(x * 3, y * 9, 4) - 0.5) * 2;
            var low = y / HORIZON;
            return rgb(
                    mix(120 + 70 * low, 240, cloud),
                    mix(165 + 45 * low, 240, cloud),
                    mix(215 + 10 * low, 242, cloud));
        }
        if (y < HORIZON) {
            var shade = 0.8 + 0.4 * noise.at(x * 40, y * 60, 2);
            return rgb(78 * shade, 104 * shade, 92 * shade);
        }
        var near = (y - HORIZON) / (1 - HORIZON);
        // Nearer grass looks larger.
        var grass = noise.at(x * (90 - 50 * near), y * (160 - 100 * near), 4);
        var patch = noise.at(x * 4 + 50, y * 9, 2);
        var shade = 0.55 + 0.7 * grass;
        return rgb(
                (96 + 44 * patch) * shade,
                (122 + 14 * patch) * shade,
                (52 + 12 * patch + 8 * near) * shade);
    }

    /** Farther ones first, so that nearer ones cover them. */
    private void trees(Graphics2D canvas) {
        for (var tree = 0; tree < TREES; tree++) {
            var distance = 1 - (double) tree / TREES;
            var foot = height * (HORIZON + 0.02 + 0.26 * (1 - distance) * (1 - distance));
            var tall = height * (0.16 + 0.55 * (1 - distance));
            // The nearest stand at the edges and leave the view free.
            var side = random.nextDouble();
            var middle = tree < TREES - 3 ? side : side < 0.5 ? side * 0.3 : 1 - (1 - side) * 0.3;
            tree(canvas, width * middle, foot, tall);
        }
    }

    private void tree(Graphics2D canvas, double x, double foot, double tall) {
        var thick = tall * 0.06;
        var trunk = new Path2D.Double();
        trunk.moveTo(x - thick, foot);
        trunk.lineTo(x - thick * 0.5, foot - tall * 0.7);
        trunk.lineTo(x + thick * 0.5, foot - tall * 0.7);
        trunk.lineTo(x + thick, foot);
        trunk.closePath();
        canvas.setColor(new Color(72, 56, 44));
        canvas.fill(trunk);
        for (var leaf = 0; leaf < LEAVES; leaf++) {
            var angle = random.nextDouble() * 2 * Math.PI;
            var far = Math.sqrt(random.nextDouble());
            var size = tall * (0.05 + 0.06 * random.nextDouble());
            var left = x + Math.cos(angle) * far * tall * 0.28;
            var top = foot - tall * 0.72 + Math.sin(angle) * far * tall * 0.3;
            var light = 0.6 + 0.5 * random.nextDouble();
            canvas.setColor(new Color(rgb(58 * light, 92 * light, 42 * light)));
            canvas.fill(new Ellipse2D.Double(left - size, top - size, size * 2, size * 1.6));
        }
    }

    private static double mix(double a, double b, double t) {
        return a + (b - a) * t;
    }

    static int rgb(double red, double green, double blue) {
        return clamp(red) << 16 | clamp(green) << 8 | clamp(blue);
    }

    private static int clamp(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }
}
