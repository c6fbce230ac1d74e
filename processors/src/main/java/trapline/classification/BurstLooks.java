package trapline.classification;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.capture.Capture;

/**
 * What the other pictures of a burst look like to a classifier. A burst is a camera's pictures of
 * which none comes later than the gap after the one before, by the camera's own clock.
 */
public class BurstLooks {
    /** A camera that never rests must not make one burst of a day. */
    private static final int MOST_EACH_WAY = 15;

    private static final String NEAR =
            """
            select look.captured_at, look.scores
              from burst_look look
              join capture own on own.capture_id = :capture and own.captured_source <> 'received'
             where look.camera_id = :camera and look.capture_id <> :capture
               and look.captured_at between :from and :to
               and look.model = :model and look.model_version = :version
             order by abs(extract(epoch from look.captured_at - own.captured_at)), look.capture_id
             limit :most
            """;

    private final JdbcClient jdbc;
    private final Duration gap;

    /**
     * @param gap the longest time between two pictures of one burst
     */
    public BurstLooks(JdbcClient jdbc, Duration gap) {
        this.jdbc = jdbc;
        this.gap = gap;
    }

    private record Look(Instant at, LabelScores scores) {}

    /**
     * The looks of this very model at the other pictures of a capture's burst, as far as they have
     * been taken by now; those of later pictures mostly have not.
     */
    public List<LabelScores> others(Capture capture, Classifier.Model model) {
        var at = capture.capturedAt();
        var reach = gap.multipliedBy(MOST_EACH_WAY);
        var near =
                jdbc.sql(NEAR)
                        .param("capture", capture.captureId())
                        .param("camera", capture.cameraId())
                        .param("from", utc(at.minus(reach)))
                        .param("to", utc(at.plus(reach)))
                        .param("model", model.name())
                        .param("version", model.version())
                        .param("most", 2 * MOST_EACH_WAY)
                        .query(
                                (row, number) ->
                                        new Look(
                                                row.getObject("captured_at", OffsetDateTime.class)
                                                        .toInstant(),
                                                LabelScores.of(row.getBytes("scores"))))
                        .list();
        return chain(at, near);
    }

    /**
     * Those that can be reached from one picture to the next.
     *
     * @param near nearest first
     */
    private List<LabelScores> chain(Instant at, List<Look> near) {
        var chained = new ArrayList<LabelScores>();
        var first = at;
        var last = at;
        for (var look : near) {
            var before = look.at().isBefore(at);
            var from = before ? look.at() : last;
            var to = before ? first : look.at();
            if (Duration.between(from, to).compareTo(gap) <= 0) {
                chained.add(look.scores());
                first = before ? look.at() : first;
                last = before ? last : look.at();
            }
        }
        return chained;
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
