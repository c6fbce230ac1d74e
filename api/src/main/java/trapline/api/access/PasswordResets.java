package trapline.api.access;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** All SQL on forgotten passwords. */
class PasswordResets {
    private static final Duration VALID = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Codes codes = new Codes();

    PasswordResets(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A code with which a new password can be set once. An earlier one ends.
     *
     * @return the code, of which only the hash is kept
     */
    @Transactional
    String begin(UUID accountId) {
        var code = codes.next();
        jdbc.sql(
                        """
                        insert into password_reset (account_id, token_hash, created_at, expires_at)
                        values (:account, :hash, :now, :expires)
                        on conflict (account_id) do update
                           set token_hash = excluded.token_hash, created_at = excluded.created_at,
                               expires_at = excluded.expires_at
                        """)
                .param("account", accountId)
                .param("hash", Codes.hash(code))
                .param("now", now())
                .param("expires", clock.instant().plus(VALID).atOffset(ZoneOffset.UTC))
                .update();
        return code;
    }

    /** Whose code this is, if it counts. */
    Optional<UUID> ofCode(String code) {
        return jdbc.sql(
                        """
                        select account_id from password_reset
                         where token_hash = :hash and expires_at > :now
                        """)
                .param("hash", Codes.hash(code))
                .param("now", now())
                .query(UUID.class)
                .optional();
    }

    /**
     * Uses a code up.
     *
     * @return false if it was used meanwhile
     */
    @Transactional
    boolean use(String code) {
        return jdbc.sql("delete from password_reset where token_hash = :hash and expires_at > :now")
                        .param("hash", Codes.hash(code))
                        .param("now", now())
                        .update()
                > 0;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
