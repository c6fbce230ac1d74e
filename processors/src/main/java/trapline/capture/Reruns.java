package trapline.capture;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.stage.Stages;

/**
 * Sends captures that are done through the pipeline once more, with the models that are used now.
 * What earlier models found on them is kept beside. From then on they count as reprocessed, so they
 * alert nobody, and they wait behind everything live.
 */
public class Reruns {
    private static final String STAGE = "image-ingested";

    /** What is still on its way is judged by the new model anyway. */
    private static final String AGAIN =
            """
            update capture set state = 'received', origin = 'reprocessed'
             where capture_id in (:captures) and state = 'completed'
               and bytes_deleted_at is null
            returning *
            """;

    private final JdbcClient jdbc;
    private final Stages stages;

    public Reruns(JdbcClient jdbc, Stages stages) {
        this.jdbc = jdbc;
        this.stages = stages;
    }

    /**
     * Puts these captures before detection again; those that are not completed are left alone.
     *
     * @return how many go through once more
     */
    @Transactional
    public int again(Collection<UUID> captureIds) {
        if (captureIds.isEmpty()) {
            return 0;
        }
        List<Capture> captures =
                jdbc.sql(AGAIN).param("captures", captureIds).query(Captures::capture).list();
        captures.forEach(capture -> stages.put(STAGE, capture));
        return captures.size();
    }
}
