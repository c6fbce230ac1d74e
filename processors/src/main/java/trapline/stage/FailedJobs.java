package trapline.stage;

import com.fasterxml.uuid.Generators;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** The station at which everything ends that failed for good, until somebody redrives it. */
public class FailedJobs {
    private static final int LONGEST_REASON = 2000;

    private static final String SELECT =
            """
            select job_id, stage, part, subject_id, project_id, attempts, reason, failed_at
              from failed_job
             where redriven_at is null and project_id in (:projects)
            """;

    private final JdbcClient jdbc;
    private final Stages stages;
    private final Clock clock;

    public FailedJobs(JdbcClient jdbc, Stages stages, Clock clock) {
        this.jdbc = jdbc;
        this.stages = stages;
        this.clock = clock;
    }

    /**
     * Moves a leased message here. Nothing happens if its lease has run out meanwhile: another
     * worker has it, or it is done.
     */
    @Transactional
    public void add(StageTask task, String reason) {
        if (stages.giveUp(task)) {
            insert(jdbc, task, reason, clock.instant());
        }
    }

    static void insert(JdbcClient jdbc, StageTask task, String reason, Instant now) {
        var storable = Stages.storable(reason);
        var shortened =
                storable.length() > LONGEST_REASON
                        ? storable.substring(0, LONGEST_REASON)
                        : storable;
        jdbc.sql(
                        """
                        insert into failed_job (job_id, stage, part, subject_id, project_id, flow,
                                                lane, attempts, reason, failed_at)
                        values (:job, :stage, :part, :subject, :project, :flow,
                                :lane, :attempts, :reason, :now)
                        """)
                .param("job", Generators.timeBasedEpochGenerator().generate())
                .param("stage", task.stage())
                .param("part", task.part())
                .param("subject", task.subjectId())
                .param("project", task.projectId())
                .param("flow", task.flow())
                .param("lane", task.lane().number())
                .param("attempts", task.attempts())
                .param("reason", shortened)
                .param("now", Stages.at(now))
                .update();
    }

    /** Open failed jobs of these projects, newest first. */
    public List<FailedJob> newest(List<UUID> projects, int limit) {
        if (projects.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(SELECT + " order by failed_at desc, job_id desc limit :limit")
                .param("projects", projects)
                .param("limit", limit)
                .query(FailedJob.class)
                .list();
    }

    /** The open failed job with this id, if it belongs to one of these projects. */
    public Optional<FailedJob> find(UUID jobId, List<UUID> projects) {
        if (projects.isEmpty()) {
            return Optional.empty();
        }
        return jdbc.sql(SELECT + " and job_id = :job")
                .param("projects", projects)
                .param("job", jobId)
                .query(FailedJob.class)
                .optional();
    }

    /**
     * Puts a failed job back before its stage, to be tried as if it were new.
     *
     * @return false if it was redriven before
     */
    @Transactional
    public boolean redrive(UUID jobId) {
        var redriven =
                jdbc.sql(
                                """
                                update failed_job set redriven_at = :now
                                 where job_id = :job and redriven_at is null
                                returning 0::bigint as task_id, stage, part, subject_id,
                                          project_id, flow, lane, attempts
                                """)
                        .param("now", Stages.at(clock.instant()))
                        .param("job", jobId)
                        .query(Stages::task)
                        .optional();
        redriven.ifPresent(task -> stages.put(task.stage(), task));
        return redriven.isPresent();
    }
}
