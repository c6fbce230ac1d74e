package trapline.stage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * The messages between stages. Hand-over and result share a transaction: {@link #put} and {@link
 * #finish} are called inside the transaction that writes the result.
 */
public class Stages {
    /** The database channel on which a new message is announced; its payload is the stage. */
    public static final String ANNOUNCEMENTS = "trapline_stage";

    private static final String PUT =
            """
            insert into stage_task
                (stage, part, subject_id, project_id, flow, lane, turn, enqueued_at, available_at)
            select :stage, :part, :subject, :project, :flow, :lane,
                   stage_turn(:stage, :part, cast(:lane as smallint), :flow),
                   :now, :now
            on conflict (stage, part, subject_id) do nothing
            """;

    /**
     * The announcement is part of the statement; a message that is there already is not told of.
     */
    private static final String ANNOUNCED =
            "with put as (%s returning 1) select count(pg_notify(:channel, :stage)) from put"
                    .formatted(PUT);

    /** The same, and the message that led to it is removed. */
    private static final String PASSED =
            ANNOUNCED.replace(
                    "with put", "with done as (delete from stage_task where task_id = :done), put");

    /** The same, and the commit does not wait for the disk. */
    private static final String PASSED_REPEATABLE =
            PASSED.replace(" from put", ", set_config('synchronous_commit', 'off', true) from put");

    private static final String FINISH_REPEATABLE =
            """
            with done as (delete from stage_task where task_id = :id)
            select set_config('synchronous_commit', 'off', true)
            """;

    /**
     * A lease that a power cut takes back does no harm, so its commit need not wait for the disk.
     */
    private static final String CLAIM =
            """
            update stage_task
               set state = 'leased', attempts = attempts + 1,
                   leased_by = :owner, leased_until = :until
             where task_id = (select task_id from stage_task
                               where stage = :stage and part = :part and state = 'ready'
                               order by lane, turn, task_id
                               limit 1 for update skip locked)
            returning task_id, stage, part, subject_id, project_id, flow, lane, attempts,
                      exists (select 1 from stage_task other
                               where other.stage = :stage and other.part = :part
                                 and other.state = 'ready'
                                 and other.task_id <> stage_task.task_id) as more,
                      set_config('synchronous_commit', 'off', true)
            """;

    /** Several instances may do this at once; each takes what the others have not locked. */
    private static final String PROMOTE =
            """
            update stage_task set state = 'ready', leased_by = null, leased_until = null
             where task_id in (select task_id from stage_task
                                where (state = 'waiting' and available_at <= :now)
                                   or (state = 'leased' and leased_until < :now)
                                for update skip locked)
            returning stage
            """;

    private static final String DEADLY =
            """
            delete from stage_task
             where task_id in (select task_id from stage_task
                                where state = 'leased' and attempts >= :most
                                  and (leased_by = :owner or leased_until < :now)
                                for update skip locked)
            returning task_id, stage, part, subject_id, project_id, flow, lane, attempts
            """;

    /**
     * A message whose workers fell silent so often takes the process down: it ends among the failed
     * jobs, so that it cannot do so for ever. High enough for a run of bad luck.
     */
    private static final int MOST_SILENCES = 25;

    private static final String DEPTHS =
            """
            select stage, part, lane, count(*) as waiting, min(enqueued_at) as oldest
              from stage_task group by stage, part, lane
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    public Stages(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Puts a message before a stage and wakes its workers when the transaction commits. A message
     * for a subject that already waits there changes nothing.
     */
    @Transactional
    public void put(String stage, StageMessage message) {
        announce(jdbc.sql(ANNOUNCED), stage, message);
    }

    /** Removes a message whose work is done and puts the one before a stage that it led to. */
    @Transactional
    public void pass(StageTask done, String stage, StageMessage message) {
        announce(jdbc.sql(PASSED).param("done", done.taskId()), stage, message);
    }

    /**
     * The same where all that the transaction writes could be made again without anybody noticing:
     * its commit does not wait for the disk. A power cut may take it back, never half of it.
     */
    @Transactional
    public void passRepeatable(StageTask done, String stage, StageMessage message) {
        announce(jdbc.sql(PASSED_REPEATABLE).param("done", done.taskId()), stage, message);
    }

    private void announce(JdbcClient.StatementSpec statement, String stage, StageMessage message) {
        message(statement, stage, message).query((row, number) -> row.getLong(1)).single();
    }

    private JdbcClient.StatementSpec message(
            JdbcClient.StatementSpec statement, String stage, StageMessage message) {
        return statement
                .param("channel", ANNOUNCEMENTS)
                .param("stage", stage)
                .param("part", message.part())
                .param("subject", message.subjectId())
                .param("project", message.projectId())
                .param("flow", message.flow())
                .param("lane", message.lane().number())
                .param("now", at(clock.instant()));
    }

    /**
     * Leases the next message: live before backlog, then each flow in its turn.
     *
     * @param lease how long the worker may be silent before the message is given to another
     */
    public Optional<StageTask> claim(String stage, String part, String owner, Duration lease) {
        return next(stage, part, owner, lease).map(Claim::task);
    }

    /** The same, and whether another message was ready behind it. */
    public Optional<Claim> next(String stage, String part, String owner, Duration lease) {
        return jdbc.sql(CLAIM)
                .param("stage", stage)
                .param("part", part)
                .param("owner", owner)
                .param("until", at(clock.instant().plus(lease)))
                .query((row, number) -> new Claim(task(row, number), row.getBoolean("more")))
                .optional();
    }

    /**
     * A message that was leased.
     *
     * @param more whether another one was ready at that moment
     */
    public record Claim(StageTask task, boolean more) {}

    /** Removes a message whose work is done, in the transaction of its result. */
    @Transactional
    public void finish(StageTask task) {
        jdbc.sql("delete from stage_task where task_id = :id").param("id", task.taskId()).update();
    }

    /**
     * The same where nothing came of it that anybody was told: its commit does not wait for the
     * disk. A power cut may take back the result with it, and then the message is worked on again.
     */
    @Transactional
    public void finishRepeatable(StageTask task) {
        jdbc.sql(FINISH_REPEATABLE)
                .param("id", task.taskId())
                .query((row, number) -> row.getString(1))
                .single();
    }

    /**
     * Puts a message back that failed, to be tried again after a while. Nothing happens if its
     * lease has run out meanwhile: another worker has it, or it is done.
     */
    @Transactional
    public void defer(StageTask task, Duration wait, String reason) {
        putBack(task, wait, reason, task.attempts());
    }

    /** The same for a message that did not fail and whose time has not come: no attempt counts. */
    @Transactional
    public void postpone(StageTask task, Duration wait, String reason) {
        putBack(task, wait, reason, task.attempts() - 1);
    }

    private void putBack(StageTask task, Duration wait, String reason, int attempts) {
        jdbc.sql(
                        """
                        update stage_task
                           set state = 'waiting', available_at = :at, last_reason = :reason,
                               attempts = :attempts, leased_by = null, leased_until = null
                         where task_id = :id and state = 'leased' and attempts = :made
                        """)
                .param("at", at(clock.instant().plus(wait)))
                .param("reason", storable(reason))
                .param("attempts", attempts)
                .param("id", task.taskId())
                .param("made", task.attempts())
                .update();
    }

    /** Whether the message was still this worker's; then it is gone. */
    boolean giveUp(StageTask task) {
        return jdbc.sql(
                                """
                                delete from stage_task
                                 where task_id = :id and state = 'leased' and attempts = :made
                                """)
                        .param("id", task.taskId())
                        .param("made", task.attempts())
                        .update()
                > 0;
    }

    /** Keeps the leases of messages that are still being worked on. */
    @Transactional
    public void renew(Collection<Long> taskIds, String owner, Duration lease) {
        if (taskIds.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        update stage_task set leased_until = :until
                         where task_id in (:ids) and state = 'leased' and leased_by = :owner
                        """)
                .param("until", at(clock.instant().plus(lease)))
                .param("ids", taskIds)
                .param("owner", owner)
                .update();
    }

    /**
     * Gives back at once what an earlier run of the same owner had leased when it was killed.
     *
     * @return how many messages were given back
     */
    @Transactional
    public int release(String owner) {
        giveUpDeadly(owner);
        return jdbc.sql(
                        """
                        update stage_task set state = 'ready', leased_by = null, leased_until = null
                         where state = 'leased' and leased_by = :owner
                        """)
                .param("owner", owner)
                .update();
    }

    /** Makes ready what has waited long enough or whose worker fell silent. */
    @Transactional
    public int promote() {
        giveUpDeadly("");
        var stages = jdbc.sql(PROMOTE).param("now", at(clock.instant())).query(String.class).list();
        stages.stream().distinct().forEach(this::announce);
        return stages.size();
    }

    /** Everything that waits, by stage, part and lane. */
    public List<StageDepth> depths() {
        var now = clock.instant();
        return jdbc.sql(DEPTHS)
                .query(
                        (row, number) ->
                                new StageDepth(
                                        row.getString("stage"),
                                        row.getString("part"),
                                        Lane.of(row.getInt("lane")),
                                        row.getLong("waiting"),
                                        Duration.between(
                                                row.getTimestamp("oldest").toInstant(), now)))
                .list();
    }

    private void giveUpDeadly(String owner) {
        jdbc.sql(DEADLY)
                .param("most", MOST_SILENCES)
                .param("owner", owner)
                .param("now", at(clock.instant()))
                .query(Stages::task)
                .list()
                .forEach(
                        task ->
                                FailedJobs.insert(
                                        jdbc,
                                        task,
                                        "Trapline stopped %d times while it worked on this."
                                                .formatted(task.attempts()),
                                        clock.instant()));
    }

    private void announce(String stage) {
        jdbc.sql("select pg_notify(:channel, :stage)")
                .param("channel", ANNOUNCEMENTS)
                .param("stage", stage)
                .query((row, number) -> stage)
                .list();
    }

    static StageTask task(ResultSet row, int number) throws SQLException {
        return new StageTask(
                row.getLong("task_id"),
                row.getString("stage"),
                row.getString("part"),
                row.getObject("subject_id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getString("flow"),
                Lane.of(row.getInt("lane")),
                row.getInt("attempts"));
    }

    /** Texts from outside may hold a NUL, which PostgreSQL does not store. */
    static String storable(String text) {
        return text == null ? "" : text.replace('\0', ' ');
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
