package trapline.api.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * All SQL on second factors: an authenticator app, and codes on paper for when the phone is gone.
 */
class SecondFactors {
    private static final int SECRET_BYTES = 20;
    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_BYTES = 10;

    private static final Logger log = LoggerFactory.getLogger(SecondFactors.class);

    private final JdbcClient jdbc;
    private final FactorSecrets secrets;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SecondFactors(JdbcClient jdbc, FactorSecrets secrets, Clock clock) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * A new secret, which counts once a code of it is confirmed.
     *
     * @return the secret in Base32; empty if one counts already
     */
    @Transactional
    Optional<String> begin(UUID accountId) {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        var secret = Base32.encode(bytes);
        var changed =
                jdbc.sql(
                                """
                                update account set totp_secret = :secret, totp_last_step = null
                                 where account_id = :id and totp_confirmed_at is null
                                """)
                        .param("secret", secrets.hide(accountId, secret))
                        .param("id", accountId)
                        .update();
        return changed > 0 ? Optional.of(secret) : Optional.empty();
    }

    /**
     * Lets the secret count from now on.
     *
     * @return the codes for paper, which nobody can be told again; empty if the code is wrong
     */
    @Transactional
    Optional<List<String>> confirm(UUID accountId, String code) {
        var step =
                secret(accountId, false)
                        .map(
                                secret ->
                                        Totp.stepOf(
                                                Base32.decode(secret), code, clock.instant(), -1));
        if (step.isEmpty() || step.get().isEmpty()) {
            return Optional.empty();
        }
        var codes = new ArrayList<String>();
        for (var i = 0; i < RECOVERY_CODES; i++) {
            var bytes = new byte[RECOVERY_BYTES];
            random.nextBytes(bytes);
            codes.add(Base32.encode(bytes).toLowerCase(Locale.ROOT));
        }
        jdbc.sql(
                        """
                        update account set totp_confirmed_at = :now, totp_last_step = :step,
                               recovery_hashes = :hashes
                         where account_id = :id
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("step", step.get().getAsLong())
                .param("hashes", codes.stream().map(Codes::hash).toArray(String[]::new))
                .param("id", accountId)
                .update();
        return Optional.of(codes);
    }

    /** Whether this is a code of now, or one from paper; either counts once. */
    @Transactional
    boolean takes(UUID accountId, String code) {
        var typed = code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
        return typed.length() == Totp.DIGITS
                ? takesStep(accountId, typed)
                : takesPaper(accountId, typed);
    }

    private boolean takesStep(UUID accountId, String code) {
        var after =
                jdbc.sql("select coalesce(totp_last_step, -1) from account where account_id = :id")
                        .param("id", accountId)
                        .query(Long.class)
                        .single();
        var step =
                secret(accountId, true)
                        .map(
                                secret ->
                                        Totp.stepOf(
                                                Base32.decode(secret),
                                                code,
                                                clock.instant(),
                                                after));
        return step.isPresent()
                && step.get().isPresent()
                // Two who type the same code at once: one of them.
                && jdbc.sql(
                                        """
                                        update account set totp_last_step = :step
                                         where account_id = :id
                                           and coalesce(totp_last_step, -1) < :step
                                        """)
                                .param("step", step.get().getAsLong())
                                .param("id", accountId)
                                .update()
                        > 0;
    }

    private boolean takesPaper(UUID accountId, String code) {
        return jdbc.sql(
                                """
                                update account set recovery_hashes = array_remove(recovery_hashes, :hash)
                                 where account_id = :id and :hash = any(recovery_hashes)
                                """)
                        .param("hash", Codes.hash(code))
                        .param("id", accountId)
                        .update()
                > 0;
    }

    /** From now on the password alone lets the person in. */
    @Transactional
    void end(UUID accountId) {
        jdbc.sql(
                        """
                        update account set totp_secret = null, totp_confirmed_at = null,
                               totp_last_step = null, recovery_hashes = '{}'
                         where account_id = :id
                        """)
                .param("id", accountId)
                .update();
    }

    private Optional<String> secret(UUID accountId, boolean confirmed) {
        return jdbc.sql(
                        """
                        select totp_secret from account
                         where account_id = :id and totp_secret is not null
                           and (totp_confirmed_at is not null) = :confirmed
                        """)
                .param("id", accountId)
                .param("confirmed", confirmed)
                .query(String.class)
                .optional()
                .flatMap(stored -> read(accountId, stored));
    }

    private Optional<String> read(UUID accountId, String stored) {
        var secret = secrets.read(accountId, stored);
        if (secret.isEmpty()) {
            log.atError()
                    .addKeyValue("accountId", accountId)
                    .log(
                            "A second factor cannot be read: secrets/access-token-key is not the"
                                    + " one it was kept with. Codes from paper still count");
        } else if (!FactorSecrets.isHidden(stored)) {
            hide(accountId, stored);
        }
        return secret;
    }

    /** Older versions kept it as it is. */
    private void hide(UUID accountId, String secret) {
        jdbc.sql(
                        """
                        update account set totp_secret = :hidden
                         where account_id = :id and totp_secret = :secret
                        """)
                .param("hidden", secrets.hide(accountId, secret))
                .param("id", accountId)
                .param("secret", secret)
                .update();
    }
}
