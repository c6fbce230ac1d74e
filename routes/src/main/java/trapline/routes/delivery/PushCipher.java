package trapline.routes.delivery;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import trapline.delivery.PushKeys;

/**
 * Encrypts a message for one browser, so that the push server cannot read it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8291">RFC 8291</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8188">RFC 8188</a>
 */
final class PushCipher {
    /** What fits into the one record that push servers take, in bytes. */
    static final int LARGEST = 3993;

    static final int SALT_BYTES = 16;

    private static final int RECORD = 4096;
    private static final int KEY_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** After the last record's text; only one record is made. */
    private static final byte LAST = 2;

    private PushCipher() {}

    /**
     * @param browser its public key, uncompressed
     * @param auth what it shares with this server, 16 bytes
     * @param own a pair for this message alone
     * @param salt 16 bytes, for this message alone
     * @return a body of {@code Content-Encoding: aes128gcm}
     * @throws IllegalArgumentException if the text is too long or a key is none
     */
    static byte[] encrypt(byte[] text, byte[] browser, byte[] auth, PushKeys own, byte[] salt) {
        if (text.length > LARGEST) {
            throw new IllegalArgumentException("longer than %d bytes".formatted(LARGEST));
        }
        try {
            var agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(own.privateKey());
            agreement.doPhase(PushKeys.publicKey(browser), true);
            var shared = hmac(auth, agreement.generateSecret());
            var material =
                    hmac(shared, together(ascii("WebPush: info\0"), browser, own.point(), ONE));
            var key = hmac(salt, material);
            var content = derived(key, "Content-Encoding: aes128gcm\0", KEY_BYTES);
            var nonce = derived(key, "Content-Encoding: nonce\0", NONCE_BYTES);
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(content, "AES"),
                    new GCMParameterSpec(TAG_BITS, nonce));
            return together(
                    salt,
                    ByteBuffer.allocate(4).putInt(RECORD).array(),
                    new byte[] {(byte) PushKeys.POINT_BYTES},
                    own.point(),
                    cipher.doFinal(together(text, new byte[] {LAST})));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has ECDH and AES-GCM", e);
        }
    }

    private static final byte[] ONE = {1};

    private static byte[] derived(byte[] key, String what, int length)
            throws GeneralSecurityException {
        return Arrays.copyOf(hmac(key, together(ascii(what), ONE)), length);
    }

    private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }

    private static byte[] together(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
