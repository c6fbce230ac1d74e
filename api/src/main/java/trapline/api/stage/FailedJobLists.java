package trapline.api.stage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.api.access.Scope;
import trapline.api.page.Columns;
import trapline.api.page.Conditions;
import trapline.api.page.Cursor;
import trapline.api.page.Page;

/** Failed jobs that nobody has sent on their way again. Reads only. */
class FailedJobLists {
    private static final String PAGE =
            """
            select v.*
              from unnest(cast(:projects as uuid[])) as visible (project_id)
             cross join lateral (
                    select f.* from failed_job f
                     where f.project_id = visible.project_id and f.redriven_at is null %s
                     order by f.failed_at desc, f.job_id desc limit :limit) v
             order by v.failed_at desc, v.job_id desc limit :limit
            """;

    private final JdbcClient jdbc;

    FailedJobLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One job that was given up.
     *
     * @param part which part of the stage, such as a channel; empty when the stage is whole
     * @param subjectId the capture, or the delivery for the stage alert-raised
     * @param attempts how often it was tried
     */
    record FailedJobView(
            UUID jobId,
            UUID projectId,
            String stage,
            String part,
            UUID subjectId,
            int attempts,
            String reason,
            Instant failedAt) {}

    /** One page of open failed jobs, newest first. */
    Page<FailedJobView> page(Scope scope, FailedJobQuery query) {
        var conditions =
                new Conditions()
                        .bind("projects", scope.sql())
                        .bind("limit", query.size() + 1)
                        .and("f.stage = :stage", "stage", Optional.ofNullable(query.stage()))
                        .behind(query.maybeCursor(), "f.failed_at", "f.job_id");
        var found =
                jdbc.sql(PAGE.formatted(conditions.sql()))
                        .params(conditions.values())
                        .query(
                                (row, number) -> {
                                    var columns = new Columns(row);
                                    return new FailedJobView(
                                            columns.id("job_id"),
                                            columns.id("project_id"),
                                            columns.text("stage"),
                                            columns.text("part"),
                                            columns.id("subject_id"),
                                            columns.number("attempts"),
                                            columns.text("reason"),
                                            columns.instant("failed_at"));
                                })
                        .list();
        return Page.of(
                found,
                query.size(),
                job -> new Cursor(Cursor.Kind.FAILED_JOBS, job.failedAt(), job.jobId()));
    }

    /** Open failed jobs of one stage, oldest first: those to send on their way first. */
    List<UUID> oldest(Scope scope, String stage, int limit) {
        return jdbc.sql(
                        """
                        select job_id from failed_job
                         where project_id = any(cast(:projects as uuid[])) and stage = :stage
                           and redriven_at is null
                         order by failed_at, job_id limit :limit
                        """)
                .param("projects", scope.sql())
                .param("stage", stage)
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    /**
     * How many jobs of each stage have failed and wait for a person, over all projects.
     *
     * @param stage its name
     */
    record Failed(String stage, long failed) {}

    List<Failed> byStage() {
        return jdbc.sql(
                        """
                        select stage, count(*) as failed from failed_job
                         where redriven_at is null group by stage order by stage
                        """)
                .query((row, number) -> new Failed(row.getString(1), row.getLong(2)))
                .list();
    }
}
