package trapline.detection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.capture.Capture;
import trapline.capture.Captures;
import trapline.project.Identifiers;
import trapline.stage.PermanentFailure;

/** All SQL on detections. The newest run of a capture is the one that counts. */
public class DetectionLog {
    /** All boxes of a run in one statement. */
    private static final String INSERT =
            """
            insert into detection (detection_id, run_id, capture_id, ordinal, category, source_label,
                                   confidence, bbox_x, bbox_y, bbox_width, bbox_height,
                                   frame_number, frame_at_ms)
            select cast(id as uuid), :run, :capture, number - 1, category, label, confidence,
                   x, y, width, height, frame, frame_at
              from unnest(cast(:ids as text[]), cast(:categories as text[]),
                          cast(:labels as text[]), cast(:confidences as double precision[]),
                          cast(:xs as double precision[]), cast(:ys as double precision[]),
                          cast(:widths as double precision[]),
                          cast(:heights as double precision[]),
                          cast(:frames as int[]), cast(:frameTimes as bigint[]))
                   with ordinality
                   as one (id, category, label, confidence, x, y, width, height,
                           frame, frame_at, number)
            """;

    private static final String NEWEST =
            """
            select run.model, run.model_version, detection.*
              from (select run_id, model, model_version from detection_run
                     where capture_id = :capture order by ran_at desc, run_id desc limit 1) run
              left join detection on detection.run_id = run.run_id
             order by detection.ordinal
            """;

    private final JdbcClient jdbc;
    private final Captures captures;
    private final Identifiers identifiers;
    private final Clock clock;

    public DetectionLog(JdbcClient jdbc, Captures captures, Identifiers identifiers, Clock clock) {
        this.jdbc = jdbc;
        this.captures = captures;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * Stores what was seen, in the transaction that hands the capture over. A second look by the
     * same model changes no detection: the first one's go on, and count as the newest again.
     */
    @Transactional
    public Detections save(DetectStep.Detected detected) {
        var detections = detected.detections();
        var capture = detections.capture();
        var run = run(detections);
        if (run.isNew()) {
            insert(run.runId(), detections);
            detected.clip().ifPresent(clip -> insert(run.runId(), clip));
        }
        captures.detected(
                capture.captureId(),
                detected.thumbnailKey(),
                detected.previewKey(),
                detected.truncated());
        return run.isNew() ? detections : of(capture);
    }

    /** The detections of a capture's newest run. */
    public Detections of(Capture capture) {
        var rows =
                jdbc.sql(NEWEST)
                        .param("capture", capture.captureId())
                        .query(DetectionLog::row)
                        .list();
        if (rows.isEmpty()) {
            throw new PermanentFailure(
                    "The capture %s has not been through detection."
                            .formatted(capture.captureId()));
        }
        return new Detections(
                capture,
                rows.get(0).model(),
                rows.get(0).modelVersion(),
                rows.stream().flatMap(row -> row.detection().stream()).toList());
    }

    private Kept run(Detections detections) {
        var id = identifiers.next();
        var kept =
                jdbc.sql(
                                """
                        insert into detection_run (run_id, capture_id, model, model_version, ran_at)
                        values (:run, :capture, :model, :version, :now)
                        on conflict (capture_id, model, model_version)
                           do update set ran_at = excluded.ran_at
                        returning run_id
                        """)
                        .param("run", id)
                        .param("capture", detections.capture().captureId())
                        .param("model", detections.model())
                        .param("version", detections.modelVersion())
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .query(UUID.class)
                        .single();
        return new Kept(kept, kept.equals(id));
    }

    private void insert(UUID run, Detections detections) {
        var found = detections.found();
        if (found.isEmpty()) {
            return;
        }
        jdbc.sql(INSERT)
                .param("run", run)
                .param("capture", detections.capture().captureId())
                .param("ids", texts(found, one -> one.detectionId().toString()))
                .param("categories", texts(found, Detection::category))
                .param("labels", texts(found, Detection::sourceLabel))
                .param("confidences", numbers(found, Detection::confidence))
                .param("xs", numbers(found, one -> one.bbox().x()))
                .param("ys", numbers(found, one -> one.bbox().y()))
                .param("widths", numbers(found, one -> one.bbox().width()))
                .param("heights", numbers(found, one -> one.bbox().height()))
                .param("frames", frames(found, Frame::number).toArray(Integer[]::new))
                .param(
                        "frameTimes",
                        frames(found, frame -> frame.at().toMillis()).toArray(Long[]::new))
                .update();
    }

    private void insert(UUID run, ClipLook clip) {
        jdbc.sql(
                        """
                        insert into clip_look (run_id, duration_ms, frames, width, height, looked, shown)
                        values (:run, :duration, :frames, :width, :height, :looked, :shown)
                        """)
                .param("run", run)
                .param("duration", clip.duration().toMillis())
                .param("frames", clip.frames())
                .param("width", clip.width())
                .param("height", clip.height())
                .param("looked", clip.looked().toArray(Integer[]::new))
                .param("shown", clip.shown())
                .update();
    }

    /** Null where there is no frame, as the column has it. */
    private static <T> Stream<T> frames(List<Detection> found, Function<Frame, T> part) {
        return found.stream().map(one -> one.frame().map(part).orElse(null));
    }

    private static String[] texts(List<Detection> found, Function<Detection, String> part) {
        return found.stream().map(part).toArray(String[]::new);
    }

    private static double[] numbers(List<Detection> found, ToDoubleFunction<Detection> part) {
        return found.stream().mapToDouble(part).toArray();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(row.getString("model"), row.getString("model_version"), detection(row));
    }

    private static Optional<Detection> detection(ResultSet row) throws SQLException {
        var id = row.getObject("detection_id", UUID.class);
        return id == null
                ? Optional.empty()
                : Optional.of(
                        new Detection(
                                id,
                                row.getString("category"),
                                row.getString("source_label"),
                                row.getDouble("confidence"),
                                new BoundingBox(
                                        row.getDouble("bbox_x"),
                                        row.getDouble("bbox_y"),
                                        row.getDouble("bbox_width"),
                                        row.getDouble("bbox_height")),
                                frame(row)));
    }

    private static Optional<Frame> frame(ResultSet row) throws SQLException {
        var number = Optional.ofNullable(row.getObject("frame_number", Integer.class));
        var millis = row.getLong("frame_at_ms");
        return number.map(found -> new Frame(found, Duration.ofMillis(millis)));
    }

    /** The run of this model over this capture, and whether it is its first. */
    private record Kept(UUID runId, boolean isNew) {}

    /** One box of a run, or a run that found none. */
    private record Row(String model, String modelVersion, Optional<Detection> detection) {}
}
