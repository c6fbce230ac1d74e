package trapline.runner;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.io.IOException;
import javax.imageio.ImageReader;

/** Takes the samples of a decoded image as they are, without conversion between colour spaces. */
final class Samples {
    private Samples() {}

    /**
     * Lets a reader of three colours write right into the bytes that are wanted. Its own image has
     * blue first and would have to be copied: a third of the whole time.
     */
    static byte[] readRgb(ImageReader reader) throws IOException {
        var own = reader.getImageTypes(0).next().getColorModel();
        if (!(own instanceof ComponentColorModel) || own.getPixelSize() != 24) {
            return rgb(reader.read(0));
        }
        var width = reader.getWidth(0);
        var height = reader.getHeight(0);
        var rgb = new byte[width * height * 3];
        var raster =
                Raster.createInterleavedRaster(
                        new DataBufferByte(rgb, rgb.length),
                        width,
                        height,
                        width * 3,
                        3,
                        new int[] {0, 1, 2},
                        null);
        var into = reader.getDefaultReadParam();
        into.setDestination(new BufferedImage(own, raster, false, null));
        reader.read(0, into);
        return rgb;
    }

    /** Three bytes a pixel; grey is repeated, transparency dropped, 16 bits cut to 8. */
    static byte[] rgb(BufferedImage image) {
        var raster = image.getRaster();
        if (image.getColorModel() instanceof IndexColorModel palette) {
            return fromPalette(raster, palette);
        }
        if (raster.getSampleModel() instanceof PixelInterleavedSampleModel layout
                && raster.getDataBuffer() instanceof DataBufferByte buffer
                && raster.getSampleModelTranslateX() == 0
                && raster.getSampleModelTranslateY() == 0) {
            return fromBytes(raster, layout, buffer);
        }
        return fromSamples(raster);
    }

    /**
     * CMYK or YCCK as Adobe writes it, inverted, to RGB: {@code 255 - k} less its share of the ink,
     * which is how Pillow converts.
     */
    static byte[] rgbOfCmyk(Raster raster, boolean ycck) {
        var width = raster.getWidth();
        var rgb = new byte[width * raster.getHeight() * 3];
        var row = new int[width * 4];
        var to = 0;
        for (var y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (var x = 0; x < width; x++) {
                var c = row[4 * x];
                var m = row[4 * x + 1];
                var yellow = row[4 * x + 2];
                if (ycck) {
                    var luma = c;
                    var blue = m - 128;
                    var red = yellow - 128;
                    // ITU-T T.871; libjpeg inverts the result for YCCK, Adobe's inversion undoes
                    // it.
                    c = 255 - clip(luma + 1.402 * red);
                    m = 255 - clip(luma - 0.344136286 * blue - 0.714136286 * red);
                    yellow = 255 - clip(luma + 1.772 * blue);
                }
                var white = row[4 * x + 3];
                rgb[to++] = (byte) inked(255 - c, white);
                rgb[to++] = (byte) inked(255 - m, white);
                rgb[to++] = (byte) inked(255 - yellow, white);
            }
        }
        return rgb;
    }

    private static int inked(int ink, int white) {
        var product = ink * white + 128;
        return Math.max(0, white - (((product >> 8) + product) >> 8));
    }

    private static int clip(double value) {
        return (int) Math.max(0, Math.min(255, Math.rint(value)));
    }

    private static byte[] fromBytes(
            Raster raster, PixelInterleavedSampleModel layout, DataBufferByte buffer) {
        var data = buffer.getData();
        var width = raster.getWidth();
        var height = raster.getHeight();
        var offsets = layout.getBandOffsets();
        var grey = layout.getNumBands() < 3;
        var red = offsets[0];
        var green = grey ? red : offsets[1];
        var blue = grey ? red : offsets[2];
        var stride = layout.getPixelStride();
        var rgb = new byte[width * height * 3];
        var to = 0;
        for (var y = 0; y < height; y++) {
            var from = y * layout.getScanlineStride() + buffer.getOffset();
            for (var x = 0; x < width; x++) {
                rgb[to] = data[from + red];
                rgb[to + 1] = data[from + green];
                rgb[to + 2] = data[from + blue];
                to += 3;
                from += stride;
            }
        }
        return rgb;
    }

    private static byte[] fromPalette(Raster raster, IndexColorModel palette) {
        var width = raster.getWidth();
        var rgb = new byte[width * raster.getHeight() * 3];
        var row = new int[width];
        var to = 0;
        for (var y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(0, y, width, 1, 0, row);
            for (var index : row) {
                rgb[to++] = (byte) palette.getRed(index);
                rgb[to++] = (byte) palette.getGreen(index);
                rgb[to++] = (byte) palette.getBlue(index);
            }
        }
        return rgb;
    }

    private static byte[] fromSamples(Raster raster) {
        var width = raster.getWidth();
        var bands = raster.getNumBands();
        var shift = Math.max(0, raster.getSampleModel().getSampleSize(0) - 8);
        var grow = raster.getSampleModel().getSampleSize(0) == 1 ? 255 : 1;
        var rgb = new byte[width * raster.getHeight() * 3];
        var row = new int[width * bands];
        var to = 0;
        for (var y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (var x = 0; x < width; x++) {
                for (var band = 0; band < 3; band++) {
                    var sample = row[x * bands + (bands < 3 ? 0 : band)];
                    rgb[to++] = (byte) ((sample >> shift) * grow);
                }
            }
        }
        return rgb;
    }
}
