package trapline.runner.motion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import trapline.runner.Box;
import trapline.runner.Detected;

/** Joins changed pixels to things. */
final class Blobs {
    private static final int MOST = 20;

    /** Gaps of one pixel are bridged, so that an animal is one box and not its parts. */
    private static final int REACH = 2;

    private final boolean[] changed;
    private final int[] difference;
    private final int width;
    private final int height;
    private final boolean[] visited;
    private final int[] queue;

    Blobs(boolean[] changed, int[] difference, int width, int height) {
        this.changed = changed;
        this.difference = difference;
        this.width = width;
        this.height = height;
        this.visited = new boolean[changed.length];
        this.queue = new int[changed.length];
    }

    /**
     * @param smallest share of the picture below which nothing is a thing
     * @param shift boxes are moved by it, back to where they are on the picture
     * @return largest first
     */
    List<Detected> find(double smallest, Scene.Shift shift) {
        var found = new ArrayList<Blob>();
        for (var start = 0; start < changed.length; start++) {
            if (changed[start] && !visited[start]) {
                var blob = grow(start);
                if (blob.pixels >= smallest * changed.length) {
                    found.add(blob);
                }
            }
        }
        found.sort(Comparator.comparingInt((Blob blob) -> blob.pixels).reversed());
        return found.stream().limit(MOST).map(blob -> blob.detected(shift)).toList();
    }

    private Blob grow(int start) {
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
            for (var ny = Math.max(0, y - REACH); ny <= Math.min(height - 1, y + REACH); ny++) {
                for (var nx = Math.max(0, x - REACH); nx <= Math.min(width - 1, x + REACH); nx++) {
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
    private final class Blob {
        private int left = Integer.MAX_VALUE;
        private int top = Integer.MAX_VALUE;
        private int right = -1;
        private int bottom = -1;
        private int pixels;
        private long strength;

        void add(int x, int y, int by) {
            left = Math.min(left, x);
            top = Math.min(top, y);
            right = Math.max(right, x);
            bottom = Math.max(bottom, y);
            pixels++;
            strength += by;
        }

        /** Confidence grows with how much the pixels differ: 64 of 255 on average is certain. */
        Detected detected(Scene.Shift shift) {
            var fromX = clip(left + shift.x(), width - 1);
            var fromY = clip(top + shift.y(), height - 1);
            var toX = clip(right + shift.x(), width - 1);
            var toY = clip(bottom + shift.y(), height - 1);
            return new Detected(
                    MotionDetector.CATEGORY,
                    MotionDetector.CATEGORY,
                    Math.min(1, strength / (double) pixels / 64),
                    new Box(
                            (double) fromX / width,
                            (double) fromY / height,
                            (double) (toX - fromX + 1) / width,
                            (double) (toY - fromY + 1) / height));
        }

        private int clip(int value, int most) {
            return Math.max(0, Math.min(most, value));
        }
    }
}
