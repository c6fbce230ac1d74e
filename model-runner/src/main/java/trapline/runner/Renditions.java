package trapline.runner;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Smaller pictures from a decoded one. */
public final class Renditions {
    private Renditions() {}

    /**
     * The picture at most this large, each pixel the average of those it stands for. A smaller
     * picture stays as it is.
     *
     * @param longSide pixels of the longer side of the result
     */
    public static Picture shrink(Picture picture, int longSide) {
        var longest = Math.max(picture.width(), picture.height());
        if (longest <= longSide) {
            return picture;
        }
        var width = Math.max(1, (int) ((long) picture.width() * longSide / longest));
        var height = Math.max(1, (int) ((long) picture.height() * longSide / longest));
        var columns = edges(picture.width(), width);
        var rows = edges(picture.height(), height);
        var from = picture.rgb();
        var to = new byte[width * height * 3];
        var sums = new int[width * 3];
        var target = 0;
        for (var y = 0; y < height; y++) {
            Arrays.fill(sums, 0);
            for (var sourceRow = rows[y]; sourceRow < rows[y + 1]; sourceRow++) {
                addRow(from, sourceRow * picture.width() * 3, columns, sums);
            }
            var rowCount = rows[y + 1] - rows[y];
            for (var x = 0; x < width; x++) {
                var count = rowCount * (columns[x + 1] - columns[x]);
                for (var band = 0; band < 3; band++) {
                    to[target++] = (byte) ((sums[3 * x + band] + count / 2) / count);
                }
            }
        }
        return new Picture(width, height, to, picture.truncated());
    }

    /**
     * The same in a fraction of the time: each pixel is the average of four that it stands for.
     * Good enough to look at; fine patterns may shimmer.
     *
     * @param longSide pixels of the longer side of the result
     */
    public static Picture preview(Picture picture, int longSide) {
        var longest = Math.max(picture.width(), picture.height());
        if (longest <= longSide) {
            return picture;
        }
        var width = Math.max(1, (int) ((long) picture.width() * longSide / longest));
        var height = Math.max(1, (int) ((long) picture.height() * longSide / longest));
        var left = samples(picture.width(), width, 0.25);
        var right = samples(picture.width(), width, 0.75);
        var upper = samples(picture.height(), height, 0.25);
        var lower = samples(picture.height(), height, 0.75);
        var from = picture.rgb();
        var to = new byte[width * height * 3];
        var target = 0;
        for (var y = 0; y < height; y++) {
            var above = upper[y] * picture.width() * 3;
            var below = lower[y] * picture.width() * 3;
            for (var x = 0; x < width; x++) {
                var near = left[x] * 3;
                var far = right[x] * 3;
                for (var band = 0; band < 3; band++) {
                    var sum =
                            (from[above + near + band] & 0xFF)
                                    + (from[above + far + band] & 0xFF)
                                    + (from[below + near + band] & 0xFF)
                                    + (from[below + far + band] & 0xFF);
                    to[target++] = (byte) ((sum + 2) >> 2);
                }
            }
        }
        return new Picture(width, height, to, picture.truncated());
    }

    /** Part of a picture, as it is. */
    public static Picture cut(Picture picture, Box box) {
        var region = Crop.region(picture, box);
        var rgb = new byte[region.width() * region.height() * 3];
        for (var y = 0; y < region.height(); y++) {
            System.arraycopy(
                    picture.rgb(),
                    ((region.y() + y) * picture.width() + region.x()) * 3,
                    rgb,
                    y * region.width() * 3,
                    region.width() * 3);
        }
        return new Picture(region.width(), region.height(), rgb, false);
    }

    /**
     * @param quality 0 to 1
     */
    public static byte[] jpeg(Picture picture, double quality) {
        return jpeg(view(picture), quality);
    }

    static byte[] jpeg(BufferedImage image, double quality) {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var bytes = new ByteArrayOutputStream();
                var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            var parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality((float) quality);
            writer.write(null, new IIOImage(image, null, null), parameters);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("writing a JPEG to memory failed", e);
        } finally {
            writer.dispose();
        }
    }

    /** The picture's own bytes as an image: nothing is copied. */
    private static BufferedImage view(Picture picture) {
        var raster =
                Raster.createInterleavedRaster(
                        new DataBufferByte(picture.rgb(), picture.rgb().length),
                        picture.width(),
                        picture.height(),
                        picture.width() * 3,
                        3,
                        new int[] {0, 1, 2},
                        null);
        var colours =
                new ComponentColorModel(
                        ColorSpace.getInstance(ColorSpace.CS_sRGB),
                        false,
                        false,
                        Transparency.OPAQUE,
                        DataBuffer.TYPE_BYTE);
        return new BufferedImage(colours, raster, false, null);
    }

    /** A copy that can be drawn on. */
    static BufferedImage image(Picture picture) {
        var image =
                new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
        var to = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        var from = picture.rgb();
        for (var i = 0; i < from.length; i += 3) {
            to[i] = from[i + 2];
            to[i + 1] = from[i + 1];
            to[i + 2] = from[i];
        }
        return image;
    }

    private static void addRow(byte[] from, int start, int[] columns, int[] sums) {
        var at = start;
        for (var x = 0; x < columns.length - 1; x++) {
            var red = 0;
            var green = 0;
            var blue = 0;
            for (var i = columns[x]; i < columns[x + 1]; i++) {
                red += from[at] & 0xFF;
                green += from[at + 1] & 0xFF;
                blue += from[at + 2] & 0xFF;
                at += 3;
            }
            sums[3 * x] += red;
            sums[3 * x + 1] += green;
            sums[3 * x + 2] += blue;
        }
    }

    /** Which source pixel lies at this part of each target pixel. */
    private static int[] samples(int source, int target, double part) {
        var at = new int[target];
        for (var i = 0; i < target; i++) {
            at[i] = (int) ((i + part) * source / target);
        }
        return at;
    }

    /** Where each target pixel begins in the source, and after the last one, the end. */
    private static int[] edges(int source, int target) {
        var edges = new int[target + 1];
        for (var i = 0; i <= target; i++) {
            edges[i] = (int) ((long) i * source / target);
        }
        return edges;
    }
}
