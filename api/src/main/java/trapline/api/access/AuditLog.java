package trapline.api.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.api.page.Columns;
import trapline.api.page.Conditions;
import trapline.api.page.Cursor;

/**
 * The trail of what people and keys did. Changes of tables are written by the database itself (see
 * {@link AuditTriggers}); what changes no table is noted here.
 */
public class AuditLog {
    private final JdbcClient jdbc;
    private final ObjectMapper json;

    AuditLog(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * One thing that somebody did.
     *
     * @param how the request
     * @param action insert, update, delete, or what else was done
     * @param subject the table, or the kind of thing
     * @param before the columns that differ, as they were
     */
    record Entry(
            UUID auditId,
            Instant at,
            Optional<UUID> projectId,
            String who,
            String how,
            String action,
            String subject,
            String subjectId,
            Optional<JsonNode> before,
            Optional<JsonNode> after) {}

    /** Notes what changes no table, such as looking at what is concealed. */
    @Transactional
    public void noted(
            Caller caller, UUID projectId, String action, String subject, String subjectId) {
        jdbc.sql(
                        """
                        insert into audit (project_id, who, account_id, key_id, how, action, subject,
                                           subject_id)
                        values (:project, :who, :account, :key, 'api', :action, :subject, :id)
                        """)
                .param("project", projectId)
                .param("who", caller.shownAs())
                .param("account", caller.accountId().orElse(null))
                .param("key", caller.keyId().orElse(null))
                .param("action", action)
                .param("subject", subject)
                .param("id", subjectId)
                .update();
    }

    /**
     * What is asked of the trail.
     *
     * @param who a part of the name
     */
    record Question(
            Optional<String> who,
            Optional<String> subject,
            Optional<String> subjectId,
            Optional<Instant> from,
            Optional<Instant> to) {}

    /**
     * Newest first, up to one more than {@code limit}.
     *
     * @param withServer whether what belongs to no project is among it
     */
    List<Entry> page(
            Scope scope,
            boolean withServer,
            Question question,
            Optional<Cursor> cursor,
            int limit) {
        var conditions =
                new Conditions()
                        .and(
                                withServer
                                        ? "(project_id is null or project_id = any(cast(:projects as"
                                                + " uuid[])))"
                                        : "project_id = any(cast(:projects as uuid[]))")
                        .bind("projects", scope.sql())
                        .and("position(lower(:who) in lower(who)) > 0", "who", question.who())
                        .and("subject = :subject", "subject", question.subject())
                        .and("subject_id = :subjectId", "subjectId", question.subjectId())
                        .and("at >= :from", "from", question.from())
                        .and("at < :to", "to", question.to())
                        .behind(cursor, "at", "audit_id")
                        .bind("limit", limit + 1);
        return jdbc.sql(
                        "select * from audit where true "
                                + conditions.sql()
                                + " order by at desc, audit_id desc limit :limit")
                .params(conditions.values())
                .query(this::entry)
                .list();
    }

    private Entry entry(ResultSet row, int number) throws SQLException {
        var columns = new Columns(row);
        return new Entry(
                columns.id("audit_id"),
                columns.instant("at"),
                columns.maybeId("project_id"),
                columns.text("who"),
                columns.text("how"),
                columns.text("action"),
                columns.text("subject"),
                columns.text("subject_id"),
                columns.maybeText("before").map(this::tree),
                columns.maybeText("after").map(this::tree));
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database keeps only valid JSON here", e);
        }
    }
}
