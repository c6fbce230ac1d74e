package trapline.api.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.api.access.Caller;
import trapline.api.access.Scope;
import trapline.api.page.Columns;
import trapline.api.page.Conditions;
import trapline.api.page.Cursor;
import trapline.project.Identifiers;

/** All SQL on exports. */
class Exports {
    private static final String SELECT = "select e.* from export e where true ";

    private static final String CLAIM =
            """
            update export set state = 'running', started_at = :now, leased_until = :until, done = 0
             where export_id = (
                select export_id from export
                 where state = 'waiting' or (state = 'running' and leased_until < :now)
                 order by created_at limit 1 for update skip locked)
            returning *
            """;

    private final JdbcClient jdbc;
    private final Identifiers identifiers;
    private final ObjectMapper json;
    private final Clock clock;

    Exports(JdbcClient jdbc, Identifiers identifiers, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.identifiers = identifiers;
        this.json = json;
        this.clock = clock;
    }

    @Transactional
    ExportRow add(
            Caller caller,
            UUID projectId,
            ExportFormat format,
            JsonNode filters,
            ExportOptions options) {
        var id = identifiers.next();
        jdbc.sql(
                        """
                        insert into export (export_id, project_id, format, filters, options,
                                            requested_by, account_id, key_id, last_received_at,
                                            created_at)
                        values (:id, :project, :format, cast(:filters as jsonb),
                                cast(:options as jsonb), :by, :account, :key, :now, :now)
                        """)
                .param("id", id)
                .param("project", projectId)
                .param("format", format.id())
                .param("filters", filters.toString())
                .param("options", json.valueToTree(options).toString())
                .param("by", caller.shownAs())
                .param("account", caller.accountId().orElse(null))
                .param("key", caller.keyId().orElse(null))
                .param("now", now())
                .update();
        return find(id).orElseThrow();
    }

    /** How many of somebody's exports are not finished. */
    int open(Caller caller) {
        return jdbc.sql(
                        """
                        select count(*) from export
                         where state in ('waiting', 'running')
                           and (account_id = :account or key_id = :key)
                        """)
                .param("account", caller.accountId().orElse(null))
                .param("key", caller.keyId().orElse(null))
                .query(Integer.class)
                .single();
    }

    Optional<ExportRow> find(UUID exportId) {
        return jdbc.sql(SELECT + " and e.export_id = :id")
                .param("id", exportId)
                .query(this::row)
                .optional();
    }

    /**
     * Those of the projects that the caller asked for, and all of those that they administer;
     * newest first, up to one more than {@code limit}.
     */
    List<ExportRow> page(Caller caller, Scope scope, Optional<Cursor> cursor, int limit) {
        var conditions =
                new Conditions()
                        .and("e.project_id = any(cast(:projects as uuid[]))")
                        .and(
                                """
                                (e.account_id = :account or e.key_id = :key
                                 or e.project_id = any(cast(:administered as uuid[])))
                                """)
                        .bind("projects", scope.sql())
                        .bind("administered", caller.administered().sql())
                        .behind(cursor, "e.created_at", "e.export_id")
                        .bind("limit", limit + 1);
        var values = conditions.values();
        values.put("account", caller.accountId().orElse(null));
        values.put("key", caller.keyId().orElse(null));
        return jdbc.sql(
                        SELECT
                                + conditions.sql()
                                + " order by e.created_at desc, e.export_id desc limit :limit")
                .params(values)
                .query(this::row)
                .list();
    }

    /** Takes the oldest that nobody works on. */
    @Transactional
    Optional<ExportRow> claim(Duration lease) {
        var now = clock.instant();
        return jdbc.sql(CLAIM)
                .param("now", at(now))
                .param("until", at(now.plus(lease)))
                .query(this::row)
                .optional();
    }

    @Transactional
    void counted(UUID exportId, long total) {
        jdbc.sql("update export set total = :total where export_id = :id")
                .param("total", total)
                .param("id", exportId)
                .update();
    }

    /**
     * Says how far it is, and holds it longer.
     *
     * @return false if it was cancelled meanwhile
     */
    @Transactional
    boolean progressed(UUID exportId, long done, Duration lease) {
        return jdbc.sql(
                                """
                                update export set done = :done, leased_until = :until
                                 where export_id = :id and state = 'running'
                                """)
                        .param("done", done)
                        .param("until", at(clock.instant().plus(lease)))
                        .param("id", exportId)
                        .update()
                > 0;
    }

    /** The finished file. */
    record Made(String fileName, long sizeBytes, String sha256, List<String> notes) {}

    @Transactional
    void done(UUID exportId, long done, Made made, Instant expiresAt) {
        jdbc.sql(
                        """
                        update export
                           set state = 'done', done = :done, total = :done, file_name = :name,
                               size_bytes = :size, sha256 = :sha, notes = :notes,
                               finished_at = :now, leased_until = null, expires_at = :expires
                         where export_id = :id and state = 'running'
                        """)
                .param("done", done)
                .param("name", made.fileName())
                .param("size", made.sizeBytes())
                .param("sha", made.sha256())
                .param("notes", made.notes().toArray(String[]::new))
                .param("now", now())
                .param("expires", at(expiresAt))
                .param("id", exportId)
                .update();
    }

    @Transactional
    void failed(UUID exportId, String reason) {
        end(exportId, "failed", Optional.of(reason));
    }

    /** Whoever works on it notices, and stops. */
    @Transactional
    void cancel(UUID exportId) {
        end(exportId, "cancelled", Optional.empty());
    }

    private void end(UUID exportId, String state, Optional<String> reason) {
        jdbc.sql(
                        """
                        update export set state = :state, reason = :reason, finished_at = :now,
                               leased_until = null
                         where export_id = :id and state in ('waiting', 'running')
                        """)
                .param("state", state)
                .param("reason", reason.orElse(null))
                .param("now", now())
                .param("id", exportId)
                .update();
    }

    /** Lets the next worker have what this one could not finish. */
    @Transactional
    void release(UUID exportId) {
        jdbc.sql(
                        """
                        update export set state = 'waiting', leased_until = null, done = 0
                         where export_id = :id and state = 'running'
                        """)
                .param("id", exportId)
                .update();
    }

    /** Ends the links whose time is over; their files may go. */
    @Transactional
    List<UUID> expire() {
        return jdbc.sql(
                        """
                        update export set state = 'expired'
                         where state = 'done' and expires_at <= :now returning export_id
                        """)
                .param("now", now())
                .query(UUID.class)
                .list();
    }

    @Transactional
    void expire(UUID exportId) {
        jdbc.sql("update export set state = 'expired' where export_id = :id and state = 'done'")
                .param("id", exportId)
                .update();
    }

    private ExportRow row(ResultSet row, int number) throws SQLException {
        var columns = new Columns(row);
        return new ExportRow(
                columns.id("export_id"),
                columns.id("project_id"),
                ExportFormat.of(columns.text("format")),
                tree(columns.text("filters")),
                json.convertValue(tree(columns.text("options")), ExportOptions.class),
                columns.text("requested_by"),
                columns.maybeId("account_id"),
                columns.maybeId("key_id"),
                columns.text("state"),
                columns.bigNumber("done"),
                Optional.ofNullable(row.getObject("total", Long.class)),
                columns.texts("notes"),
                columns.maybeText("reason"),
                columns.maybeText("file_name"),
                Optional.ofNullable(row.getObject("size_bytes", Long.class)),
                columns.maybeText("sha256"),
                columns.instant("last_received_at"),
                columns.instant("created_at"),
                columns.maybeInstant("started_at"),
                columns.maybeInstant("finished_at"),
                columns.maybeInstant("expires_at"));
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database keeps only valid JSON here", e);
        }
    }

    private OffsetDateTime now() {
        return at(clock.instant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
