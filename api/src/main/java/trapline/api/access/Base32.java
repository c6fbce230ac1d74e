package trapline.api.access;

import java.util.Locale;

/**
 * Bytes in letters that people can copy, as authenticator apps want their secrets.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4648#section-6">RFC 4648, section 6</a>
 */
final class Base32 {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    /** Without padding. */
    static String encode(byte[] bytes) {
        var text = new StringBuilder();
        var buffer = 0;
        var bits = 0;
        for (var b : bytes) {
            buffer = (buffer << Byte.SIZE) | (b & 0xff);
            bits += Byte.SIZE;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(LETTERS.charAt((buffer >> bits) & 0x1f));
            }
            buffer &= (1 << bits) - 1;
        }
        if (bits > 0) {
            text.append(LETTERS.charAt((buffer << (BITS - bits)) & 0x1f));
        }
        return text.toString();
    }

    /**
     * @throws IllegalArgumentException if a letter is none of the 32
     */
    static byte[] decode(String text) {
        var letters = text.toUpperCase(Locale.ROOT);
        var bytes = new byte[letters.length() * BITS / Byte.SIZE];
        var buffer = 0;
        var bits = 0;
        var next = 0;
        for (var i = 0; i < letters.length(); i++) {
            var value = LETTERS.indexOf(letters.charAt(i));
            if (value < 0) {
                throw new IllegalArgumentException("not a letter of Base32");
            }
            buffer = (buffer << BITS) | value;
            bits += BITS;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes[next++] = (byte) (buffer >> bits);
                buffer &= (1 << bits) - 1;
            }
        }
        return bytes;
    }
}
