package trapline.classification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.capture.Captures;
import trapline.detection.DetectionLog;
import trapline.detection.DetectionRows;

/**
 * All SQL on classifications. Each model's labels are kept; those of the model that ran last count.
 */
public class ClassificationLog {
    /** All labels of a capture in one statement. */
    private static final String ADD =
            """
            insert into classification (detection_id, model, model_version, rank, label, confidence,
                                        source, raw_label, raw_confidence,
                                        capture_id, classified_at)
            select cast(detection_id as uuid), :model, :version, rank, label, confidence,
                   source, raw_label, raw_confidence, :capture, :now
              from unnest(cast(:detections as text[]), cast(:ranks as int[]),
                          cast(:labels as text[]), cast(:confidences as double precision[]),
                          cast(:sources as text[]), cast(:rawLabels as text[]),
                          cast(:rawConfidences as double precision[]))
                   as one (detection_id, rank, label, confidence,
                           source, raw_label, raw_confidence)
            on conflict (detection_id, model, model_version, rank)
               do update set classified_at = excluded.classified_at
            """;

    /** The same, and the capture's state at once. */
    private static final String SAVE = "with named as (%s) %s".formatted(ADD, Captures.CLASSIFIED);

    private static final String NEWEST =
            """
            with seen as (%s)
            select seen.*, named.model as namer, named.model_version as namer_version, named.rank,
                   named.label, named.confidence as label_confidence, named.source,
                   named.raw_label, named.raw_confidence
              from seen
              left join classification named
                on named.detection_id = seen.detection_id
               and (named.model, named.model_version) =
                   (select model, model_version from classification
                     where detection_id in (select detection_id from seen)
                     order by classified_at desc limit 1)
             order by seen.ordinal, named.rank
            """
                    .formatted(DetectionLog.NEWEST);

    private static final String SAVE_LOOK =
            """
            insert into burst_look (capture_id, model, model_version, camera_id, captured_at, scores)
            select capture_id, :model, :version, camera_id, captured_at, :scores
              from capture
             where capture_id = :capture and captured_source <> 'received'
            on conflict do nothing
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    public ClassificationLog(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Stores the labels, in the transaction that hands the capture over. A second run of the same
     * model changes no label; from then on it is the one that ran last. Where no model was asked,
     * the labels of an earlier run count on.
     *
     * @return what {@link #of} would read
     */
    @Transactional
    public Classifications save(Classifications classifications) {
        write(SAVE, classifications);
        return counting(classifications);
    }

    /**
     * The same for whoever completes the capture in the same transaction: how far it is is not
     * written down in between.
     */
    @Transactional
    public Classifications add(Classifications classifications) {
        write(ADD, classifications);
        return counting(classifications);
    }

    /** The same for detections that nobody has named before. */
    @Transactional
    public Classifications addFirst(Classifications classifications) {
        if (!classifications.labels().isEmpty()) {
            write(ADD, classifications);
        }
        return classified(classifications);
    }

    private void write(String statement, Classifications classifications) {
        var labels = classifications.labels();
        jdbc.sql(statement)
                // With its type also where it is null: else each change of mind is prepared anew.
                .param("model", classifications.model().orElse(null), Types.VARCHAR)
                .param("version", classifications.modelVersion().orElse(null), Types.VARCHAR)
                .param("capture", classifications.capture().captureId())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("detections", texts(labels, one -> one.detectionId().toString()))
                .param("ranks", labels.stream().mapToInt(Classification::rank).toArray())
                .param("labels", texts(labels, Classification::label))
                .param(
                        "confidences",
                        labels.stream().mapToDouble(Classification::confidence).toArray())
                .param("sources", texts(labels, one -> one.basis().source()))
                .param("rawLabels", texts(labels, one -> raw(one, LabelBasis.Raw::label)))
                .param(
                        "rawConfidences",
                        labels.stream()
                                .map(one -> raw(one, LabelBasis.Raw::confidence))
                                .toArray(Double[]::new))
                .update();
        classifications.look().ifPresent(look -> save(classifications, look));
    }

    /** Where no model was asked, an earlier one may have been. */
    private Classifications counting(Classifications classifications) {
        return classifications.labels().isEmpty() && !classifications.detections().found().isEmpty()
                ? of(classifications.subjectId())
                : classified(classifications);
    }

    private static Classifications classified(Classifications classifications) {
        var detections = classifications.detections();
        return new Classifications(
                detections.on(detections.capture().classified()),
                classifications.model(),
                classifications.modelVersion(),
                classifications.labels());
    }

    private void save(Classifications classifications, LabelScores look) {
        jdbc.sql(SAVE_LOOK)
                .param("capture", classifications.capture().captureId())
                .param("model", classifications.model().orElseThrow())
                .param("version", classifications.modelVersion().orElseThrow())
                .param("scores", look.toBytes())
                .update();
    }

    private static String[] texts(
            List<Classification> labels, Function<Classification, String> part) {
        return labels.stream().map(part).toArray(String[]::new);
    }

    /** Null where the label is the raw one, as the column has it. */
    private static <T> T raw(Classification label, Function<LabelBasis.Raw, T> part) {
        return label.basis().raw().map(part).orElse(null);
    }

    /**
     * What the newest run found on a capture, with the labels of the classifier that ran last.
     *
     * @throws trapline.stage.PermanentFailure if there is no such capture, or nobody looked at it
     */
    public Classifications of(UUID captureId) {
        var rows = new DetectionRows(captureId);
        var labels = new ArrayList<Labelled>();
        jdbc.sql(NEWEST)
                .param("capture", captureId)
                .query(
                        row -> {
                            rows.add(row);
                            if (row.getString("namer") != null) {
                                labels.add(labelled(row));
                            }
                        });
        return new Classifications(
                rows.detections(),
                labels.stream().map(Labelled::model).findFirst(),
                labels.stream().map(Labelled::modelVersion).findFirst(),
                labels.stream().map(Labelled::classification).toList());
    }

    private static Labelled labelled(ResultSet row) throws SQLException {
        var confidence = row.getDouble("raw_confidence");
        var raw =
                Optional.ofNullable(row.getString("raw_label"))
                        .map(label -> new LabelBasis.Raw(label, confidence));
        return new Labelled(
                row.getString("namer"),
                row.getString("namer_version"),
                new Classification(
                        row.getObject("detection_id", UUID.class),
                        row.getInt("rank"),
                        row.getString("label"),
                        row.getDouble("label_confidence"),
                        new LabelBasis(row.getString("source"), raw)));
    }

    /** A label, and the classifier that gave it. */
    private record Labelled(String model, String modelVersion, Classification classification) {}
}
