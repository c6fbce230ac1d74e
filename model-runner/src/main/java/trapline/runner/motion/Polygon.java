package trapline.runner.motion;

import java.util.List;

/**
 * An area of the picture.
 *
 * @param corners at least three, in their order around it
 */
public record Polygon(List<Corner> corners) {
    private static final int MOST = 200;

    /** Fractions of the picture's width and height, origin top left. */
    public record Corner(double x, double y) {
        public Corner {
            if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
                throw new IllegalArgumentException(
                        "The corner [%s, %s] is not on the picture: both numbers are from 0 to 1."
                                .formatted(x, y));
            }
        }
    }

    public Polygon {
        corners = List.copyOf(corners);
        if (corners.size() < 3 || corners.size() > MOST) {
            throw new IllegalArgumentException(
                    "An area has 3 to %d corners, not %d.".formatted(MOST, corners.size()));
        }
    }

    /** By the even-odd rule. */
    boolean contains(double x, double y) {
        var inside = false;
        for (int i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
            var a = corners.get(i);
            var b = corners.get(j);
            if ((a.y() > y) != (b.y() > y)
                    && x < (b.x() - a.x()) * (y - a.y()) / (b.y() - a.y()) + a.x()) {
                inside = !inside;
            }
        }
        return inside;
    }
}
