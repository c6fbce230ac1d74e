package trapline.runner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds what differs from what a camera usually sees. It needs no model and names nothing. Overall
 * brightness is levelled first; a change of the whole scene or of the kind of light is learned, not
 * reported.
 */
public final class MotionDetector {
    /** The category of everything it finds. */
    public static final String CATEGORY = "motion";

    public static final String NAME = "motion";
    public static final String VERSION = "1";

    private static final int LONG_SIDE = 160;

    /**
     * A picture whose colours differ by less than this on average, of 255, is infra-red or grey.
     */
    private static final double INFRARED_SATURATION = 4;

    /** When more of the picture than this has changed, the scene did, not something in it. */
    private static final double SCENE_SHARE = 0.6;

    private static final double SMALLEST_SHARE = 0.002;
    private static final int MOST_BOXES = 20;
    private static final int LEARN_STILL = 5;
    private static final int LEARN_MOVING = 40;

    private final double sensitivity;

    /**
     * @param sensitivity 0 to 1; at 0.5 a pixel must differ by 24 of 255
     */
    public MotionDetector(double sensitivity) {
        if (!(sensitivity >= 0 && sensitivity <= 1)) {
            throw new IllegalArgumentException("sensitivity not in 0 to 1: " + sensitivity);
        }
        this.sensitivity = sensitivity;
    }

    /**
     * What moved, and what to hand back with the camera's next picture.
     *
     * @param found largest first; empty for a camera's first picture
     */
    public record Motion(List<Detected> found, Background background) {}

    /** Compares a picture with what its camera usually sees. */
    public Motion detect(Picture picture, Optional<Background> before) {
        var small = Renditions.shrink(picture, LONG_SIDE);
        var grey = grey(small);
        var infrared = isInfrared(small);
        var known = before.filter(b -> b.width() == small.width() && b.height() == small.height());
        var plane = known.flatMap(b -> b.plane(infrared));
        if (plane.isEmpty()) {
            var background =
                    known.orElse(
                                    new Background(
                                            small.width(),
                                            small.height(),
                                            Optional.empty(),
                                            Optional.empty()))
                            .with(infrared, grey);
            return new Motion(List.of(), background);
        }
        var difference = difference(grey, plane.get());
        var threshold = (int) Math.round(40 - 32 * sensitivity);
        var changed = open(changed(difference, threshold), small.width(), small.height());
        var share = share(changed);
        if (share > SCENE_SHARE) {
            return new Motion(List.of(), known.get().with(infrared, grey));
        }
        var found = boxes(changed, difference, small.width(), small.height());
        return new Motion(found, known.get().with(infrared, learn(plane.get(), grey, changed)));
    }

    private static byte[] grey(Picture picture) {
        var rgb = picture.rgb();
        var grey = new byte[rgb.length / 3];
        for (var i = 0; i < grey.length; i++) {
            // ITU-R BT.601 luma in 1/256.
            grey[i] =
                    (byte)
                            ((77 * (rgb[3 * i] & 0xFF)
                                            + 150 * (rgb[3 * i + 1] & 0xFF)
                                            + 29 * (rgb[3 * i + 2] & 0xFF))
                                    >> 8);
        }
        return grey;
    }

    private static boolean isInfrared(Picture picture) {
        var rgb = picture.rgb();
        var sum = 0L;
        for (var i = 0; i < rgb.length; i += 3) {
            sum +=
                    Math.abs((rgb[i] & 0xFF) - (rgb[i + 1] & 0xFF))
                            + Math.abs((rgb[i + 1] & 0xFF) - (rgb[i + 2] & 0xFF));
        }
        return sum / (rgb.length / 3.0) < INFRARED_SATURATION;
    }

    /**
     * Per pixel, after the median difference, which is the light and not the scene, is taken away.
     */
    private static int[] difference(byte[] now, byte[] usual) {
        var signed = new int[now.length];
        var counts = new int[511];
        for (var i = 0; i < now.length; i++) {
            signed[i] = (now[i] & 0xFF) - (usual[i] & 0xFF);
            counts[signed[i] + 255]++;
        }
        var light = median(counts, now.length) - 255;
        for (var i = 0; i < signed.length; i++) {
            signed[i] = Math.abs(signed[i] - light);
        }
        return signed;
    }

    private static int median(int[] counts, int total) {
        var seen = 0;
        for (var value = 0; value < counts.length; value++) {
            seen += counts[value];
            if (seen * 2 >= total) {
                return value;
            }
        }
        return counts.length - 1;
    }

    private static boolean[] changed(int[] difference, int threshold) {
        var changed = new boolean[difference.length];
        for (var i = 0; i < changed.length; i++) {
            changed[i] = difference[i] > threshold;
        }
        return changed;
    }

    /** Removes specks: a pixel stays when at least five of the nine around it changed. */
    private static boolean[] open(boolean[] changed, int width, int height) {
        var opened = new boolean[changed.length];
        for (var y = 1; y < height - 1; y++) {
            for (var x = 1; x < width - 1; x++) {
                var around = 0;
                for (var dy = -1; dy <= 1; dy++) {
                    for (var dx = -1; dx <= 1; dx++) {
                        around += changed[(y + dy) * width + x + dx] ? 1 : 0;
                    }
                }
                opened[y * width + x] = around >= 5;
            }
        }
        return opened;
    }

    private static double share(boolean[] changed) {
        var count = 0;
        for (var pixel : changed) {
            count += pixel ? 1 : 0;
        }
        return (double) count / changed.length;
    }

    private static byte[] learn(byte[] usual, byte[] now, boolean[] moving) {
        var learned = new byte[usual.length];
        for (var i = 0; i < usual.length; i++) {
            var slowness = moving[i] ? LEARN_MOVING : LEARN_STILL;
            var step = (now[i] & 0xFF) - (usual[i] & 0xFF);
            var change = step / slowness;
            // Without this a difference smaller than the divisor would never be learned.
            learned[i] = (byte) ((usual[i] & 0xFF) + (change == 0 ? Integer.signum(step) : change));
        }
        return learned;
    }

    private List<Detected> boxes(boolean[] changed, int[] difference, int width, int height) {
        var found = new ArrayList<Blob>();
        var visited = new boolean[changed.length];
        var queue = new int[changed.length];
        for (var start = 0; start < changed.length; start++) {
            if (changed[start] && !visited[start]) {
                var blob = grow(start, changed, visited, queue, difference, width, height);
                if (blob.pixels >= SMALLEST_SHARE * changed.length) {
                    found.add(blob);
                }
            }
        }
        found.sort(Comparator.comparingInt((Blob blob) -> blob.pixels).reversed());
        return found.stream().limit(MOST_BOXES).map(blob -> blob.detected(width, height)).toList();
    }

    private static Blob grow(
            int start,
            boolean[] changed,
            boolean[] visited,
            int[] queue,
            int[] difference,
            int width,
            int height) {
        var blob = new Blob();
        var head = 0;
        var tail = 0;
        queue[tail++] = start;
        visited[start] = true;
        while (head < tail) {
            var at = queue[head++];
            var x = at % width;
            var y = at / width;
            blob.add(x, y, difference[at]);
            // Gaps of one pixel are bridged, so that an animal is one box and not its parts.
            for (var ny = Math.max(0, y - 2); ny <= Math.min(height - 1, y + 2); ny++) {
                for (var nx = Math.max(0, x - 2); nx <= Math.min(width - 1, x + 2); nx++) {
                    var next = ny * width + nx;
                    if (changed[next] && !visited[next]) {
                        visited[next] = true;
                        queue[tail++] = next;
                    }
                }
            }
        }
        return blob;
    }

    /** Changed pixels that hang together. */
    private static final class Blob {
        private int left = Integer.MAX_VALUE;
        private int top = Integer.MAX_VALUE;
        private int right = -1;
        private int bottom = -1;
        private int pixels;
        private long strength;

        void add(int x, int y, int difference) {
            left = Math.min(left, x);
            top = Math.min(top, y);
            right = Math.max(right, x);
            bottom = Math.max(bottom, y);
            pixels++;
            strength += difference;
        }

        /** Confidence grows with how much the pixels differ: 64 of 255 on average is certain. */
        Detected detected(int width, int height) {
            var confidence = Math.min(1, strength / (double) pixels / 64);
            return new Detected(
                    CATEGORY,
                    CATEGORY,
                    confidence,
                    new Box(
                            (double) left / width,
                            (double) top / height,
                            (double) (right - left + 1) / width,
                            (double) (bottom - top + 1) / height));
        }
    }
}
