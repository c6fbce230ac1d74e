package trapline.alert;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.event.EventHistory;
import trapline.event.EventHistory.By;
import trapline.event.EventHistory.What;
import trapline.event.EventKind;
import trapline.project.Identifiers;

/**
 * All SQL on incidents: events that checks found. One lasts from when its condition holds until it
 * is over, whatever people decide about it meanwhile, so there is one alert for each.
 */
public class Incidents {
    private final JdbcClient jdbc;
    private final Identifiers identifiers;
    private final EventHistory history;
    private final Clock clock;

    public Incidents(JdbcClient jdbc, Identifiers identifiers, EventHistory history, Clock clock) {
        this.jdbc = jdbc;
        this.identifiers = identifiers;
        this.history = history;
        this.clock = clock;
    }

    /** An incident that lasts. */
    record Lasting(UUID eventId, Optional<String> period) {}

    /**
     * What a rule found.
     *
     * @param subject what it is about, by a name that stays the same
     * @param period the time it is about, where each has an incident of its own
     */
    record About(
            UUID projectId,
            String ruleId,
            EventKind kind,
            String subject,
            Optional<UUID> cameraId,
            Optional<String> period) {}

    Optional<Lasting> lasting(UUID projectId, String ruleId, String subject) {
        return jdbc.sql(
                        """
                        select event_id, period from event
                         where project_id = :project and rule_id = :rule and subject = :subject
                           and kind not in ('sighting', 'digest') and recovered_at is null
                        """)
                .param("project", projectId)
                .param("rule", ruleId)
                .param("subject", subject)
                .query(
                        (row, number) ->
                                new Lasting(
                                        row.getObject("event_id", UUID.class),
                                        Optional.ofNullable(row.getString("period"))))
                .optional();
    }

    /** Whether there was one about this time, lasting or over. */
    boolean happened(About about) {
        return jdbc.sql(
                        """
                        select exists (select 1 from event
                                        where project_id = :project and rule_id = :rule
                                          and subject = :subject and kind <> 'sighting'
                                          and period = :period)
                        """)
                .param("project", about.projectId())
                .param("rule", about.ruleId())
                .param("subject", about.subject())
                .param("period", about.period().orElse(""))
                .query(Boolean.class)
                .single();
    }

    /** Begins an incident. The caller holds the rule, so nobody else begins the same. */
    @Transactional
    public UUID begin(About about) {
        var id = identifiers.next();
        jdbc.sql(
                        """
                        insert into event (event_id, project_id, camera_id, kind, state, started_at,
                                           ended_at, created_at, last_received_at, rule_id, subject,
                                           period, closed_at)
                        values (:id, :project, :camera, :kind, :state, :now, :now, :now, :now,
                                :rule, :subject, :period,
                                case when :state = 'closed' then cast(:now as timestamptz) end)
                        """)
                .param("id", id)
                .param("project", about.projectId())
                .param("camera", about.cameraId().orElse(null))
                .param("kind", about.kind().id())
                .param("state", about.kind() == EventKind.DIGEST ? "closed" : "open")
                .param("now", now())
                .param("rule", about.ruleId())
                .param("subject", about.subject())
                .param("period", about.period().orElse(null))
                .update();
        return id;
    }

    /** Begins what only carries one message and is over at once. */
    @Transactional
    public UUID beginMessage(UUID projectId, String ruleId, String subject) {
        return begin(
                new About(
                        projectId,
                        ruleId,
                        EventKind.DIGEST,
                        subject,
                        Optional.empty(),
                        Optional.empty()));
    }

    /** Ends an incident: its condition holds no more. */
    @Transactional
    public void recover(UUID eventId) {
        jdbc.sql(
                        """
                        update event
                           set recovered_at = :now, ended_at = :now, version = version + 1,
                               closed_at = coalesce(closed_at, :now), state = 'closed'
                         where event_id = :event and recovered_at is null
                        """)
                .param("now", now())
                .param("event", eventId)
                .update();
        history.add(eventId, What.RECOVERED, By.CLOCK, Optional.empty());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
