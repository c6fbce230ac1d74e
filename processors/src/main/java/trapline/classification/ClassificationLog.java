package trapline.classification;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.capture.Capture;
import trapline.capture.Captures;
import trapline.detection.Detection;
import trapline.detection.Detections;

/**
 * All SQL on classifications. Each model's labels are kept; those of the model that ran last count.
 */
public class ClassificationLog {
    /** All labels of a capture in one statement. */
    private static final String INSERT =
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

    private final JdbcClient jdbc;
    private final Captures captures;
    private final Clock clock;

    public ClassificationLog(JdbcClient jdbc, Captures captures, Clock clock) {
        this.jdbc = jdbc;
        this.captures = captures;
        this.clock = clock;
    }

    /**
     * Stores the labels, in the transaction that hands the capture over. A second run of the same
     * model changes no label; from then on it is the one that ran last.
     */
    @Transactional
    public Classifications save(Classifications classifications) {
        var captureId = classifications.capture().captureId();
        var labels = classifications.labels();
        if (!labels.isEmpty()) {
            jdbc.sql(INSERT)
                    .param("model", classifications.model().orElseThrow())
                    .param("version", classifications.modelVersion().orElseThrow())
                    .param("capture", captureId)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .param(
                            "detections",
                            labels.stream()
                                    .map(label -> label.detectionId().toString())
                                    .toArray(String[]::new))
                    .param("ranks", labels.stream().mapToInt(Classification::rank).toArray())
                    .param(
                            "labels",
                            labels.stream().map(Classification::label).toArray(String[]::new))
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
        }
        captures.advance(captureId, Capture.State.CLASSIFIED);
        return classifications;
    }

    private static String[] texts(
            List<Classification> labels, Function<Classification, String> part) {
        return labels.stream().map(part).toArray(String[]::new);
    }

    /** Null where the label is the raw one, as the column has it. */
    private static <T> T raw(Classification label, Function<LabelBasis.Raw, T> part) {
        return label.basis().raw().map(part).orElse(null);
    }

    /** The labels of these detections by the classifier that ran last. */
    public Classifications of(Detections detections) {
        if (detections.found().isEmpty()) {
            return new Classifications(detections, Optional.empty(), Optional.empty(), List.of());
        }
        var labels =
                jdbc.sql(
                                """
                                select c.detection_id, c.model, c.model_version, c.rank, c.label,
                                       c.confidence, c.source, c.raw_label, c.raw_confidence
                                  from classification c
                                  join (select model, model_version from classification
                                         where detection_id in (:detections)
                                         order by classified_at desc limit 1) newest
                                    using (model, model_version)
                                 where c.detection_id in (:detections)
                                 order by c.detection_id, c.rank
                                """)
                        .param(
                                "detections",
                                detections.found().stream().map(Detection::detectionId).toList())
                        .query(Labelled.class)
                        .list();
        return new Classifications(
                detections,
                labels.stream().map(Labelled::model).findFirst(),
                labels.stream().map(Labelled::modelVersion).findFirst(),
                labels.stream().map(Labelled::classification).toList());
    }

    private record Labelled(
            UUID detectionId,
            String model,
            String modelVersion,
            int rank,
            String label,
            double confidence,
            String source,
            String rawLabel,
            Double rawConfidence) {
        Classification classification() {
            var raw =
                    Optional.ofNullable(rawLabel).map(it -> new LabelBasis.Raw(it, rawConfidence));
            return new Classification(
                    detectionId, rank, label, confidence, new LabelBasis(source, raw));
        }
    }
}
