package trapline.detection;

import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.capture.Captures;
import trapline.project.Identifiers;

/** All SQL on detections. The newest run of a capture is the one that counts. */
public class DetectionLog {
    /** A run, and its boxes where the model had not looked before. */
    private static final String ADD =
            """
            with run as (
                insert into detection_run (run_id, capture_id, model, model_version, ran_at)
                values (:run, :capture, :model, :version, :now)
                on conflict (capture_id, model, model_version)
                   do update set ran_at = excluded.ran_at
                returning run_id),
            boxes as (
                insert into detection (detection_id, run_id, capture_id, ordinal, category,
                                       source_label, confidence, bbox_x, bbox_y, bbox_width,
                                       bbox_height, frame_number, frame_at_ms)
                select cast(id as uuid), run_id, :capture, number - 1, category, label, confidence,
                       x, y, width, height, frame, frame_at
                  from run, unnest(cast(:ids as text[]), cast(:categories as text[]),
                              cast(:labels as text[]), cast(:confidences as double precision[]),
                              cast(:xs as double precision[]), cast(:ys as double precision[]),
                              cast(:widths as double precision[]),
                              cast(:heights as double precision[]),
                              cast(:frames as int[]), cast(:frameTimes as bigint[]))
                       with ordinality
                       as one (id, category, label, confidence, x, y, width, height,
                               frame, frame_at, number)
                 where run_id = :run)
            select run_id = :run as is_new from run
            """;

    /** The same, and the capture's state at once. */
    private static final String SAVE =
            ADD.replace(
                    "select run_id = :run as",
                    ", looked_at as (%s) select run_id = :run as".formatted(Captures.DETECTED));

    /**
     * A capture with its newest run: a row for each box, or one where there is no box or no run. To
     * be ordered by {@code ordinal}, and read by {@link DetectionRows}.
     */
    public static final String NEWEST =
            """
            select capture.*, run.model, run.model_version,
                   d.detection_id, d.ordinal, d.category, d.source_label, d.confidence,
                   d.bbox_x, d.bbox_y, d.bbox_width, d.bbox_height, d.frame_number, d.frame_at_ms
              from capture
              left join lateral (
                   select run_id, model, model_version from detection_run
                    where detection_run.capture_id = capture.capture_id
                    order by ran_at desc, run_id desc limit 1) run on true
              left join detection d on d.run_id = run.run_id
             where capture.capture_id = :capture
            """;

    private final JdbcClient jdbc;
    private final Identifiers identifiers;
    private final Clock clock;

    public DetectionLog(JdbcClient jdbc, Identifiers identifiers, Clock clock) {
        this.jdbc = jdbc;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * Stores what was seen, in the transaction that hands the capture over. A second look by the
     * same model changes no detection: the first one's go on, and count as the newest again.
     *
     * @return what {@link #of} would read
     */
    @Transactional
    public Detections save(DetectStep.Detected detected) {
        return save(SAVE, detected);
    }

    /**
     * The same for whoever completes the capture in the same transaction: how far it is is not
     * written down in between.
     */
    @Transactional
    public Detections add(DetectStep.Detected detected) {
        return save(ADD, detected);
    }

    private Detections save(String statement, DetectStep.Detected detected) {
        var detections = detected.detections();
        var run = identifiers.next();
        if (!insert(statement, run, detected)) {
            return of(detections.capture().captureId());
        }
        detected.clip().ifPresent(clip -> insert(run, clip));
        return detections.on(
                detections
                        .capture()
                        .detected(
                                Optional.ofNullable(detected.thumbnailKey()),
                                Optional.ofNullable(detected.previewKey()),
                                detected.truncated()));
    }

    /** What is stored already. */
    public Detections save(Detections stored) {
        return stored;
    }

    /**
     * What the newest run found on a capture.
     *
     * @throws trapline.stage.PermanentFailure if there is no such capture, or nobody looked at it
     */
    public Detections of(UUID captureId) {
        var rows = new DetectionRows(captureId);
        jdbc.sql(NEWEST + " order by d.ordinal").param("capture", captureId).query(rows::add);
        return rows.detections();
    }

    /** False if this model has looked at the capture before. */
    private boolean insert(String statement, UUID run, DetectStep.Detected detected) {
        var detections = detected.detections();
        var found = detections.found();
        return jdbc.sql(statement)
                .param("run", run)
                .param("capture", detections.capture().captureId())
                .param("model", detections.model())
                .param("version", detections.modelVersion())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
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
                // With its type also where it is null: else each change of mind is prepared anew.
                .param("thumbnail", detected.thumbnailKey(), Types.VARCHAR)
                .param("preview", detected.previewKey(), Types.VARCHAR)
                .param("truncated", detected.truncated())
                .query(Boolean.class)
                .single();
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
}
