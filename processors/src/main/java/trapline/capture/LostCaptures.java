package trapline.capture;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.stage.Stages;

/**
 * Finds captures that are on their way but before no stage and among no failed jobs. State and
 * hand-over commit together, so there are none; should there ever be one, it is put back.
 */
public class LostCaptures {
    private static final Duration SETTLED = Duration.ofMinutes(1);
    private static final Map<Capture.State, String> NEXT =
            Map.of(
                    Capture.State.RECEIVED, "image-ingested",
                    Capture.State.DETECTED, "detection-complete",
                    Capture.State.CLASSIFIED, "classification-complete");

    private static final String FIND =
            """
            select c.* from capture c
             where c.state in ('received', 'detected', 'classified')
               and c.received_at < :before
               and not exists (select 1 from stage_task t where t.subject_id = c.capture_id)
               and not exists (select 1 from failed_job f
                                where f.subject_id = c.capture_id and f.redriven_at is null)
             limit 500
            """;

    private final JdbcClient jdbc;
    private final Stages stages;
    private final Clock clock;

    public LostCaptures(JdbcClient jdbc, Stages stages, Clock clock) {
        this.jdbc = jdbc;
        this.stages = stages;
        this.clock = clock;
    }

    /**
     * Puts each of them back before the stage that follows its state.
     *
     * @return the captures that had been lost
     */
    @Transactional
    public List<Capture> recover() {
        var lost =
                jdbc.sql(FIND)
                        .param("before", clock.instant().minus(SETTLED).atOffset(ZoneOffset.UTC))
                        .query(Captures::capture)
                        .list();
        lost.forEach(capture -> stages.put(NEXT.get(capture.state()), capture));
        return lost;
    }
}
