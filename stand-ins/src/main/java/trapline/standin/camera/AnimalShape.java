package trapline.standin.camera;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Something on four legs, about like a deer, seen from the side. */
final class AnimalShape {
    private static final Color COAT = new Color(74, 46, 28);
    private static final Color LEGS = new Color(48, 30, 20);
    private static final Color BELLY = new Color(112, 82, 58);
    private static final Color SHADOW = new Color(20, 30, 10, 90);

    private AnimalShape() {}

    /**
     * Draws it.
     *
     * @param x middle of the feet, in pixels
     * @param y ground under the feet, in pixels
     * @param size height from the ground to the back, in pixels
     * @param step how far it is in its gait, 0 to 1, and again
     * @param toTheRight where it walks
     * @return what it covers, without its shadow, in pixels
     */
    static Rectangle2D draw(
            Graphics2D canvas, double x, double y, double size, double step, boolean toTheRight) {
        var place = new AffineTransform();
        place.translate(x, y);
        place.scale(toTheRight ? size : -size, size);
        canvas.setColor(SHADOW);
        canvas.fill(place.createTransformedShape(new Ellipse2D.Double(-0.75, -0.05, 1.5, 0.1)));
        var legs = place.createTransformedShape(legs(step));
        var body = place.createTransformedShape(body());
        var belly = place.createTransformedShape(new Ellipse2D.Double(-0.42, -0.66, 0.8, 0.14));
        canvas.setColor(LEGS);
        canvas.fill(legs);
        canvas.setColor(COAT);
        canvas.fill(body);
        canvas.setColor(BELLY);
        canvas.fill(belly);
        return legs.getBounds2D().createUnion(body.getBounds2D());
    }

    /** Height 1 from the ground to the back, walking to the right, feet at 0, up is negative. */
    private static Shape body() {
        var body = new Area(new Ellipse2D.Double(-0.62, -1, 1.2, 0.5));
        body.add(new Area(polygon(0.3, -0.9, 0.66, -1.42, 0.84, -1.36, 0.58, -0.62)));
        body.add(new Area(new Ellipse2D.Double(0.6, -1.5, 0.42, 0.22)));
        body.add(new Area(polygon(0.66, -1.46, 0.58, -1.66, 0.74, -1.5)));
        body.add(new Area(polygon(0.74, -1.48, 0.74, -1.68, 0.84, -1.48)));
        body.add(new Area(polygon(-0.58, -0.86, -0.74, -0.66, -0.56, -0.7)));
        return body;
    }

    private static Shape legs(double step) {
        var legs = new Area();
        double[] hips = {-0.48, -0.4, 0.32, 0.42};
        double[] beats = {0, 0.5, 0.25, 0.75};
        for (var leg = 0; leg < hips.length; leg++) {
            var swing = 0.16 * Math.sin(2 * Math.PI * (step + beats[leg]));
            var line = new Path2D.Double();
            line.moveTo(hips[leg], -0.7);
            line.lineTo(hips[leg] + swing * 0.4, -0.36);
            line.lineTo(hips[leg] + swing, -0.03);
            var stroke = new BasicStroke(0.1f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
            legs.add(new Area(stroke.createStrokedShape(line)));
        }
        return legs;
    }

    private static Shape polygon(double... points) {
        var path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (var i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        path.closePath();
        return path;
    }
}
