package trapline.routes.delivery;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;

/** A picture for a party to which the whole one is too large. */
final class SmallerPicture {
    /** Enough to see what it is, on a phone and in a report. */
    private static final int LONGEST_SIDE = 640;

    /** Of side to side; less is not worth another try. */
    private static final double WORTH_IT = 0.9;

    private SmallerPicture() {}

    /** Empty when it is small already, or cannot be read. */
    static Optional<byte[]> of(byte[] jpeg) {
        try {
            var whole = ImageIO.read(new ByteArrayInputStream(jpeg));
            if (whole == null) {
                return Optional.empty();
            }
            var share = (double) LONGEST_SIDE / Math.max(whole.getWidth(), whole.getHeight());
            return share > WORTH_IT ? Optional.empty() : Optional.of(scaled(whole, share));
        } catch (IOException e) {
            // Whoever asked goes on without a picture, and says so.
            return Optional.empty();
        }
    }

    private static byte[] scaled(BufferedImage whole, double share) throws IOException {
        var width = Math.max(1, (int) Math.round(whole.getWidth() * share));
        var height = Math.max(1, (int) Math.round(whole.getHeight() * share));
        var small = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        var brush = small.createGraphics();
        brush.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        brush.drawImage(whole, 0, 0, width, height, null);
        brush.dispose();
        try (var bytes = new ByteArrayOutputStream()) {
            ImageIO.write(small, "jpeg", bytes);
            return bytes.toByteArray();
        }
    }
}
