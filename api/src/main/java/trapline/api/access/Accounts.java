package trapline.api.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.annotation.Transactional;
import trapline.api.page.Columns;
import trapline.api.page.Conditions;
import trapline.api.page.Cursor;
import trapline.project.Identifiers;

/** All SQL on people and on what they may do in projects. */
public class Accounts {
    /** The shortest password, in characters. */
    public static final int SHORTEST_PASSWORD = 8;

    /** The longest password, in bytes of UTF-8: bcrypt reads no further. */
    public static final int LONGEST_PASSWORD = 72;

    private static final int LONGEST_EMAIL = 254;
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}]+");
    private static final String SELECT =
            """
            select account_id, email, password_hash, server_admin, created_at, disabled_at,
                   totp_confirmed_at is not null as second_factor
              from account
            """;

    private final JdbcClient jdbc;
    private final Identifiers identifiers;
    private final PasswordEncoder passwords;
    private final Clock clock;

    /**
     * @param passwords makes hashes that carry the prefix of their algorithm
     */
    public Accounts(
            JdbcClient jdbc, Identifiers identifiers, PasswordEncoder passwords, Clock clock) {
        this.jdbc = jdbc;
        this.identifiers = identifiers;
        this.passwords = passwords;
        this.clock = clock;
    }

    /**
     * Makes a person who sees every project and the server itself.
     *
     * @throws AccountExists if the address has an account
     * @throws UnusableAccount if address or password are of no use; the message says why
     */
    @Transactional
    public Account createServerAdmin(String email, String password) {
        return create(email, password, true);
    }

    /**
     * Makes a person, who sees nothing until they are a member of a project.
     *
     * @throws AccountExists if the address has an account
     * @throws UnusableAccount if address or password are of no use; the message says why
     */
    @Transactional
    public Account create(String email, String password) {
        return create(email, password, false);
    }

    private Account create(String email, String password, boolean serverAdmin) {
        var address = checkedEmail(email);
        checkPassword(address, password);
        var id = identifiers.next();
        try {
            jdbc.sql(
                            """
                            insert into account
                                (account_id, email, password_hash, server_admin, created_at)
                            values (:id, :email, :hash, :admin, :now)
                            """)
                    .param("id", id)
                    .param("email", address)
                    .param("hash", passwords.encode(password))
                    .param("admin", serverAdmin)
                    .param("now", now())
                    .update();
        } catch (DuplicateKeyException e) {
            throw new AccountExists(address);
        }
        return find(id).orElseThrow();
    }

    /**
     * Replaces a password. Every session that was begun with the old one ends.
     *
     * @throws UnusableAccount if the password is of no use; the message says why
     */
    @Transactional
    public void changePassword(UUID accountId, String password) {
        checkPassword(find(accountId).map(Account::email).orElse(""), password);
        jdbc.sql("update account set password_hash = :hash where account_id = :id")
                .param("hash", passwords.encode(password))
                .param("id", accountId)
                .update();
    }

    /** Ends all sessions of a person for good; they may not log in again. */
    @Transactional
    public void disable(UUID accountId) {
        jdbc.sql(
                        """
                        update account set disabled_at = coalesce(disabled_at, :now)
                         where account_id = :id
                        """)
                .param("now", now())
                .param("id", accountId)
                .update();
    }

    /** Lets a person log in again. */
    @Transactional
    public void enable(UUID accountId) {
        jdbc.sql("update account set disabled_at = null where account_id = :id")
                .param("id", accountId)
                .update();
    }

    public Optional<Account> find(UUID accountId) {
        return jdbc.sql(SELECT + " where account_id = :id")
                .param("id", accountId)
                .query(Accounts::account)
                .optional();
    }

    /** The person with this address, in whatever case it is written. */
    public Optional<Account> find(String email) {
        return jdbc.sql(SELECT + " where lower(email) = lower(:email)")
                .param("email", email.strip())
                .query(Accounts::account)
                .optional();
    }

    /** Whether anybody could administer this server. */
    public boolean hasServerAdmin() {
        return jdbc.sql(
                        """
                        select exists (select 1 from account
                                        where server_admin and disabled_at is null)
                        """)
                .query(Boolean.class)
                .single();
    }

    /** People, newest first: up to one more than {@code limit}. */
    List<Account> page(Optional<Cursor> cursor, int limit) {
        var conditions =
                new Conditions()
                        .behind(cursor, "created_at", "account_id")
                        .bind("limit", limit + 1);
        return jdbc.sql(
                        SELECT
                                + " where true "
                                + conditions.sql()
                                + " order by created_at desc, account_id desc limit :limit")
                .params(conditions.values())
                .query(Accounts::account)
                .list();
    }

    /** All people by address, at most so many. */
    public List<Account> byEmail(int limit) {
        return jdbc.sql(SELECT + " order by lower(email) limit :limit")
                .param("limit", limit)
                .query(Accounts::account)
                .list();
    }

    /** Makes somebody a member of a project, or changes their role in it. */
    @Transactional
    public void grant(UUID accountId, UUID projectId, Role role) {
        jdbc.sql(
                        """
                        insert into membership (account_id, project_id, role)
                        values (:account, :project, :role)
                        on conflict (account_id, project_id) do update
                           set role = excluded.role,
                               limited = membership.limited and excluded.role = 'viewer'
                        """)
                .param("account", accountId)
                .param("project", projectId)
                .param("role", role.id())
                .update();
    }

    /**
     * Takes somebody out of a project.
     *
     * @return false if they were no member
     */
    @Transactional
    public boolean revoke(UUID accountId, UUID projectId) {
        return jdbc.sql(
                                """
                                delete from membership
                                 where account_id = :account and project_id = :project
                                """)
                        .param("account", accountId)
                        .param("project", projectId)
                        .update()
                > 0;
    }

    /** A person's role in each of their projects. */
    public Map<UUID, Role> roles(UUID accountId) {
        var roles = new HashMap<UUID, Role>();
        jdbc.sql("select project_id, role from membership where account_id = :account")
                .param("account", accountId)
                .query(
                        row -> {
                            roles.put(
                                    row.getObject("project_id", UUID.class),
                                    Role.of(row.getString("role")));
                        });
        return roles;
    }

    /**
     * What a person may do.
     *
     * @param roles by project
     * @param sites of the projects in which they see only some: which
     */
    record Rights(Map<UUID, Role> roles, Map<UUID, Set<UUID>> sites) {}

    /** A person's rights, in one question: it is asked at every request. */
    Rights rights(UUID accountId) {
        var roles = new HashMap<UUID, Role>();
        var sites = new HashMap<UUID, Set<UUID>>();
        jdbc.sql(
                        """
                        select m.project_id, m.role, m.limited, s.site_id
                          from membership m
                          left join membership_site s
                                 on m.limited and s.account_id = m.account_id
                                and s.project_id = m.project_id
                         where m.account_id = :account
                        """)
                .param("account", accountId)
                .query(
                        row -> {
                            var project = row.getObject("project_id", UUID.class);
                            roles.put(project, Role.of(row.getString("role")));
                            if (row.getBoolean("limited")) {
                                var seen = sites.computeIfAbsent(project, id -> new HashSet<>());
                                var site = row.getObject("site_id", UUID.class);
                                if (site != null) {
                                    seen.add(site);
                                }
                            }
                        });
        return new Rights(roles, sites);
    }

    /**
     * Lets a viewer see only these sites of a project, or all of it again.
     *
     * @param sites empty: all of them
     */
    @Transactional
    public void limit(UUID accountId, UUID projectId, Optional<Set<UUID>> sites) {
        jdbc.sql(
                        """
                        update membership set limited = :limited
                         where account_id = :account and project_id = :project
                        """)
                .param("limited", sites.isPresent())
                .param("account", accountId)
                .param("project", projectId)
                .update();
        jdbc.sql(
                        """
                        delete from membership_site
                         where account_id = :account and project_id = :project
                        """)
                .param("account", accountId)
                .param("project", projectId)
                .update();
        sites.ifPresent(
                some ->
                        jdbc.sql(
                                        """
                                        insert into membership_site (account_id, project_id, site_id)
                                        select :account, :project, site_id from site
                                         where project_id = :project
                                           and site_id = any(cast(:sites as uuid[]))
                                        """)
                                .param("account", accountId)
                                .param("project", projectId)
                                .param("sites", new Scope(some).sql())
                                .update());
    }

    /** A named place of a project. */
    record Site(UUID siteId, String name) {}

    /** The sites of a project, by name. */
    List<Site> sitesOf(UUID projectId) {
        return jdbc.sql("select site_id, name from site where project_id = :project order by name")
                .param("project", projectId)
                .query(Site.class)
                .list();
    }

    /** Who belongs to a project, by address. */
    public List<Member> members(UUID projectId) {
        return jdbc.sql(
                        """
                        select a.email, m.role, m.limited,
                               array(select s.site_id from membership_site s
                                      where s.account_id = m.account_id
                                        and s.project_id = m.project_id) as sites
                          from membership m join account a using (account_id)
                         where m.project_id = :project order by lower(a.email)
                        """)
                .param("project", projectId)
                .query(
                        (row, number) ->
                                new Member(
                                        row.getString("email"),
                                        Role.of(row.getString("role")),
                                        row.getBoolean("limited")
                                                ? Optional.of(
                                                        Set.of(
                                                                (UUID[])
                                                                        row.getArray("sites")
                                                                                .getArray()))
                                                : Optional.empty()))
                .list();
    }

    /**
     * One person in one project.
     *
     * @param sites the only ones that they see; empty: all
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Member(String email, Role role, Optional<Set<UUID>> sites) {}

    /**
     * @throws UnusableAccount if it is no address
     */
    static String checkedEmail(String email) {
        var address = email == null ? "" : email.strip();
        if (address.length() > LONGEST_EMAIL || !EMAIL.matcher(address).matches()) {
            throw new UnusableAccount("email", "must be an e-mail address");
        }
        return address;
    }

    private static void checkPassword(String email, String password) {
        PasswordRules.wrong(email, password)
                .ifPresent(
                        reason -> {
                            throw new UnusableAccount("password", reason);
                        });
    }

    /** Whether this person was named an editor of the configuration. */
    boolean editsConfiguration(UUID accountId) {
        return jdbc.sql(
                        """
                        select exists (select 1 from config_editor where account_id = :account)
                        """)
                .param("account", accountId)
                .query(Boolean.class)
                .single();
    }

    private static Account account(ResultSet row, int number) throws SQLException {
        var columns = new Columns(row);
        return new Account(
                columns.id("account_id"),
                columns.text("email"),
                columns.text("password_hash"),
                columns.flag("server_admin"),
                columns.instant("created_at"),
                columns.maybeInstant("disabled_at"),
                columns.flag("second_factor"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
