package trapline.event;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.event.EventHistory.By;
import trapline.event.EventHistory.What;

/**
 * All SQL by which people decide about events, from wherever they are. An event that was merged
 * into another stands for that other. Whoever names the version they saw changes nothing that
 * somebody else has changed meanwhile.
 */
public class EventDecisions {
    private static final String OPEN =
            """
            select v.event_id, v.state, v.version, v.acknowledged_at is not null as acknowledged,
                   v.note, v.assigned_to, v.severity
              from event v
             where v.event_id = (select coalesce(merged_into, event_id) from event
                                  where event_id = :event)
               for no key update of v
            """;

    private final JdbcClient jdbc;
    private final EventHistory history;
    private final Clock clock;

    public EventDecisions(JdbcClient jdbc, EventHistory history, Clock clock) {
        this.jdbc = jdbc;
        this.history = history;
        this.clock = clock;
    }

    /** What became of a decision. */
    public enum Outcome {
        DONE,
        /** It was so before; nothing was changed. */
        ALREADY,
        /** Somebody else has changed the event since the version that was named. */
        STALE,
        /** There is no such event. */
        UNKNOWN
    }

    /**
     * Says that somebody has seen to it. Escalation stops; a closed event stays closed.
     *
     * @param by who, and through which channel
     */
    @Transactional
    public Outcome acknowledge(UUID eventId, By by, OptionalInt version) {
        return decide(
                eventId,
                version,
                event -> {
                    if (event.acknowledged()) {
                        return Outcome.ALREADY;
                    }
                    update(
                            event,
                            """
                            acknowledged_at = :now, acknowledged_by = :value,
                            state = case when state = 'open' then 'acknowledged' else state end
                            """,
                            by.who());
                    history.add(event.eventId(), What.ACKNOWLEDGED, by, Optional.empty());
                    return Outcome.DONE;
                });
    }

    /** Ends an event by hand. What still belongs to it joins it, and opens it no more. */
    @Transactional
    public Outcome close(UUID eventId, By by, OptionalInt version) {
        return decide(
                eventId,
                version,
                event -> {
                    if (event.state().equals("closed")) {
                        return Outcome.ALREADY;
                    }
                    update(
                            event,
                            "state = 'closed', closed_at = :now, closed_by = :value",
                            by.who());
                    history.add(event.eventId(), What.CLOSED, by, Optional.empty());
                    return Outcome.DONE;
                });
    }

    /** Makes a closed or acknowledged event open again: nobody has seen to it. */
    @Transactional
    public Outcome reopen(UUID eventId, By by, OptionalInt version) {
        return decide(
                eventId,
                version,
                event -> {
                    if (event.state().equals("open")) {
                        return Outcome.ALREADY;
                    }
                    update(
                            event,
                            """
                            state = 'open', closed_at = null, closed_by = null,
                            acknowledged_at = null, acknowledged_by = null,
                            last_received_at = greatest(last_received_at, cast(:now as timestamptz))
                            """,
                            by.who());
                    history.add(event.eventId(), What.REOPENED, by, Optional.empty());
                    return Outcome.DONE;
                });
    }

    /** Changes note, severity or who looks after it, all or nothing. */
    @Transactional
    public Outcome change(UUID eventId, EventChange change, By by, OptionalInt version) {
        return decide(eventId, version, event -> change(event, change, by));
    }

    private Outcome change(Held event, EventChange change, By by) {
        var changed = false;
        var note = change.note().filter(text -> !text.equals(event.note()));
        if (note.isPresent()) {
            update(event, "note = :value", note.get().orElse(null));
            history.add(event.eventId(), What.NOTED, by, note.get());
            changed = true;
        }
        var severity = change.severity().filter(wanted -> wanted != event.severity());
        if (severity.isPresent()) {
            update(event, "severity = :value, severity_by = 'person'", severity.get().id());
            history.add(
                    event.eventId(),
                    What.SEVERITY,
                    by,
                    Optional.of(
                            "from %s to %s".formatted(event.severity().id(), severity.get().id())));
            changed = true;
        }
        var assigned = change.assignedTo().filter(name -> !name.equals(event.assignedTo()));
        if (assigned.isPresent()) {
            update(event, "assigned_to = :value", assigned.get().orElse(null));
            history.add(event.eventId(), What.ASSIGNED, by, assigned.get());
            changed = true;
        }
        return changed ? Outcome.DONE : Outcome.ALREADY;
    }

    private Outcome decide(UUID eventId, OptionalInt version, Decision decision) {
        var event =
                jdbc.sql(OPEN)
                        .param("event", eventId)
                        .query(
                                (row, number) ->
                                        new Held(
                                                row.getObject("event_id", UUID.class),
                                                row.getString("state"),
                                                row.getInt("version"),
                                                row.getBoolean("acknowledged"),
                                                Optional.ofNullable(row.getString("note")),
                                                Optional.ofNullable(row.getString("assigned_to")),
                                                Severity.of(row.getString("severity"))))
                        .optional();
        if (event.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        if (version.isPresent() && version.getAsInt() != event.get().version()) {
            return Outcome.STALE;
        }
        return decision.on(event.get());
    }

    /**
     * @param set one of this class's own words, never a caller's
     */
    private void update(Held event, String set, String value) {
        jdbc.sql("update event set version = version + 1, " + set + " where event_id = :event")
                .param("event", event.eventId())
                .param("now", now())
                .param("value", value)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private interface Decision {
        Outcome on(Held event);
    }

    /** An event whose row is held until the end of the transaction. */
    private record Held(
            UUID eventId,
            String state,
            int version,
            boolean acknowledged,
            Optional<String> note,
            Optional<String> assignedTo,
            Severity severity) {}
}
