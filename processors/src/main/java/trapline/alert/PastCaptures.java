package trapline.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.capture.Capture;
import trapline.observation.Observations;
import trapline.observation.Observations.Label;
import trapline.observation.Observations.Sighted;

/** Reads what captures of a time showed, as it was judged then, in the order of arrival. */
class PastCaptures {
    private static final int AT_ONCE = 1000;

    private static final String PAGE =
            """
            with page as (
                select * from capture
                 where project_id = :project and origin = 'live' and state = 'completed'
                   and (received_at, capture_id) > (:from, :after) and received_at < :until
                 order by received_at, capture_id limit :limit)
            select p.*, m.event_id, d.category, d.confidence, k.label, k.label_confidence,
                   d.bbox_width * d.bbox_height as area
              from page p join event_capture m using (capture_id)
              left join lateral (
                    select run_id from detection_run r
                     where r.capture_id = p.capture_id
                     order by ran_at desc, run_id desc limit 1) run on true
              left join detection d on d.run_id = run.run_id
              left join lateral (
                    select label, confidence as label_confidence from classification c
                     where c.detection_id = d.detection_id and c.rank = 1
                     order by classified_at desc, model limit 1) k on true
             order by p.received_at, p.capture_id, d.ordinal
            """;

    private final JdbcClient jdbc;

    PastCaptures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One capture with what it showed and the event it is in now. */
    record Judged(Observations observations, UUID eventId) {}

    /**
     * @param from inclusive
     * @param until exclusive
     * @param most captures at most
     * @return how many there were
     */
    int each(UUID projectId, Instant from, Instant until, int most, Consumer<Judged> use) {
        var read = 0;
        var since = from;
        var after = new UUID(0L, 0L);
        while (read < most) {
            var page = page(projectId, since, after, until, Math.min(AT_ONCE, most - read));
            page.forEach(use);
            read += page.size();
            if (page.size() < Math.min(AT_ONCE, most - read + page.size())) {
                return read;
            }
            var last = page.get(page.size() - 1).observations().capture();
            since = last.receivedAt();
            after = last.captureId();
        }
        return read;
    }

    private record Row(Capture capture, UUID eventId, Optional<Sighted> seen) {}

    private List<Judged> page(UUID projectId, Instant since, UUID after, Instant until, int limit) {
        var judged = new ArrayList<Judged>();
        var seen = new ArrayList<Sighted>();
        Row current = null;
        for (var row :
                jdbc.sql(PAGE)
                        .param("project", projectId)
                        .param("from", since.atOffset(ZoneOffset.UTC))
                        .param("after", after)
                        .param("until", until.atOffset(ZoneOffset.UTC))
                        .param("limit", limit)
                        .query(PastCaptures::row)
                        .list()) {
            if (current != null
                    && !current.capture().captureId().equals(row.capture().captureId())) {
                judged.add(
                        new Judged(new Observations(current.capture(), seen), current.eventId()));
                seen.clear();
            }
            current = row;
            row.seen().ifPresent(seen::add);
        }
        if (current != null) {
            judged.add(new Judged(new Observations(current.capture(), seen), current.eventId()));
        }
        return judged;
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var label = row.getString("label");
        var category = row.getString("category");
        return new Row(
                new Capture(
                        row.getObject("capture_id", UUID.class),
                        row.getObject("project_id", UUID.class),
                        row.getObject("camera_id", UUID.class),
                        row.getString("source_id"),
                        row.getString("path"),
                        Capture.Kind.PICTURE,
                        row.getString("media_type"),
                        row.getLong("size_bytes"),
                        Optional.empty(),
                        Optional.empty(),
                        row.getString("sha256"),
                        row.getString("blob_key"),
                        Capture.State.COMPLETED,
                        Capture.Origin.LIVE,
                        row.getBoolean("truncated"),
                        row.getObject("received_at", OffsetDateTime.class).toInstant(),
                        row.getObject("captured_at", OffsetDateTime.class).toInstant(),
                        Optional.empty(),
                        Optional.empty()),
                row.getObject("event_id", UUID.class),
                category == null
                        ? Optional.empty()
                        : Optional.of(
                                new Sighted(
                                        category,
                                        row.getDouble("confidence"),
                                        label == null
                                                ? Optional.empty()
                                                : Optional.of(
                                                        new Label(
                                                                label,
                                                                row.getDouble("label_confidence"))),
                                        OptionalDouble.of(row.getDouble("area")))));
    }
}
