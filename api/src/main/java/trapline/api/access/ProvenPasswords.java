package trapline.api.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers for a while that a password was right, so that a program that sends it with every
 * request does not cost a slow hash each time. It holds a keyed hash under a key that dies with the
 * process, and holds good only while the account's own hash is the same. Safe for many threads.
 */
class ProvenPasswords {
    private static final String ALGORITHM = "HmacSHA256";

    private final Clock clock;
    private final Duration goodFor;
    private final SecretKeySpec key;
    private final Map<UUID, Proof> proofs;

    /**
     * @param remembered for how many accounts at most
     */
    ProvenPasswords(Clock clock, Duration goodFor, int remembered) {
        this.clock = clock;
        this.goodFor = goodFor;
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, ALGORITHM);
        this.proofs =
                new LinkedHashMap<>(16, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<UUID, Proof> eldest) {
                        return size() > remembered;
                    }
                };
    }

    boolean holds(Account account, String password) {
        var mark = mark(account, password);
        synchronized (proofs) {
            var proof = proofs.get(account.accountId());
            return proof != null
                    && clock.instant().isBefore(proof.until)
                    && MessageDigest.isEqual(bytes(proof.mark), bytes(mark));
        }
    }

    void remember(Account account, String password) {
        var proof = new Proof(mark(account, password), clock.instant().plus(goodFor));
        synchronized (proofs) {
            proofs.put(account.accountId(), proof);
        }
    }

    private String mark(Account account, String password) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(bytes(account.passwordHash()));
            mac.update((byte) 0);
            return HexFormat.of().formatHex(mac.doFinal(bytes(password)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private record Proof(String mark, Instant until) {}
}
