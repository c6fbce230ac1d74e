package trapline.api.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** All SQL on what requests that may be sent again were answered the first time. */
class FirstAnswers {
    private static final Duration KEPT = Duration.ofDays(1);

    /** Whoever worked on it for longer was killed. */
    private static final Duration LONGEST_WORK = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final Clock clock;

    FirstAnswers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How a request stands that comes with a key. */
    enum State {
        NEW,
        RUNNING,
        DONE,
        OTHER
    }

    /**
     * @param body null: it held a secret
     */
    record Answer(int status, String contentType, String location, String body) {}

    record Begun(State state, Optional<Answer> answer) {}

    private record Row(
            String requestHash, Integer status, String contentType, String location, String body) {}

    @Transactional
    Begun begin(String caller, String key, String requestHash) {
        var now = clock.instant();
        jdbc.sql(
                        """
                        delete from idempotency
                         where created_at < :old or (status is null and created_at < :stuck)
                        """)
                .param("old", at(now.minus(KEPT)))
                .param("stuck", at(now.minus(LONGEST_WORK)))
                .update();
        var mine =
                jdbc.sql(
                                """
                                insert into idempotency (caller, key, request_hash, created_at)
                                values (:caller, :key, :hash, :now) on conflict do nothing
                                """)
                        .param("caller", caller)
                        .param("key", key)
                        .param("hash", requestHash)
                        .param("now", at(now))
                        .update();
        if (mine > 0) {
            return new Begun(State.NEW, Optional.empty());
        }
        var row =
                jdbc.sql(
                                """
                                select request_hash, status, content_type, location, body
                                  from idempotency where caller = :caller and key = :key
                                """)
                        .param("caller", caller)
                        .param("key", key)
                        .query(Row.class)
                        .single();
        if (!row.requestHash().equals(requestHash)) {
            return new Begun(State.OTHER, Optional.empty());
        }
        return row.status() == null
                ? new Begun(State.RUNNING, Optional.empty())
                : new Begun(
                        State.DONE,
                        Optional.of(
                                new Answer(
                                        row.status(),
                                        row.contentType(),
                                        row.location(),
                                        row.body())));
    }

    @Transactional
    void keep(String caller, String key, Answer answer) {
        jdbc.sql(
                        """
                        update idempotency set status = :status, content_type = :type,
                               location = :location, body = :body
                         where caller = :caller and key = :key
                        """)
                .param("status", answer.status())
                .param("type", answer.contentType())
                .param("location", answer.location())
                .param("body", answer.body())
                .param("caller", caller)
                .param("key", key)
                .update();
    }

    @Transactional
    void forget(String caller, String key) {
        jdbc.sql("delete from idempotency where caller = :caller and key = :key")
                .param("caller", caller)
                .param("key", key)
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
