package trapline.standin.push;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A browser with its own keys, which reads what was encrypted for it (RFC 8291, RFC 8188). */
public final class Browser {
    private static final int POINT = 65;
    private static final int NUMBER = 32;
    private static final int HEAD = 21;

    private final KeyPair pair;
    private final byte[] auth = new byte[16];

    Browser() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            pair = generator.generateKeyPair();
            new SecureRandom().nextBytes(auth);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Uncompressed, 65 bytes. */
    public byte[] publicKey() {
        var w = ((ECPublicKey) pair.getPublic()).getW();
        return ByteBuffer.allocate(POINT)
                .put((byte) 4)
                .put(number(w.getAffineX()))
                .put(number(w.getAffineY()))
                .array();
    }

    public byte[] auth() {
        return auth.clone();
    }

    /**
     * @throws GeneralSecurityException if it was not meant for this browser
     */
    String read(byte[] body) throws GeneralSecurityException {
        if (body.length < HEAD + POINT || body[HEAD - 1] != POINT) {
            throw new GeneralSecurityException("no head of aes128gcm");
        }
        var salt = Arrays.copyOf(body, 16);
        var sender = Arrays.copyOfRange(body, HEAD, HEAD + POINT);
        var agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(pair.getPrivate());
        agreement.doPhase(key(sender), true);
        var info =
                ByteBuffer.allocate(14 + 2 * POINT + 1)
                        .put("WebPush: info\0".getBytes(StandardCharsets.US_ASCII))
                        .put(publicKey())
                        .put(sender)
                        .put((byte) 1)
                        .array();
        var material = mac(salt, mac(mac(auth, agreement.generateSecret()), info));
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(derived(material, "aes128gcm", 16), "AES"),
                new GCMParameterSpec(128, derived(material, "nonce", 12)));
        var text = cipher.doFinal(body, HEAD + POINT, body.length - HEAD - POINT);
        var end = text.length - 1;
        while (end >= 0 && text[end] == 0) {
            end--;
        }
        if (end < 0 || text[end] != 2) {
            throw new GeneralSecurityException("the last record is not marked");
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    static ECPublicKey key(byte[] point) throws GeneralSecurityException {
        var curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        return (ECPublicKey)
                KeyFactory.getInstance("EC")
                        .generatePublic(
                                new ECPublicKeySpec(
                                        new ECPoint(
                                                new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
                                                new BigInteger(
                                                        1, Arrays.copyOfRange(point, 33, POINT))),
                                        curve.getParameterSpec(ECParameterSpec.class)));
    }

    private static byte[] derived(byte[] key, String what, int length)
            throws GeneralSecurityException {
        var info = ("Content-Encoding: " + what + "\0\1").getBytes(StandardCharsets.US_ASCII);
        return Arrays.copyOf(mac(key, info), length);
    }

    private static byte[] mac(byte[] key, byte[] text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }

    private static byte[] number(BigInteger value) {
        var bytes = value.toByteArray();
        var number = new byte[NUMBER];
        var length = Math.min(bytes.length, NUMBER);
        System.arraycopy(bytes, bytes.length - length, number, NUMBER - length, length);
        return number;
    }
}
