package trapline.api.export;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.api.page.Columns;
import trapline.detection.BoundingBox;

/** Reads what is on captures: what people say, else what the newest run of a model found. */
class ExportFindings {
    private static final String DETECTIONS =
            """
            select d.capture_id, d.detection_id, d.category, d.confidence, d.bbox_x, d.bbox_y,
                   d.bbox_width, d.bbox_height, d.frame_number,
                   r.model, r.model_version, r.ran_at,
                   k.label, k.confidence as label_confidence, k.model as label_model,
                   k.model_version as label_model_version, k.classified_at
              from detection d
              join detection_run r on r.run_id = d.run_id
              left join lateral (
                    select * from classification
                     where detection_id = d.detection_id and rank = 1
                     order by classified_at desc, model limit 1) k on true
             where d.confidence >= :least
               and d.run_id in (select distinct on (capture_id) run_id from detection_run
                                 where capture_id in (:captures)
                                 order by capture_id, ran_at desc, run_id desc)
             order by d.capture_id, d.confidence desc, d.ordinal
            """;

    /** What people say counts, where they have said it; the box is the one they pointed at. */
    private static final String SAID =
            """
            select h.*, d.bbox_x, d.bbox_y, d.bbox_width, d.bbox_height, d.frame_number
              from human_observation h
              join review r on r.capture_id = h.capture_id and r.verified_at is not null
              left join detection d on d.detection_id = h.detection_id
             where h.capture_id in (:captures) and h.superseded_at is null
             order by h.capture_id, h.ordinal
            """;

    /** Hops from one label to the next along the index, instead of reading every row. */
    private static final String LABELS =
            """
            with recursive label (name) as (
                (select label from classification where rank = 1 order by label limit 1)
                union all
                select (select k.label from classification k
                         where k.rank = 1 and k.label > label.name order by k.label limit 1)
                  from label where label.name is not null)
            select name from label where name is not null
            union
            select scientific_name from human_observation
             where superseded_at is null and scientific_name is not null
            order by 1
            """;

    private final JdbcClient jdbc;

    ExportFindings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<String> labels() {
        return jdbc.sql(LABELS).query(String.class).list();
    }

    /** Looked, nothing there; or nobody has looked. Its id is the capture's: there is only one. */
    static ExportedObservation nothing(UUID captureId, boolean analysed) {
        return new ExportedObservation(
                captureId,
                analysed ? ExportedObservation.Type.BLANK : ExportedObservation.Type.UNCLASSIFIED,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ExportedObservation.Method.MACHINE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** By capture; none for what has nothing on it. */
    Map<UUID, List<ExportedObservation>> of(List<UUID> captures, double least) {
        var found = new HashMap<UUID, List<ExportedObservation>>();
        jdbc.sql(DETECTIONS)
                .param("captures", captures)
                .param("least", least)
                .query(
                        row -> {
                            var columns = new Columns(row);
                            found.computeIfAbsent(columns.id("capture_id"), id -> new ArrayList<>())
                                    .add(observation(columns));
                        });
        found.replaceAll((capture, all) -> withoutRepeats(all));
        var said = new HashMap<UUID, List<ExportedObservation>>();
        jdbc.sql(SAID)
                .param("captures", captures)
                .query(
                        row -> {
                            var columns = new Columns(row);
                            said.computeIfAbsent(columns.id("capture_id"), id -> new ArrayList<>())
                                    .add(said(columns));
                        });
        found.putAll(said);
        return found;
    }

    private static ExportedObservation said(Columns columns) throws SQLException {
        var type =
                ExportedObservation.Type.valueOf(
                        columns.text("observation_type").toUpperCase(Locale.ROOT));
        return new ExportedObservation(
                columns.id("observation_id"),
                type,
                type.category(),
                columns.maybeText("scientific_name"),
                columns.maybeInt("count"),
                columns.maybeText("sex"),
                columns.maybeText("life_stage"),
                columns.maybeText("behavior"),
                columns.maybeDouble("bbox_x").isPresent()
                        ? Optional.of(box(columns))
                        : Optional.empty(),
                columns.maybeInt("frame_number"),
                Optional.empty(),
                Optional.empty(),
                ExportedObservation.Method.HUMAN,
                Optional.of(pseudonym(columns.text("observed_by"))),
                Optional.of(columns.instant("observed_at")),
                Optional.empty());
    }

    /** Who said it stays here: others learn only that it was the same person. */
    private static String pseudonym(String person) {
        var id = UUID.nameUUIDFromBytes(person.getBytes(StandardCharsets.UTF_8)).toString();
        return "person " + id.substring(0, 8);
    }

    private static BoundingBox box(Columns columns) throws SQLException {
        return new BoundingBox(
                columns.fraction("bbox_x"),
                columns.fraction("bbox_y"),
                columns.fraction("bbox_width"),
                columns.fraction("bbox_height"));
    }

    /**
     * The same animal is on many frames of a clip: of each kind the surest box stands for all, with
     * the largest number that is on one frame.
     */
    private static List<ExportedObservation> withoutRepeats(List<ExportedObservation> all) {
        if (all.stream().noneMatch(one -> one.frame().isPresent())) {
            return all;
        }
        var kinds =
                all.stream()
                        .collect(
                                Collectors.groupingBy(
                                        one -> one.category() + "/" + one.label().orElse(""),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        return kinds.values().stream()
                .map(
                        kind -> {
                            var most =
                                    kind.stream()
                                            .collect(
                                                    Collectors.groupingBy(
                                                            ExportedObservation::frame,
                                                            Collectors.counting()))
                                            .values()
                                            .stream()
                                            .max(Comparator.naturalOrder())
                                            .orElseThrow();
                            return kind.get(0).counted(most.intValue());
                        })
                .toList();
    }

    private static ExportedObservation observation(Columns columns) throws SQLException {
        var category = columns.text("category");
        var label = columns.maybeText("label");
        return new ExportedObservation(
                columns.id("detection_id"),
                ExportedObservation.Type.ofCategory(category),
                category,
                label,
                Optional.of(1),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(box(columns)),
                columns.maybeInt("frame_number"),
                Optional.of(columns.fraction("confidence")),
                columns.maybeDouble("label_confidence"),
                ExportedObservation.Method.MACHINE,
                Optional.of(
                        label.isPresent()
                                ? columns.text("label_model")
                                        + " "
                                        + columns.text("label_model_version")
                                : columns.text("model") + " " + columns.text("model_version")),
                label.isPresent()
                        ? columns.maybeInstant("classified_at")
                        : columns.maybeInstant("ran_at"),
                Optional.empty());
    }
}
