package trapline.runner;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/** Draws boxes and what they are on a picture. */
public final class Annotator {
    private static final double QUALITY = 0.85;
    private static final Color OTHER = new Color(0xFFD400);

    private Annotator() {}

    /**
     * @param text what stands at the box, such as {@code animal 0.87}
     */
    public record Note(Box box, String category, String text) {}

    /** The picture as JPEG with every note on it. */
    public static byte[] annotate(Picture picture, List<Note> notes) {
        var image = Renditions.image(picture);
        var graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(
                    RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            for (var note : notes) {
                draw(graphics, image, note);
            }
        } finally {
            graphics.dispose();
        }
        return Renditions.jpeg(image, QUALITY);
    }

    private static void draw(Graphics2D graphics, BufferedImage image, Note note) {
        var line = Math.max(2, Math.min(image.getWidth(), image.getHeight()) / 200);
        var x = (int) Math.round(note.box().x() * image.getWidth());
        var y = (int) Math.round(note.box().y() * image.getHeight());
        var width = (int) Math.round(note.box().width() * image.getWidth());
        var height = (int) Math.round(note.box().height() * image.getHeight());
        graphics.setColor(Color.BLACK);
        graphics.setStroke(new BasicStroke(line + 2f));
        graphics.drawRect(x, y, width, height);
        graphics.setColor(colour(note.category()));
        graphics.setStroke(new BasicStroke(line));
        graphics.drawRect(x, y, width, height);
        if (Fonts.AVAILABLE) {
            write(graphics, image, note, x, y);
        }
    }

    private static void write(Graphics2D graphics, BufferedImage image, Note note, int x, int y) {
        var size = Math.max(12, image.getHeight() / 36);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, size));
        var metrics = graphics.getFontMetrics();
        var width = metrics.stringWidth(note.text()) + size / 2;
        var height = metrics.getHeight();
        var left = Math.max(0, Math.min(x, image.getWidth() - width));
        var top = y >= height ? y - height : y;
        graphics.setColor(colour(note.category()));
        graphics.fillRect(left, top, width, height);
        graphics.setColor(Color.BLACK);
        graphics.drawString(note.text(), left + size / 4, top + metrics.getAscent());
    }

    /** Colours that people with colour-blindness can tell apart (Okabe and Ito, 2008). */
    private static Color colour(String category) {
        return switch (category) {
            case "animal" -> new Color(0x56B4E9);
            case "person" -> new Color(0xE69F00);
            case "vehicle" -> new Color(0x00C896);
            default -> OTHER;
        };
    }

    /** A bare server may have no fonts at all; then boxes are drawn without words. */
    private static final class Fonts {
        private static final boolean AVAILABLE = find();

        private static boolean find() {
            var graphics = new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR).createGraphics();
            try {
                graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 12));
                return graphics.getFontMetrics().stringWidth("a") > 0;
            } catch (RuntimeException | Error e) {
                // The platform reports missing fonts in several ways, all of them from here.
                return false;
            } finally {
                graphics.dispose();
            }
        }
    }
}
