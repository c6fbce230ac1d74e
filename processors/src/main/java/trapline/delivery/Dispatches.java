package trapline.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads everything that a message needs. */
class Dispatches {
    /** Ten pictures, as many as an album holds: those that show most surely, in their order. */
    private static final String BEST =
            """
            select coalesce(array_agg(best.capture_id order by best.captured_at), '{}')
              from (select m.capture_id, m.captured_at
                      from (select a.capture_id as id
                            union select capture_id from alert_capture
                             where alert_id = a.alert_id) all_of_them
                      join capture m on m.capture_id = all_of_them.id
                     where m.preview_key is not null
                     order by (select max(x.confidence) from detection x
                                where x.capture_id = m.capture_id) desc nulls last,
                              m.captured_at
                     limit 10) best
            """;

    private static final String OPEN =
            """
            select d.delivery_id, d.project_id, d.alert_id, d.channel, d.recipient, d.state,
                   d.due_since, d.with_picture, d.receipt, d.edit_due, pr.name as project_name,
                   a.event_id, a.capture_id, a.rule_id, a.label, a.count, a.confidence, a.raised_at,
                   coalesce(p.received_at, a.raised_at) as received_at,
                   coalesce(p.captured_at, a.raised_at) as captured_at,
                   coalesce(p.captured_zone, c.zone, s.zone, 'UTC') as captured_zone,
                   coalesce(c.name, 'Trapline') as camera_name, s.name as site_name,
                   e.kind, a.severity, a.headline, a.facts, a.captures, d.part,
                   case when d.part = 'end' then (%s) else a.pictures end as pictures,
                   a.version + e.version as version, e.state as event_state,
                   e.acknowledged_by, e.summary,
                   coalesce(p.latitude, c.latitude, s.latitude) as latitude,
                   coalesce(p.longitude, c.longitude, s.longitude) as longitude,
                   (select coalesce(max(t.number), 0) from delivery_attempt t
                     where t.delivery_id = d.delivery_id) as attempts,
                   (select count(*) from delivery_attempt t
                     where t.delivery_id = d.delivery_id and t.started_at >= d.due_since) as tries,
                   (select f.delivery_id
                      from delivery f join alert fa on fa.alert_id = f.alert_id
                     where fa.event_id = a.event_id and f.channel = d.channel
                       and f.recipient = d.recipient
                     order by f.created_at, f.delivery_id limit 1) as first_of_event,
                   exists (select 1 from delivery_attempt t
                            where t.delivery_id = d.delivery_id and t.kind = 'send'
                              and (t.outcome = 'unknown' or t.outcome is null)) as repeat
              from delivery d
              join project pr on pr.project_id = d.project_id
              join alert a using (alert_id)
              join event own on own.event_id = a.event_id
              join event e on e.event_id = coalesce(own.merged_into, own.event_id)
              left join capture p on p.capture_id = a.capture_id
              left join camera c on c.camera_id = a.camera_id
              left join site s on s.site_id = c.site_id
             where d.delivery_id = :id
            """
                    .formatted(BEST);

    private static final String SEEN =
            """
            select d.category, d.confidence, d.bbox_x, d.bbox_y, d.bbox_width, d.bbox_height,
                   (select l.label from classification l
                     where l.detection_id = d.detection_id and l.rank = 1
                     order by l.classified_at desc limit 1) as label
              from detection d
             where d.run_id = (select run_id from detection_run where capture_id = :capture
                                order by ran_at desc, run_id desc limit 1)
               and d.frame_number is not distinct from (select shown from clip_look
                                                         where run_id = d.run_id)
             order by d.ordinal
            """;

    private final JdbcClient jdbc;

    Dispatches(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A delivery with everything its message needs. */
    Optional<Dispatch> open(UUID deliveryId) {
        return jdbc.sql(OPEN)
                .param("id", deliveryId)
                .query(
                        (row, number) ->
                                new Dispatch(
                                        new Delivery(
                                                row.getObject("delivery_id", UUID.class),
                                                row.getObject("project_id", UUID.class),
                                                row.getObject("alert_id", UUID.class),
                                                row.getString("channel"),
                                                row.getString("recipient"),
                                                Delivery.State.valueOf(
                                                        row.getString("state")
                                                                .toUpperCase(Locale.ROOT))),
                                        row.getObject("event_id", UUID.class),
                                        captureId(row),
                                        row.getString("rule_id"),
                                        row.getString("label"),
                                        row.getInt("count"),
                                        row.getDouble("confidence"),
                                        instant(row.getObject("raised_at", OffsetDateTime.class)),
                                        instant(row.getObject("received_at", OffsetDateTime.class)),
                                        instant(row.getObject("captured_at", OffsetDateTime.class)),
                                        ZoneId.of(row.getString("captured_zone")),
                                        row.getString("camera_name"),
                                        Optional.ofNullable(row.getString("site_name")),
                                        Optional.ofNullable(
                                                row.getObject("latitude", Double.class)),
                                        Optional.ofNullable(
                                                row.getObject("longitude", Double.class)),
                                        captureId(row).map(this::seen).orElse(List.of()),
                                        row.getObject("first_of_event", UUID.class),
                                        row.getInt("attempts") + 1,
                                        row.getInt("tries") + 1,
                                        instant(row.getObject("due_since", OffsetDateTime.class)),
                                        row.getBoolean("with_picture"),
                                        AlertColumns.details(row),
                                        new Dispatch.Course(
                                                row.getString("project_name"),
                                                row.getBoolean("repeat"),
                                                row.getBoolean("edit_due")
                                                        ? Optional.ofNullable(
                                                                row.getString("receipt"))
                                                        : Optional.empty(),
                                                row.getString("part").equals("end"))))
                .optional();
    }

    private List<Dispatch.Seen> seen(UUID captureId) {
        return jdbc.sql(SEEN)
                .param("capture", captureId)
                .query(
                        (row, number) ->
                                new Dispatch.Seen(
                                        row.getString("category"),
                                        row.getDouble("confidence"),
                                        Optional.ofNullable(row.getString("label")),
                                        List.of(
                                                row.getDouble("bbox_x"),
                                                row.getDouble("bbox_y"),
                                                row.getDouble("bbox_width"),
                                                row.getDouble("bbox_height"))))
                .list();
    }

    private static Optional<UUID> captureId(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getObject("capture_id", UUID.class));
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }
}
