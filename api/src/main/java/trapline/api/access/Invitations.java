package trapline.api.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.api.page.Columns;
import trapline.project.Identifiers;

/** All SQL on invitations. */
class Invitations {
    private static final String OPEN =
            """
            select * from invitation
             where accepted_at is null and revoked_at is null and expires_at > :now
            """;

    private final JdbcClient jdbc;
    private final Identifiers identifiers;
    private final Clock clock;
    private final Codes codes = new Codes();

    Invitations(JdbcClient jdbc, Identifiers identifiers, Clock clock) {
        this.jdbc = jdbc;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** An invitation together with its code, which nobody can be told again. */
    record Made(Invitation invitation, String code) {

        /** Without the code. */
        @Override
        public String toString() {
            return "Made[" + invitation.invitationId() + "]";
        }
    }

    /** Makes an invitation; an earlier one to the same person and project ends. */
    @Transactional
    Made make(
            UUID projectId,
            String email,
            Role role,
            Optional<Set<UUID>> sites,
            String by,
            Duration validFor) {
        jdbc.sql(
                        """
                        update invitation set revoked_at = :now
                         where project_id = :project and lower(email) = lower(:email)
                           and accepted_at is null and revoked_at is null
                        """)
                .param("now", now())
                .param("project", projectId)
                .param("email", email)
                .update();
        var id = identifiers.next();
        var code = codes.next();
        jdbc.sql(
                        """
                        insert into invitation (invitation_id, project_id, email, role, sites,
                            token_hash, invited_by, created_at, expires_at)
                        values (:id, :project, :email, :role, cast(:sites as uuid[]), :hash, :by,
                            :now, :expires)
                        """)
                .param("id", id)
                .param("project", projectId)
                .param("email", email)
                .param("role", role.id())
                .param("sites", sites.map(some -> new Scope(some).sql()).orElse(null))
                .param("hash", Codes.hash(code))
                .param("by", by)
                .param("now", now())
                .param("expires", at(clock.instant().plus(validFor)))
                .update();
        return new Made(find(id).orElseThrow(), code);
    }

    Optional<Invitation> find(UUID invitationId) {
        return jdbc.sql("select * from invitation where invitation_id = :id")
                .param("id", invitationId)
                .query(Invitations::invitation)
                .optional();
    }

    /** Those of a project that nobody has answered yet, newest first. */
    List<Invitation> open(UUID projectId) {
        return jdbc.sql(OPEN + " and project_id = :project order by created_at desc")
                .param("now", now())
                .param("project", projectId)
                .query(Invitations::invitation)
                .list();
    }

    /** The one with this code, unless it is over. */
    Optional<Invitation> ofCode(String code) {
        return jdbc.sql(OPEN + " and token_hash = :hash")
                .param("now", now())
                .param("hash", Codes.hash(code))
                .query(Invitations::invitation)
                .optional();
    }

    /**
     * Notes that it was answered.
     *
     * @return false if it was answered meanwhile, or is over
     */
    @Transactional
    boolean accepted(UUID invitationId) {
        return jdbc.sql(
                                """
                                update invitation set accepted_at = :now
                                 where invitation_id = :id and accepted_at is null
                                   and revoked_at is null and expires_at > :now
                                """)
                        .param("now", now())
                        .param("id", invitationId)
                        .update()
                > 0;
    }

    @Transactional
    void revoke(UUID invitationId) {
        jdbc.sql(
                        """
                        update invitation set revoked_at = :now
                         where invitation_id = :id and accepted_at is null and revoked_at is null
                        """)
                .param("now", now())
                .param("id", invitationId)
                .update();
    }

    private static Invitation invitation(ResultSet row, int number) throws SQLException {
        var columns = new Columns(row);
        var sites = row.getArray("sites");
        return new Invitation(
                columns.id("invitation_id"),
                columns.id("project_id"),
                columns.text("email"),
                Role.of(columns.text("role")),
                sites == null ? Optional.empty() : Optional.of(Set.of((UUID[]) sites.getArray())),
                columns.text("invited_by"),
                columns.instant("created_at"),
                columns.instant("expires_at"));
    }

    private OffsetDateTime now() {
        return at(clock.instant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
