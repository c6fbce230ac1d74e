package trapline.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.alert.Alert;
import trapline.alert.Rule;
import trapline.project.Identifiers;
import trapline.stage.Stages;

/** All SQL on deliveries and their attempts. */
public class Deliveries {
    /** The stage before the channels. */
    public static final String STAGE = "alert-raised";

    private static final String OPEN =
            """
            select d.delivery_id, d.project_id, d.alert_id, d.channel, d.recipient, d.state,
                   d.due_since, d.with_picture,
                   a.event_id, a.capture_id, a.rule_id, a.label, a.count, a.confidence, a.raised_at,
                   coalesce(p.received_at, a.raised_at) as received_at,
                   coalesce(p.captured_at, a.raised_at) as captured_at,
                   coalesce(p.captured_zone, c.zone, s.zone, 'UTC') as captured_zone,
                   coalesce(c.name, 'Trapline') as camera_name, s.name as site_name,
                   e.kind, a.severity, a.headline, a.facts, a.pictures, a.captures,
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
                     order by f.created_at, f.delivery_id limit 1) as first_of_event
              from delivery d
              join alert a using (alert_id)
              join event own on own.event_id = a.event_id
              join event e on e.event_id = coalesce(own.merged_into, own.event_id)
              left join capture p on p.capture_id = a.capture_id
              left join camera c on c.camera_id = a.camera_id
              left join site s on s.site_id = c.site_id
             where d.delivery_id = :id
            """;

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
    private final Stages stages;
    private final Identifiers identifiers;
    private final Clock clock;

    public Deliveries(JdbcClient jdbc, Stages stages, Identifiers identifiers, Clock clock) {
        this.jdbc = jdbc;
        this.stages = stages;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** Empty when the recipient is owed this alert on this channel already. */
    @Transactional
    public Optional<Delivery> owe(Alert alert, Rule.Recipient recipient) {
        return jdbc.sql(
                        """
                        insert into delivery (delivery_id, project_id, alert_id, channel, recipient,
                                              created_at, due_since, next_attempt_at)
                        values (:id, :project, :alert, :channel, :recipient, :now, :now, :now)
                        on conflict (alert_id, channel, recipient) do nothing
                        returning delivery_id
                        """)
                .param("id", identifiers.next())
                .param("project", alert.projectId())
                .param("alert", alert.alertId())
                .param("channel", recipient.channel())
                .param("recipient", recipient.address())
                .param("now", now())
                .query(UUID.class)
                .optional()
                .map(
                        id ->
                                new Delivery(
                                        id,
                                        alert.projectId(),
                                        alert.alertId(),
                                        recipient.channel(),
                                        recipient.address(),
                                        Delivery.State.DUE));
    }

    /** A delivery with everything its message needs. */
    public Optional<Dispatch> open(UUID deliveryId) {
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
                                        AlertColumns.details(row)))
                .optional();
    }

    /**
     * Writes down that a message is about to be sent, before its first byte is. An attempt that an
     * earlier run left open may have arrived or not: it becomes unknown.
     */
    @Transactional
    public void begin(Dispatch dispatch) {
        jdbc.sql(
                        """
                        update delivery_attempt
                           set ended_at = :now, outcome = 'unknown',
                               reason = 'Trapline was stopped in the middle of this attempt.'
                         where delivery_id = :id and outcome is null
                        """)
                .param("now", now())
                .param("id", dispatch.delivery().deliveryId())
                .update();
        jdbc.sql(
                        """
                        insert into delivery_attempt (delivery_id, number, started_at)
                        values (:id, :number, :now)
                        """)
                .param("id", dispatch.delivery().deliveryId())
                .param("number", dispatch.attempt())
                .param("now", now())
                .update();
    }

    /**
     * Writes down what the channel said, and when the next attempt is due, if there is one. What is
     * settled stays settled, so an answer that comes too late changes nothing.
     */
    @Transactional
    public void settle(
            Dispatch dispatch,
            DeliveryOutcome outcome,
            Delivery.State state,
            Optional<Instant> nextAttempt) {
        var id = dispatch.delivery().deliveryId();
        jdbc.sql(
                        """
                        update delivery_attempt
                           set ended_at = :now, outcome = :outcome, reason = :reason,
                               receipt = :receipt
                         where delivery_id = :id and number = :number
                        """)
                .param("now", now())
                .param("outcome", outcome.name())
                .param("reason", outcome.reasonOrNull())
                .param(
                        "receipt",
                        outcome instanceof DeliveryOutcome.Accepted accepted
                                ? accepted.receipt()
                                : null)
                .param("id", id)
                .param("number", dispatch.attempt())
                .update();
        jdbc.sql(
                        """
                        update delivery
                           set state = :state, next_attempt_at = :next,
                               settled_at = case when :state = 'due' then null
                                                 else cast(:now as timestamptz) end
                         where delivery_id = :id and state = 'due'
                        """)
                .param("state", state.name().toLowerCase(Locale.ROOT))
                .param("next", nextAttempt.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null))
                .param("now", now())
                .param("id", id)
                .update();
    }

    /** From now on the delivery goes without its picture. */
    @Transactional
    public void leaveOutPicture(UUID deliveryId) {
        jdbc.sql("update delivery set with_picture = false where delivery_id = :id")
                .param("id", deliveryId)
                .update();
    }

    /**
     * Makes a failed delivery due again, by hand.
     *
     * @return false if it had not failed; then nothing was changed
     */
    @Transactional
    public boolean redrive(UUID deliveryId) {
        var changed =
                jdbc.sql(
                                """
                                update delivery
                                   set state = 'due', settled_at = null, next_attempt_at = :now,
                                       due_since = :now
                                 where delivery_id = :id and state = 'failed'
                                """)
                        .param("now", now())
                        .param("id", deliveryId)
                        .update();
        if (changed == 0) {
            return false;
        }
        stages.put(STAGE, open(deliveryId).orElseThrow().delivery());
        return true;
    }

    private static Optional<UUID> captureId(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getObject("capture_id", UUID.class));
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

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }
}
