package trapline.alert;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.event.EventKind;
import trapline.event.Fact;
import trapline.project.Identifiers;
import trapline.project.Projects;

/**
 * Tells what a rule has gathered, when its digest is due: the id of a rule in, at most one alert
 * out, with numbers and the best pictures. Where nothing was gathered, nothing is told. After a
 * pause of the server one digest holds all that was missed.
 */
public class DigestStep {
    private static final int MOST_PICTURES = 5;
    private static final int MOST_NAMES = 10;

    private static final String FROM_WHERE =
            """
            from alert a
             where a.project_id = :project and a.rule_id = :rule and a.for_digest
               and a.raised_at >= :from and a.raised_at < :until
            """;

    private final JdbcClient jdbc;
    private final Rules rules;
    private final Projects projects;
    private final Incidents incidents;
    private final Alerts alerts;
    private final Identifiers identifiers;
    private final Clock clock;

    public DigestStep(
            JdbcClient jdbc,
            Rules rules,
            Projects projects,
            Incidents incidents,
            Alerts alerts,
            Identifiers identifiers,
            Clock clock) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.projects = projects;
        this.incidents = incidents;
        this.alerts = alerts;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    private record Span(UUID projectId, String ruleId, Instant from, Instant until) {}

    /** Called inside the transaction that also owes the deliveries. */
    public AlertsRaised digest(String ruleId) {
        var rule = rules.find(ruleId);
        var digest = rule.flatMap(r -> r.telling().digest());
        var project = rule.flatMap(r -> projects.find(r.project()));
        if (digest.isEmpty() || project.isEmpty()) {
            return AlertsRaised.NONE;
        }
        var now = clock.instant();
        var due = digest.get().lastDue(now);
        var told = rule.get().recipients(now);
        // Where nobody is on call, it waits for the next who is.
        if (told.isEmpty()) {
            return AlertsRaised.NONE;
        }
        return take(project.get().projectId(), ruleId, digest.get(), due)
                .flatMap(span -> alert(rule.get(), digest.get(), span))
                .map(alert -> new AlertsRaised(List.of(alert.to(told))))
                .orElse(AlertsRaised.NONE);
    }

    /** Moves the rule's mark to the due time; empty when it stands there, or another moves it. */
    private Optional<Span> take(UUID projectId, String ruleId, Digest digest, Instant due) {
        jdbc.sql(
                        """
                        insert into rule_digest (project_id, rule_id, until)
                        values (:project, :rule, :until) on conflict do nothing
                        """)
                .param("project", projectId)
                .param("rule", ruleId)
                .param("until", digest.before(due).atOffset(ZoneOffset.UTC))
                .update();
        var from =
                jdbc.sql(
                                """
                                select until from rule_digest
                                 where project_id = :project and rule_id = :rule and until < :due
                                   for update skip locked
                                """)
                        .param("project", projectId)
                        .param("rule", ruleId)
                        .param("due", due.atOffset(ZoneOffset.UTC))
                        .query(OffsetDateTime.class)
                        .optional();
        from.ifPresent(
                mark ->
                        jdbc.sql(
                                        """
                                        update rule_digest set until = :due
                                         where project_id = :project and rule_id = :rule
                                        """)
                                .param("due", due.atOffset(ZoneOffset.UTC))
                                .param("project", projectId)
                                .param("rule", ruleId)
                                .update());
        return from.map(mark -> new Span(projectId, ruleId, mark.toInstant(), due));
    }

    private Optional<Alert> alert(Rule rule, Digest digest, Span span) {
        int gathered = ask("select count(*) " + FROM_WHERE, span).query(Integer.class).single();
        if (gathered == 0) {
            return Optional.empty();
        }
        var event =
                incidents.begin(
                        new Incidents.About(
                                span.projectId(),
                                rule.ruleId(),
                                EventKind.DIGEST,
                                "digest",
                                Optional.empty(),
                                Optional.of(span.until().toString())));
        var pictures = pictures(span);
        var alert =
                new Alert(
                        identifiers.next(),
                        span.projectId(),
                        rule.ruleId(),
                        event,
                        pictures.stream().findFirst(),
                        Optional.empty(),
                        "digest",
                        gathered,
                        1,
                        clock.instant(),
                        List.of(),
                        rule.severity(),
                        Optional.of(
                                new Alert.Report(
                                        headline(rule, digest, gathered),
                                        facts(digest, span),
                                        pictures)));
        return alerts.raise(alert) ? Optional.of(alert) : Optional.empty();
    }

    private static String headline(Rule rule, Digest digest, int gathered) {
        return "%s: %d %s, %s"
                .formatted(
                        rule.ruleId(),
                        gathered,
                        gathered == 1 ? "event" : "events",
                        digest.every().name().toLowerCase(Locale.ROOT));
    }

    private List<Fact> facts(Digest digest, Span span) {
        var facts = new ArrayList<Fact>();
        facts.add(
                new Fact(
                        "Time",
                        "%s to %s"
                                .formatted(
                                        span.from().atZone(digest.zone()).toLocalDateTime(),
                                        span.until().atZone(digest.zone()).toLocalDateTime())));
        facts.addAll(
                ask(
                                "select a.label as name, count(*) || case count(*) when 1"
                                        + " then ' event' else ' events' end || ', up to '"
                                        + " || max(a.count) as value "
                                        + FROM_WHERE
                                        + " group by a.label order by count(*) desc, a.label"
                                        + " limit "
                                        + MOST_NAMES,
                                span)
                        .query(Fact.class)
                        .list());
        facts.addAll(
                ask(
                                """
                                select coalesce(s.name, c.name) as name,
                                       count(*) || case count(*) when 1 then ' event'
                                                   else ' events' end as value
                                """
                                        + FROM_WHERE.replace(
                                                "from alert a",
                                                "from alert a join camera c using (camera_id)"
                                                        + " left join site s using (site_id)")
                                        + " group by 1 order by count(*) desc, 1 limit "
                                        + MOST_NAMES,
                                span)
                        .query(Fact.class)
                        .list());
        return facts;
    }

    /** The surest of each label first, then the surest of all. */
    private List<UUID> pictures(Span span) {
        return ask(
                        """
                        select best from (
                            select coalesce(a.best_capture_id, a.capture_id) as best, a.confidence,
                                   row_number() over (partition by a.label
                                                      order by a.confidence desc) as place
                        """
                                + FROM_WHERE
                                + " and a.capture_id is not null) ranked"
                                + " order by least(place, 2), confidence desc limit "
                                + MOST_PICTURES,
                        span)
                .query(UUID.class)
                .list();
    }

    private JdbcClient.StatementSpec ask(String sql, Span span) {
        return jdbc.sql(sql)
                .param("project", span.projectId())
                .param("rule", span.ruleId())
                .param("from", span.from().atOffset(ZoneOffset.UTC))
                .param("until", span.until().atOffset(ZoneOffset.UTC));
    }
}
