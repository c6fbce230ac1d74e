package trapline.api.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the secrets of authenticator apps unreadable for whoever has the database alone:
 * AES-256-GCM (NIST SP 800-38D) under a key that is made of the one this installation keeps in a
 * file. Each is bound to its account, so that nobody can give one person's to another.
 */
class FactorSecrets {
    /** Stands before what is hidden; Base32, as older versions kept it, has no colon. */
    private static final String HIDDEN = "gcm:";

    private static final String PURPOSE = "secrets of second factors";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    FactorSecrets(TokenKey installation) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(
                            installation.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            key = new SecretKeySpec(mac.doFinal(PURPOSE.getBytes(StandardCharsets.UTF_8)), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    /** What may stand in the database. */
    String hide(UUID accountId, String secret) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var hidden =
                    cipher(Cipher.ENCRYPT_MODE, accountId, nonce)
                            .doFinal(secret.getBytes(StandardCharsets.US_ASCII));
            var all = ByteBuffer.allocate(nonce.length + hidden.length).put(nonce).put(hidden);
            return HIDDEN + Base64.getEncoder().encodeToString(all.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /**
     * The secret again.
     *
     * @return empty if it was hidden with another key or for another account
     */
    Optional<String> read(UUID accountId, String stored) {
        if (!isHidden(stored)) {
            return Optional.of(stored);
        }
        var all = Base64.getDecoder().decode(stored.substring(HIDDEN.length()));
        try {
            var secret =
                    cipher(Cipher.DECRYPT_MODE, accountId, Arrays.copyOf(all, NONCE_BYTES))
                            .doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
            return Optional.of(new String(secret, StandardCharsets.US_ASCII));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    static boolean isHidden(String stored) {
        return stored.startsWith(HIDDEN);
    }

    private Cipher cipher(int mode, UUID accountId, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(accountId.toString().getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }
}
