package trapline.alert;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.camera.Camera;
import trapline.camera.Cameras;
import trapline.capture.Capture;
import trapline.condition.Expressions;
import trapline.condition.Look;
import trapline.condition.OnCapture;
import trapline.condition.Past;
import trapline.condition.Seen;
import trapline.observation.Observations;
import trapline.observation.Observations.Observation;

/**
 * Says rule by rule why a capture alerted, or why it did not, by the rules that count now. Reads
 * only, and judges with the same conditions as {@link JudgeStep}.
 */
public class WhyNoAlert {
    private static final int MOST_AT_ONE_INSTANT = 1000;

    private final JdbcClient jdbc;
    private final Rules rules;
    private final Cameras cameras;
    private final Past past;
    private final Expressions expressions;
    private final ZoneId installationZone;

    public WhyNoAlert(
            JdbcClient jdbc,
            Rules rules,
            Cameras cameras,
            Past past,
            Expressions expressions,
            ZoneId installationZone) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.cameras = cameras;
        this.past = past;
        this.expressions = expressions;
        this.installationZone = installationZone;
    }

    /** What became of a capture under one rule, or under all of them. */
    public enum Why {
        /** The rule alerted. */
        ALERTED,
        /** Not every stage has looked at it yet. */
        NOT_DONE,
        /** It was not live: brought in later, or looked at again. */
        NOT_LIVE,
        /** Nobody has approved its camera, or it is retired. */
        CAMERA_NOT_APPROVED,
        /** There are no rules at all for its project. */
        NO_RULES,
        /** The rule is about other cameras. */
        OTHER_CAMERAS,
        /** The rule is not about what is on captures. */
        OTHER_MATTER,
        /** What the rule waits for is not on it. */
        NOT_SEEN,
        /** The rule had told of the same at the same place not long before. */
        SILENT,
        /** It would alert today: the rule or the camera was changed since. */
        WOULD_NOW;

        /** As written in JSON. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One rule's answer.
     *
     * @param ruleId empty: it concerns all rules
     * @param reason a sentence for people
     */
    public record Answer(Optional<String> ruleId, Why why, String reason) {}

    /**
     * One answer for each rule of its project; first what concerns all of them. Of a capture that
     * was not live only that is said: rules did not judge it.
     */
    public List<Answer> explain(UUID captureId) {
        var capture = capture(captureId);
        if (capture.isEmpty()) {
            return List.of();
        }
        var camera = cameras.find(capture.get().cameraId()).orElseThrow();
        var answers = new ArrayList<>(general(capture.get(), camera));
        if (answers.stream().anyMatch(one -> one.why() == Why.NOT_LIVE)) {
            return answers;
        }
        var judged = judged(capture.get());
        if (judged.isEmpty()) {
            answers.add(
                    new Answer(
                            Optional.empty(),
                            Why.NOT_DONE,
                            "It has not come to the rules yet; rules judge what is completed."));
            return answers;
        }
        var mine =
                rules.current().stream()
                        .filter(rule -> rule.project().equals(camera.project()))
                        .toList();
        if (mine.isEmpty()) {
            answers.add(
                    new Answer(Optional.empty(), Why.NO_RULES, "This project has no rule at all."));
        }
        mine.forEach(rule -> answers.add(answer(rule, judged.get(), camera)));
        return answers;
    }

    private static List<Answer> general(Stored capture, Camera camera) {
        var answers = new ArrayList<Answer>();
        if (!capture.origin().equals(Capture.Origin.LIVE.name().toLowerCase(Locale.ROOT))) {
            answers.add(
                    new Answer(
                            Optional.empty(),
                            Why.NOT_LIVE,
                            capture.origin().equals("backlog")
                                    ? "It came as backlog, which alerts nobody."
                                    : "It was looked at again later, which alerts nobody."));
        }
        if (camera.state() != Camera.State.APPROVED) {
            answers.add(
                    new Answer(
                            Optional.empty(),
                            Why.CAMERA_NOT_APPROVED,
                            "Its camera is %s; only approved cameras alert."
                                    .formatted(camera.state().name().toLowerCase(Locale.ROOT))));
        }
        return answers;
    }

    private Answer answer(Rule rule, PastCaptures.Judged judged, Camera camera) {
        var id = Optional.of(rule.ruleId());
        var told = told(rule, judged);
        if (told.isPresent()) {
            return new Answer(id, Why.ALERTED, "It alerted at %s.".formatted(told.get()));
        }
        if (!(rule.when() instanceof OnCapture condition)) {
            return new Answer(
                    id, Why.OTHER_MATTER, "It watches cameras or this installation, not pictures.");
        }
        if (!rule.scope().concerns(camera)) {
            return new Answer(id, Why.OTHER_CAMERAS, "It is about other cameras.");
        }
        var look =
                new Look(
                        judged.observations(),
                        camera,
                        camera.clockZone().orElse(installationZone),
                        judged.eventId(),
                        past,
                        expressions);
        var found = condition.find(look);
        if (found.isEmpty()) {
            var reason =
                    condition instanceof Seen seen
                            ? seen.whyNot(look)
                            : "Its condition does not hold. " + sawText(judged.observations());
            return new Answer(id, Why.NOT_SEEN, reason);
        }
        return silence(rule, judged, camera, found.get(0))
                .orElseGet(
                        () ->
                                new Answer(
                                        id,
                                        Why.WOULD_NOW,
                                        "It holds for %s now: rule, camera or models were changed"
                                                        .formatted(found.get(0).name())
                                                + " since."));
    }

    private Optional<Answer> silence(
            Rule rule, PastCaptures.Judged judged, Camera camera, Observation found) {
        if (rule.coolDown().isZero()) {
            return Optional.empty();
        }
        var at = judged.observations().capture().receivedAt();
        return jdbc
                .sql(
                        """
                        select max(a.raised_at) from alert a
                          join camera k using (camera_id) left join site s using (site_id)
                         where a.rule_id = :rule and a.project_id = :project and a.label = :label
                           and coalesce(s.name, k.device_id) = :place and a.raised_at <= :at
                        """)
                .param("rule", rule.ruleId())
                .param("project", camera.projectId())
                .param("label", found.name())
                .param("place", camera.place())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(OffsetDateTime.class)
                .list()
                .stream()
                .filter(raised -> raised != null)
                .map(OffsetDateTime::toInstant)
                .filter(raised -> raised.plus(rule.coolDown()).isAfter(at))
                .findFirst()
                .map(
                        raised ->
                                new Answer(
                                        Optional.of(rule.ruleId()),
                                        Why.SILENT,
                                        "It had told of %s at %s, and is silent for %s then."
                                                .formatted(found.name(), raised, rule.coolDown())));
    }

    private Optional<Instant> told(Rule rule, PastCaptures.Judged judged) {
        return jdbc.sql(
                        """
                        select raised_at from alert
                         where rule_id = :rule
                           and event_id in (select event_id from event
                                             where event_id = :event or merged_into = :event)
                         order by raised_at limit 1
                        """)
                .param("rule", rule.ruleId())
                .param("event", judged.eventId())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    private Optional<PastCaptures.Judged> judged(Stored capture) {
        var found = new AtomicReference<PastCaptures.Judged>();
        new PastCaptures(jdbc)
                .each(
                        capture.projectId(),
                        capture.receivedAt(),
                        capture.receivedAt().plusMillis(1),
                        MOST_AT_ONE_INSTANT,
                        one -> {
                            if (one.observations()
                                    .capture()
                                    .captureId()
                                    .equals(capture.captureId())) {
                                found.set(one);
                            }
                        });
        return Optional.ofNullable(found.get());
    }

    private Optional<Stored> capture(UUID captureId) {
        return jdbc.sql(
                        """
                        select capture_id, project_id, camera_id, origin, received_at
                          from capture where capture_id = :id
                        """)
                .param("id", captureId)
                .query(
                        (row, number) ->
                                new Stored(
                                        row.getObject("capture_id", UUID.class),
                                        row.getObject("project_id", UUID.class),
                                        row.getObject("camera_id", UUID.class),
                                        row.getString("origin"),
                                        row.getObject("received_at", OffsetDateTime.class)
                                                .toInstant()))
                .optional();
    }

    private static String sawText(Observations observations) {
        var names =
                observations.labelled(0).stream()
                        .map(one -> "%s %.2f".formatted(one.name(), one.confidence()))
                        .collect(Collectors.joining(", "));
        return names.isEmpty() ? "No name was given." : "Named were: " + names + ".";
    }

    private record Stored(
            UUID captureId, UUID projectId, UUID cameraId, String origin, Instant receivedAt) {}
}
