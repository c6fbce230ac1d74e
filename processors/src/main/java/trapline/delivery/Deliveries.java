package trapline.delivery;

import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.alert.Alert;
import trapline.alert.Rule;
import trapline.event.Severity;
import trapline.project.Identifiers;
import trapline.stage.Stages;

/** All SQL on deliveries and their attempts. */
public class Deliveries {
    /** The stage before the channels. */
    public static final String STAGE = "alert-raised";

    private static final int TIME = Types.TIMESTAMP_WITH_TIMEZONE;

    private final JdbcClient jdbc;
    private final Stages stages;
    private final Identifiers identifiers;
    private final Clock clock;
    private final Dispatches dispatches;

    public Deliveries(JdbcClient jdbc, Stages stages, Identifiers identifiers, Clock clock) {
        this.jdbc = jdbc;
        this.stages = stages;
        this.identifiers = identifiers;
        this.clock = clock;
        this.dispatches = new Dispatches(jdbc);
    }

    /** Empty when the recipient is owed this alert on this channel already. */
    @Transactional
    public Optional<Delivery> owe(Alert alert, Rule.Recipient recipient) {
        return owe(
                alert.projectId(),
                alert.alertId(),
                recipient,
                null,
                heldUntil(alert.severity(), recipient));
    }

    private Optional<Delivery> owe(
            UUID projectId,
            UUID alertId,
            Rule.Recipient recipient,
            UUID fellOverFrom,
            OffsetDateTime heldUntil) {
        return jdbc.sql(
                        """
                        insert into delivery (delivery_id, project_id, alert_id, channel, recipient,
                                              created_at, due_since, next_attempt_at,
                                              fell_over_from, held_until)
                        values (:id, :project, :alert, :channel, :recipient, :now,
                                coalesce(:held, cast(:now as timestamptz)),
                                coalesce(:held, cast(:now as timestamptz)), :from, :held)
                        on conflict (alert_id, channel, recipient, part) do nothing
                        returning delivery_id
                        """)
                .param("id", identifiers.next())
                .param("project", projectId)
                .param("alert", alertId)
                .param("from", fellOverFrom, Types.OTHER)
                .param("held", heldUntil, TIME)
                .param("channel", recipient.channel())
                .param("recipient", recipient.address())
                .param("now", now())
                .query(UUID.class)
                .optional()
                .map(
                        id ->
                                new Delivery(
                                        id,
                                        projectId,
                                        alertId,
                                        recipient.channel(),
                                        recipient.address(),
                                        Delivery.State.DUE));
    }

    /** What is critical is told at any hour. */
    private OffsetDateTime heldUntil(Severity severity, Rule.Recipient recipient) {
        return severity == Severity.CRITICAL
                ? null
                : recipient
                        .quietHours()
                        .flatMap(quiet -> quiet.endAfter(clock.instant()))
                        .map(end -> end.atOffset(ZoneOffset.UTC))
                        .orElse(null);
    }

    /** How much longer a delivery is held, because its recipient wants quiet; empty: it is not. */
    public Optional<Duration> held(UUID deliveryId) {
        return jdbc.sql(
                        """
                        select held_until from delivery
                         where delivery_id = :id and held_until > :now
                        """)
                .param("id", deliveryId)
                .param("now", now())
                .query(OffsetDateTime.class)
                .optional()
                .map(end -> Duration.between(clock.instant(), end.toInstant()));
    }

    /** A delivery with everything its message needs. */
    public Optional<Dispatch> open(UUID deliveryId) {
        return dispatches.open(deliveryId);
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
                        insert into delivery_attempt (delivery_id, number, started_at, kind)
                        values (:id, :number, :now, :kind)
                        """)
                .param("id", dispatch.delivery().deliveryId())
                .param("number", dispatch.attempt())
                .param("now", now())
                .param("kind", dispatch.course().edits().isPresent() ? "edit" : "send")
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
        var next = nextAttempt.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null);
        jdbc.sql(
                        """
                        update delivery_attempt
                           set ended_at = :now, outcome = :outcome, reason = :reason,
                               receipt = :receipt, next_attempt_at = :next
                         where delivery_id = :id and number = :number
                        """)
                .param("now", now())
                .param("outcome", outcome.name())
                .param("reason", outcome.reasonOrNull())
                .param("receipt", receiptOrNull(outcome), Types.VARCHAR)
                .param("next", next, TIME)
                .param("id", id)
                .param("number", dispatch.attempt())
                .update();
        if (dispatch.course().edits().isPresent()) {
            edited(dispatch, outcome);
            return;
        }
        jdbc.sql(
                        """
                        update delivery
                           set state = :state, next_attempt_at = :next,
                               receipt = coalesce(:receipt, receipt),
                               shown_version = :version,
                               settled_at = case when :state = 'due' then null
                                                 else cast(:now as timestamptz) end
                         where delivery_id = :id and state = 'due'
                        """)
                .param("state", state.name().toLowerCase(Locale.ROOT))
                .param("next", next, TIME)
                .param("receipt", receiptOrNull(outcome), Types.VARCHAR)
                .param("version", dispatch.details().version())
                .param("now", now())
                .param("id", id)
                .update();
    }

    /**
     * What the channel refused to change is left as it is until the event grows again. What it may
     * yet change is found again in a moment.
     */
    private void edited(Dispatch dispatch, DeliveryOutcome outcome) {
        jdbc.sql(
                        """
                        update delivery
                           set edit_due = false, edited_at = :now,
                               shown_version = case when :over then :version
                                                    else shown_version end,
                               receipt = coalesce(:receipt, receipt)
                         where delivery_id = :id
                        """)
                .param("now", now())
                .param(
                        "over",
                        outcome instanceof DeliveryOutcome.Accepted
                                || outcome instanceof DeliveryOutcome.Refused)
                .param("version", dispatch.details().version())
                .param("receipt", receiptOrNull(outcome), Types.VARCHAR)
                .param("id", dispatch.delivery().deliveryId())
                .update();
    }

    /**
     * Fails a delivery and owes the alert to the same person on their next channel, both or
     * neither. Nothing more is owed to whom the alert is owed there already.
     */
    @Transactional
    public void fallOver(Dispatch dispatch, DeliveryOutcome outcome, Rule.Recipient next) {
        settle(dispatch, outcome, Delivery.State.FAILED, Optional.empty());
        instead(dispatch.delivery(), next).ifPresent(delivery -> stages.put(STAGE, delivery));
    }

    /**
     * Owes the alert of a delivery that did not arrive in another place; empty: it is owed there.
     */
    @Transactional
    public Optional<Delivery> instead(Delivery failed, Rule.Recipient next) {
        return owe(failed.projectId(), failed.alertId(), next, failed.deliveryId(), null);
    }

    private static String receiptOrNull(DeliveryOutcome outcome) {
        return outcome instanceof DeliveryOutcome.Accepted accepted ? accepted.receipt() : null;
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

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
