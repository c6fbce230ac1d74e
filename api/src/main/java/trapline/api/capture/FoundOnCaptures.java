package trapline.api.capture;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.api.page.Columns;

/** What the newest run found on captures. Reads only. */
class FoundOnCaptures {
    private static final String FOUND =
            """
            select capture_id, category, label, max(count) as count,
                   max(confidence) as confidence, max(label_confidence) as label_confidence
              from (
            select d.capture_id, d.category, k.label, count(*) as count,
                   max(d.confidence) as confidence, max(k.confidence) as label_confidence
              from detection d
              left join lateral (
                    select label, confidence from classification
                     where detection_id = d.detection_id and rank = 1
                     order by classified_at desc, model limit 1) k on true
             where d.run_id in (select distinct on (capture_id) run_id from detection_run
                                 where capture_id in (:captures)
                                 order by capture_id, ran_at desc, run_id desc)
             group by d.capture_id, d.category, k.label, d.frame_number) on_one_frame
             group by capture_id, category, label
             order by max(confidence) desc, category, label
            """;

    private final JdbcClient jdbc;

    FoundOnCaptures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** For each of these captures on which there was something; the surest first. */
    Map<UUID, List<CaptureItem.Seen>> of(Collection<UUID> captures) {
        if (captures.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(FOUND)
                .param("captures", captures)
                .query(FoundOnCaptures::found)
                .list()
                .stream()
                .collect(
                        Collectors.groupingBy(
                                Found::captureId,
                                HashMap::new,
                                Collectors.mapping(Found::seen, Collectors.toList())));
    }

    private record Found(UUID captureId, CaptureItem.Seen seen) {}

    private static Found found(ResultSet row, int number) throws SQLException {
        var columns = new Columns(row);
        return new Found(
                columns.id("capture_id"),
                new CaptureItem.Seen(
                        columns.text("category"),
                        columns.maybeText("label"),
                        columns.number("count"),
                        columns.fraction("confidence"),
                        columns.maybeDouble("label_confidence")));
    }
}
