package trapline.api.quarantine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.api.access.Scope;
import trapline.api.page.Columns;
import trapline.api.page.Conditions;
import trapline.api.page.Cursor;
import trapline.api.page.Page;
import trapline.capture.QuarantineReason;

/** Files in quarantine. Reads only. */
class QuarantineLists {
    private static final String PAGE =
            """
            select v.*
              from unnest(cast(:projects as uuid[])) as visible (project_id)
             cross join lateral (
                    select q.* from quarantine q
                     where q.project_id = visible.project_id %s
                     order by q.received_at desc, q.quarantine_id desc limit :limit) v
             order by v.received_at desc, v.quarantine_id desc limit :limit
            """;

    private static final String VISIBLE =
            """
             from quarantine q
            where q.quarantine_id = :id and q.project_id = any(cast(:projects as uuid[]))
            """;

    private final JdbcClient jdbc;

    QuarantineLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One page of files, newest first. */
    Page<QuarantineView> page(Scope scope, QuarantineQuery query) {
        var conditions =
                new Conditions()
                        .bind("projects", scope.sql())
                        .bind("limit", query.size() + 1)
                        .and("q.source_id = :source", "source", Optional.ofNullable(query.source()))
                        .and(
                                "q.reason = :reason",
                                "reason",
                                Optional.ofNullable(query.reason()).map(QuarantineReason::id))
                        .and(
                                "q.state = :state",
                                "state",
                                Optional.ofNullable(query.state()).map(QuarantineQuery.State::id))
                        .behind(query.maybeCursor(), "q.received_at", "q.quarantine_id");
        var found =
                jdbc.sql(PAGE.formatted(conditions.sql()))
                        .params(conditions.values())
                        .query(QuarantineLists::file)
                        .list();
        return Page.of(
                found,
                query.size(),
                file -> new Cursor(Cursor.Kind.QUARANTINE, file.receivedAt(), file.quarantineId()));
    }

    /** Empty if there is none, or none in this scope. */
    Optional<QuarantineView> find(Scope scope, UUID quarantineId) {
        return jdbc.sql("select q.*" + VISIBLE)
                .param("id", quarantineId)
                .param("projects", scope.sql())
                .query(QuarantineLists::file)
                .optional();
    }

    /** What the blob store opens the file with. */
    Optional<String> blobKey(Scope scope, UUID quarantineId) {
        return jdbc.sql("select q.blob_key" + VISIBLE)
                .param("id", quarantineId)
                .param("projects", scope.sql())
                .query(String.class)
                .optional();
    }

    private static QuarantineView file(ResultSet row, int number) throws SQLException {
        var columns = new Columns(row);
        var id = columns.id("quarantine_id");
        var reason = columns.text("reason");
        return new QuarantineView(
                id,
                columns.id("project_id"),
                columns.text("source_id"),
                columns.maybeText("account"),
                columns.text("path"),
                columns.bigNumber("size_bytes"),
                columns.text("sha256"),
                reason,
                meaning(reason),
                columns.text("detail"),
                columns.instant("received_at"),
                columns.number("times"),
                columns.text("state"),
                columns.maybeInstant("settled_at"),
                "/api/quarantine/" + id + "/bytes");
    }

    /** A reason of an older version has no sentence any more; its name stands for it. */
    private static String meaning(String reason) {
        return Arrays.stream(QuarantineReason.values())
                .filter(known -> known.id().equals(reason))
                .map(QuarantineReason::meaning)
                .findFirst()
                .orElse(reason);
    }
}
