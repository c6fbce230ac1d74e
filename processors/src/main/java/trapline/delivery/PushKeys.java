package trapline.delivery;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * Keys on the curve P-256, as web push writes them: this server's own pair, by which push servers
 * know it (RFC 8292), and those of browsers.
 */
public final class PushKeys {
    /** Of an uncompressed point: a four, and two coordinates. */
    public static final int POINT_BYTES = 65;

    private static final int NUMBER_BYTES = 32;
    private static final byte UNCOMPRESSED = 4;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair pair;

    private PushKeys(KeyPair pair) {
        this.pair = pair;
    }

    /** A new pair. */
    public static PushKeys make() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new PushKeys(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /**
     * The pair that was written by {@link #text}.
     *
     * @throws IllegalArgumentException if it is no pair
     */
    public static PushKeys of(String text) {
        var parts = text.strip().split("\\.");
        if (parts.length != 2) {
            throw new IllegalArgumentException("the keys for web push are not two");
        }
        var decoder = Base64.getUrlDecoder();
        return of(decoder.decode(parts[0]), decoder.decode(parts[1]));
    }

    /**
     * @param secret the private number, 32 bytes
     * @param point uncompressed
     */
    public static PushKeys of(byte[] secret, byte[] point) {
        try {
            var factory = KeyFactory.getInstance("EC");
            var own =
                    factory.generatePrivate(
                            new ECPrivateKeySpec(new BigInteger(1, secret), curve()));
            return new PushKeys(new KeyPair(publicKey(point), own));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("this is no key on P-256", e);
        }
    }

    /** To be kept where only the owner can read it. */
    public String text() {
        return ENCODER.encodeToString(number(privateKey().getS()))
                + "."
                + ENCODER.encodeToString(point());
    }

    public ECPrivateKey privateKey() {
        return (ECPrivateKey) pair.getPrivate();
    }

    /** The public key, uncompressed. */
    public byte[] point() {
        var w = ((ECPublicKey) pair.getPublic()).getW();
        var point = new byte[POINT_BYTES];
        point[0] = UNCOMPRESSED;
        System.arraycopy(number(w.getAffineX()), 0, point, 1, NUMBER_BYTES);
        System.arraycopy(number(w.getAffineY()), 0, point, 1 + NUMBER_BYTES, NUMBER_BYTES);
        return point;
    }

    /** As browsers and push servers want the public key: base64url. */
    public String shown() {
        return ENCODER.encodeToString(point());
    }

    /**
     * Somebody's public key.
     *
     * @param point uncompressed
     * @throws IllegalArgumentException if it is no point of the curve; such a one could be made to
     *     find out a private key
     */
    public static ECPublicKey publicKey(byte[] point) {
        if (point.length != POINT_BYTES || point[0] != UNCOMPRESSED) {
            throw new IllegalArgumentException("this is no uncompressed point");
        }
        var x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + NUMBER_BYTES));
        var y = new BigInteger(1, Arrays.copyOfRange(point, 1 + NUMBER_BYTES, POINT_BYTES));
        try {
            var curve = curve();
            var prime = ((ECFieldFp) curve.getCurve().getField()).getP();
            var right =
                    x.pow(3)
                            .add(curve.getCurve().getA().multiply(x))
                            .add(curve.getCurve().getB())
                            .mod(prime);
            if (x.compareTo(prime) >= 0
                    || y.compareTo(prime) >= 0
                    || !y.multiply(y).mod(prime).equals(right)) {
                throw new IllegalArgumentException("this is no point of P-256");
            }
            return (ECPublicKey)
                    KeyFactory.getInstance("EC")
                            .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("this is no key on P-256", e);
        }
    }

    /** Without the private key. */
    @Override
    public String toString() {
        return "PushKeys[%s]".formatted(shown());
    }

    private static ECParameterSpec curve() throws GeneralSecurityException {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    /** Without the sign's byte, and with leading noughts. */
    private static byte[] number(BigInteger value) {
        var bytes = value.toByteArray();
        var number = new byte[NUMBER_BYTES];
        var length = Math.min(bytes.length, NUMBER_BYTES);
        System.arraycopy(bytes, bytes.length - length, number, NUMBER_BYTES - length, length);
        return number;
    }

    private static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("every Java platform has the curve P-256", e);
    }
}
