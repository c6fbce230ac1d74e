package trapline.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * Links by which a person binds a chat to a name, once and within a quarter of an hour. Who holds
 * the link can use it, so only its hash is kept, and it is never logged.
 */
public class ChatLinks {
    private static final Duration VALID = Duration.ofMinutes(15);
    private static final int BYTES = 16;

    private final JdbcClient jdbc;
    private final LinkedChats chats;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public ChatLinks(JdbcClient jdbc, LinkedChats chats, Clock clock) {
        this.jdbc = jdbc;
        this.chats = chats;
        this.clock = clock;
    }

    /**
     * @param token 22 characters that need no quoting; shown once
     */
    public record NewLink(String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "NewLink[until %s]".formatted(expiresAt);
        }
    }

    @Transactional
    public NewLink make(String channel, String name, String madeBy) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var now = clock.instant();
        jdbc.sql(
                        """
                        insert into chat_link (token_hash, channel, name, made_by, made_at,
                                               expires_at)
                        values (:hash, :channel, :name, :by, :now, :expires)
                        """)
                .param("hash", hash(token))
                .param("channel", channel)
                .param("name", name)
                .param("by", madeBy)
                .param("now", at(now))
                .param("expires", at(now.plus(VALID)))
                .update();
        return new NewLink(token, now.plus(VALID));
    }

    /**
     * Binds a chat to the name that a link was made for.
     *
     * @return the name; empty if the link is unknown, used, over, or for another channel
     */
    @Transactional
    public Optional<String> use(String token, String channel, String chat) {
        var name =
                jdbc.sql(
                                """
                                update chat_link set used_at = :now
                                 where token_hash = :hash and channel = :channel
                                   and used_at is null and expires_at > :now
                                returning name
                                """)
                        .param("now", at(clock.instant()))
                        .param("hash", hash(token))
                        .param("channel", channel)
                        .query(String.class)
                        .optional();
        name.ifPresent(n -> chats.link(channel, n, chat));
        return name;
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
