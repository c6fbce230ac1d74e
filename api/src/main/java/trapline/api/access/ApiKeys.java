package trapline.api.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.api.page.Columns;
import trapline.project.Identifiers;

/** All SQL on keys. A key's secret is shown once, when it is made; only its SHA-256 is kept. */
public class ApiKeys {
    /** What every secret begins with, so that it is recognised where it was left lying. */
    public static final String PREFIX = "tlk_";

    private static final int SECRET_BYTES = 32;
    private static final int LONGEST_SECRET = 200;
    private static final String SELECT =
            """
            select key_id, project_id, name, role, created_at, expires_at, revoked_at, scopes, camera_id
              from api_key
            """;

    private final JdbcClient jdbc;
    private final Identifiers identifiers;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public ApiKeys(JdbcClient jdbc, Identifiers identifiers, Clock clock) {
        this.jdbc = jdbc;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** A key together with its secret, which nobody can be told again. */
    public record Created(ApiKey key, String secret) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "Created[" + key.keyId() + "]";
        }
    }

    /**
     * Makes a key.
     *
     * @param createdBy the account of who asked for it
     * @param expiresAt empty: it never expires
     */
    @Transactional
    public Created create(
            UUID projectId, String name, Role role, UUID createdBy, Optional<Instant> expiresAt) {
        return create(
                projectId, name, role, createdBy, expiresAt, Optional.empty(), Optional.empty());
    }

    /**
     * The same for some uses only, or as the key of one device.
     *
     * @param scopes empty: whatever its role may
     * @param cameraId the only camera that it brings files of
     */
    @Transactional
    public Created create(
            UUID projectId,
            String name,
            Role role,
            UUID createdBy,
            Optional<Instant> expiresAt,
            Optional<Set<KeyScope>> scopes,
            Optional<UUID> cameraId) {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        var secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var id = identifiers.next();
        jdbc.sql(
                        """
                        insert into api_key (key_id, project_id, name, role, secret_hash, created_by,
                                             created_at, expires_at, scopes, camera_id)
                        values (:id, :project, :name, :role, :hash, :by, :now, :expires, :scopes,
                                :camera)
                        """)
                .param("id", id)
                .param("project", projectId)
                .param("name", name)
                .param("role", role.id())
                .param("hash", hash(secret))
                .param("by", createdBy)
                .param("now", now())
                .param("expires", expiresAt.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null))
                .param(
                        "scopes",
                        scopes.map(some -> some.stream().map(KeyScope::id).toArray(String[]::new))
                                .orElse(null))
                .param("camera", cameraId.orElse(null))
                .update();
        return new Created(find(id).orElseThrow(), secret);
    }

    /** The key with this secret, unless it has expired or was revoked. */
    public Optional<ApiKey> authenticate(String secret) {
        if (!secret.startsWith(PREFIX) || secret.length() > LONGEST_SECRET) {
            return Optional.empty();
        }
        return jdbc.sql(
                        SELECT
                                + """
                                 where secret_hash = :hash and revoked_at is null
                                   and (expires_at is null or expires_at > :now)
                                """)
                .param("hash", hash(secret))
                .param("now", now())
                .query(ApiKeys::key)
                .optional();
    }

    /** The key, if it is neither revoked nor expired. */
    public Optional<ApiKey> valid(UUID keyId) {
        return find(keyId)
                .filter(key -> key.revokedAt().isEmpty())
                .filter(
                        key ->
                                key.expiresAt()
                                        .filter(at -> !at.isAfter(clock.instant()))
                                        .isEmpty());
    }

    public Optional<ApiKey> find(UUID keyId) {
        return jdbc.sql(SELECT + " where key_id = :id")
                .param("id", keyId)
                .query(ApiKeys::key)
                .optional();
    }

    /** The keys of these projects, those that are no longer taken too, newest first. */
    List<ApiKey> all(Scope scope) {
        return jdbc.sql(
                        SELECT
                                + """
                                 where project_id = any(cast(:projects as uuid[]))
                                 order by created_at desc, key_id desc
                                """)
                .param("projects", scope.sql())
                .query(ApiKeys::key)
                .list();
    }

    /** From now on the key is refused. */
    @Transactional
    public void revoke(UUID keyId) {
        jdbc.sql(
                        """
                        update api_key set revoked_at = coalesce(revoked_at, :now)
                         where key_id = :id
                        """)
                .param("now", now())
                .param("id", keyId)
                .update();
    }

    private static ApiKey key(ResultSet row, int number) throws SQLException {
        var columns = new Columns(row);
        return new ApiKey(
                columns.id("key_id"),
                columns.id("project_id"),
                columns.text("name"),
                Role.of(columns.text("role")),
                columns.instant("created_at"),
                columns.maybeInstant("expires_at"),
                columns.maybeInstant("revoked_at"),
                row.getArray("scopes") == null
                        ? Optional.empty()
                        : Optional.of(
                                columns.texts("scopes").stream()
                                        .map(KeyScope::of)
                                        .collect(Collectors.toUnmodifiableSet())),
                columns.maybeId("camera_id"));
    }

    /** A random secret of 256 bits needs no slow hash: it cannot be guessed. */
    private static String hash(String secret) {
        return sha256(secret);
    }

    static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
