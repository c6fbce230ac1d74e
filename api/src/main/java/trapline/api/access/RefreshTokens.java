package trapline.api.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.project.Identifiers;

/**
 * All SQL on what programs go on with when their access token is over. Each counts once and is
 * followed by another of its family. One that comes a second time was copied by somebody: nobody
 * knows who of the two is the thief, so the whole family ends.
 */
class RefreshTokens {
    private static final Duration VALID = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final Identifiers identifiers;
    private final Clock clock;
    private final Codes codes = new Codes();

    RefreshTokens(JdbcClient jdbc, Identifiers identifiers, Clock clock) {
        this.jdbc = jdbc;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** What the database says of one token. */
    record Held(
            UUID tokenId,
            UUID familyId,
            UUID accountId,
            String passwordMark,
            boolean used,
            boolean over) {}

    /** The first of a new family. */
    @Transactional
    String begin(SignedIn who) {
        jdbc.sql("delete from refresh_token where expires_at < :now").param("now", now()).update();
        return add(identifiers.next(), who);
    }

    /** Who goes on, and with what. */
    record Next(SignedIn who, String token) {}

    /**
     * Uses a token up and gives its successor. A token that was used before ends its family.
     *
     * @return empty if it does not count (any more)
     */
    @Transactional
    Optional<Next> next(String token, Accounts accounts) {
        var held = held(token);
        if (held.isEmpty()) {
            return Optional.empty();
        }
        var one = held.get();
        if (one.used() || !use(one.tokenId())) {
            end(one.familyId());
            return Optional.empty();
        }
        return accounts.find(one.accountId())
                .filter(account -> !one.over())
                .map(SignedIn::of)
                .filter(who -> who.passwordMark().equals(one.passwordMark()))
                .filter(who -> accounts.find(who.accountId()).filter(who::stillHolds).isPresent())
                .map(who -> new Next(who, add(one.familyId(), who)));
    }

    /** The program has no more use for it, nor for its family. */
    @Transactional
    void end(String token) {
        held(token).ifPresent(one -> end(one.familyId()));
    }

    private void end(UUID familyId) {
        jdbc.sql(
                        """
                        update refresh_token set revoked_at = coalesce(revoked_at, :now)
                         where family_id = :family
                        """)
                .param("now", now())
                .param("family", familyId)
                .update();
    }

    private Optional<Held> held(String token) {
        return jdbc.sql(
                        """
                        select token_id, family_id, account_id, password_mark,
                               used_at is not null as used,
                               revoked_at is not null or expires_at <= :now as over
                          from refresh_token where token_hash = :hash
                        """)
                .param("now", now())
                .param("hash", Codes.hash(token))
                .query(Held.class)
                .optional();
    }

    private boolean use(UUID tokenId) {
        return jdbc.sql(
                                """
                                update refresh_token set used_at = :now
                                 where token_id = :id and used_at is null
                                """)
                        .param("now", now())
                        .param("id", tokenId)
                        .update()
                > 0;
    }

    private String add(UUID familyId, SignedIn who) {
        var token = codes.next();
        jdbc.sql(
                        """
                        insert into refresh_token (token_id, family_id, account_id, token_hash,
                            password_mark, created_at, expires_at)
                        values (:id, :family, :account, :hash, :mark, :now, :expires)
                        """)
                .param("id", identifiers.next())
                .param("family", familyId)
                .param("account", who.accountId())
                .param("hash", Codes.hash(token))
                .param("mark", who.passwordMark())
                .param("now", now())
                .param("expires", at(clock.instant().plus(VALID)))
                .update();
        return token;
    }

    private OffsetDateTime now() {
        return at(clock.instant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
