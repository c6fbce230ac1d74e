package trapline.api.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** All SQL on how long pictures are kept. */
class Retentions {
    /**
     * What a rule means. A picture shows something if people say so, or if nobody has said anything
     * and the surest boxes of models say so; what nothing has looked at is never touched.
     */
    private static final String FITS =
            """
              from capture c left join review r on r.capture_id = c.capture_id
             where c.project_id = :project and c.received_at < :before
               and c.bytes_deleted_at is null and c.state in ('completed', 'stored')
               and not coalesce(r.flagged, false) and coalesce(r.likes, 0) = 0
               and (:verdict = 'any' or (r.verified_at is not null) = (:verdict = 'verified'))
               and (:category = 'any'
                    or case when r.verified_at is not null then
                           case when :category = 'blank'
                                then not exists (select 1 from human_observation h
                                                  where h.capture_id = c.capture_id
                                                    and h.superseded_at is null
                                                    and h.observation_type <> 'blank')
                                else exists (select 1 from human_observation h
                                              where h.capture_id = c.capture_id
                                                and h.superseded_at is null
                                                and h.observation_type = :observed) end
                       else exists (select 1 from detection_run d
                                     where d.capture_id = c.capture_id)
                            and case when :category = 'blank'
                                then not exists (select 1 from detection d
                                                  where d.capture_id = c.capture_id
                                                    and d.confidence >= :sure)
                                else exists (select 1 from detection d
                                              where d.capture_id = c.capture_id
                                                and d.category = :category
                                                and d.confidence >= :sure) end end)
            """;

    /** Boxes that are less sure are not worth keeping a picture for. */
    private static final double SURE = 0.2;

    private final JdbcClient jdbc;
    private final Clock clock;

    Retentions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What a project has decided.
     *
     * @param version counts the decisions, from 1; 0: nobody has decided yet, and everything stays
     */
    record Decision(List<RetentionRule> rules, int version) {}

    Decision of(UUID projectId) {
        var rules =
                jdbc.sql(
                                """
                                select category, verdict, days from retention_rule
                                 where project_id = :project order by days, category, verdict
                                """)
                        .param("project", projectId)
                        .query(
                                (row, number) ->
                                        new RetentionRule(
                                                RetentionRule.Category.of(
                                                        row.getString("category")),
                                                RetentionRule.Verdict.of(row.getString("verdict")),
                                                row.getInt("days")))
                        .list();
        return new Decision(
                rules,
                jdbc.sql("select version from retention where project_id = :project")
                        .param("project", projectId)
                        .query(Integer.class)
                        .optional()
                        .orElse(0));
    }

    /**
     * @return false if somebody else has decided since
     */
    @Transactional
    boolean decide(UUID projectId, Decision decision, String by) {
        var changed =
                jdbc.sql(
                                """
                                insert into retention (project_id, version, changed_at, changed_by)
                                values (:project, :version + 1, :now, :by)
                                on conflict (project_id) do update
                                   set version = retention.version + 1,
                                       changed_at = excluded.changed_at,
                                       changed_by = excluded.changed_by
                                 where retention.version = :version
                                """)
                        .param("project", projectId)
                        .param("version", decision.version())
                        .param("now", now())
                        .param("by", by)
                        .update();
        if (changed == 0) {
            return false;
        }
        jdbc.sql("delete from retention_rule where project_id = :project")
                .param("project", projectId)
                .update();
        for (var rule : decision.rules()) {
            jdbc.sql(
                            """
                            insert into retention_rule (project_id, category, verdict, days)
                            values (:project, :category, :verdict, :days)
                            """)
                    .param("project", projectId)
                    .param("category", rule.category().id())
                    .param("verdict", rule.verdict().id())
                    .param("days", rule.days())
                    .update();
        }
        return true;
    }

    /** What one rule would delete at this moment. */
    record Count(long captures, long bytes) {}

    Count count(UUID projectId, RetentionRule rule) {
        return ask(
                        "select count(*) as captures, coalesce(sum(c.size_bytes), 0) as bytes",
                        projectId,
                        rule)
                .query(Count.class)
                .single();
    }

    /** A picture that goes. */
    record Going(UUID captureId, String blobKey) {}

    /** The next that a rule deletes, at most so many. */
    List<Going> going(UUID projectId, RetentionRule rule, int limit) {
        return ask(
                        "select c.capture_id, c.blob_key",
                        projectId,
                        rule,
                        " order by c.received_at limit " + limit)
                .query(Going.class)
                .list();
    }

    private JdbcClient.StatementSpec ask(String what, UUID projectId, RetentionRule rule) {
        return ask(what, projectId, rule, "");
    }

    private JdbcClient.StatementSpec ask(
            String what, UUID projectId, RetentionRule rule, String order) {
        return jdbc.sql(what + "\n" + FITS + order)
                .param("project", projectId)
                .param(
                        "before",
                        clock.instant()
                                .minus(Duration.ofDays(rule.days()))
                                .atOffset(ZoneOffset.UTC))
                .param("verdict", rule.verdict().id())
                .param("category", rule.category().id())
                .param(
                        "observed",
                        rule.category() == RetentionRule.Category.PERSON
                                ? "human"
                                : rule.category().id())
                .param("sure", SURE);
    }

    /**
     * Notes that the bytes of a capture go.
     *
     * @return the blob to delete; empty if another capture has the same bytes and keeps them
     */
    @Transactional
    Optional<String> gone(Going one) {
        jdbc.sql(
                        """
                        update capture set bytes_deleted_at = :now, thumbnail_key = null,
                               preview_key = null
                         where capture_id = :id
                        """)
                .param("now", now())
                .param("id", one.captureId())
                .update();
        var others =
                jdbc.sql(
                                """
                                select exists (select 1 from capture
                                                where blob_key = :blob and bytes_deleted_at is null)
                                    or exists (select 1 from quarantine
                                                where blob_key = :blob and state = 'waiting')
                                """)
                        .param("blob", one.blobKey())
                        .query(Boolean.class)
                        .single();
        return others ? Optional.empty() : Optional.of(one.blobKey());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
