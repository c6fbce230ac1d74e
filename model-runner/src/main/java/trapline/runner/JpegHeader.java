package trapline.runner;

import java.util.Optional;

/**
 * What the markers of a JPEG say about its colours (ITU-T T.81, and Adobe's APP14 marker).
 *
 * @param components 1 grey, 3 colour, 4 CMYK or YCCK
 * @param ycck the four components are stored as YCbCr and black
 */
record JpegHeader(int components, boolean ycck) {
    private static final int SOF0 = 0xC0;
    private static final int SOF15 = 0xCF;
    private static final int DHT = 0xC4;
    private static final int JPG = 0xC8;
    private static final int DAC = 0xCC;
    private static final int APP14 = 0xEE;
    private static final int SOS = 0xDA;
    private static final int YCCK = 2;

    /** Empty for anything that is not a JPEG or has no frame header. */
    static Optional<JpegHeader> of(byte[] file) {
        if (file.length < 4 || at(file, 0) != 0xFF || at(file, 1) != 0xD8) {
            return Optional.empty();
        }
        var ycck = false;
        var position = 2;
        while (position + 9 < file.length) {
            if (at(file, position) != 0xFF) {
                position++;
                continue;
            }
            var marker = at(file, position + 1);
            if (marker == 0xFF || marker == 0 || (marker >= 0xD0 && marker <= 0xD8)) {
                position++;
                continue;
            }
            if (marker == SOS) {
                return Optional.empty();
            }
            var length = at(file, position + 2) << 8 | at(file, position + 3);
            if (marker == APP14 && length >= 14 && position + 15 < file.length) {
                ycck = at(file, position + 15) == YCCK;
            }
            if (marker >= SOF0
                    && marker <= SOF15
                    && marker != DHT
                    && marker != JPG
                    && marker != DAC) {
                return Optional.of(new JpegHeader(at(file, position + 9), ycck));
            }
            position += 2 + Math.max(length, 2);
        }
        return Optional.empty();
    }

    private static int at(byte[] file, int position) {
        return file[position] & 0xFF;
    }
}
