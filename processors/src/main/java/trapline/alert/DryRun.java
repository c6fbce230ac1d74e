package trapline.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import trapline.camera.Camera;
import trapline.condition.Expressions;
import trapline.condition.Look;
import trapline.condition.OnCamera;
import trapline.condition.OnCapture;
import trapline.condition.Past;
import trapline.condition.Verdict;
import trapline.event.Neighbours;
import trapline.observation.Observations.Observation;

/**
 * Says what a rule would have sent over the last days. Captures are judged again as they came, by
 * what was seen on them then; cameras are checked as they were, step by step. Nothing is stored,
 * and nobody is told.
 */
public class DryRun {
    private static final int MOST_CAPTURES = 200_000;
    private static final int MOST_CHECKS = 20_000;
    private static final int MOST_EXAMPLES = 50;
    private static final Duration SHORTEST_STEP = Duration.ofHours(1);

    private final CheckStep.Facts facts;
    private final Past past;
    private final Expressions expressions;

    public DryRun(CheckStep.Facts facts, Past past, Expressions expressions) {
        this.facts = facts;
        this.past = past;
        this.expressions = expressions;
    }

    /**
     * What would have been.
     *
     * @param held captures or checks on which the condition held
     * @param alerts that would have been raised
     * @param messages to all recipients together, as they are on call; with a digest, those of the
     *     digests
     * @param examples the newest alerts, oldest first, at most 50
     * @param complete false when there was more than can be tried at once; then it is the oldest
     */
    public record Result(
            int held, int alerts, int messages, List<Example> examples, boolean complete) {

        public Result {
            examples = List.copyOf(examples);
        }
    }

    /** One alert that would have been. */
    public record Example(Instant at, String about, String place) {}

    /**
     * @throws IllegalArgumentException if the rule is about the installation, whose past is not
     *     kept
     */
    public Result run(Rule rule, UUID projectId, Instant from, Instant until) {
        var cameras =
                facts.cameras().approved(projectId).stream()
                        .filter(rule.scope()::concerns)
                        .collect(Collectors.toMap(Camera::cameraId, Function.identity()));
        var tally = new Tally(rule);
        if (rule.when() instanceof OnCapture condition) {
            captures(condition, projectId, cameras, from, until, tally);
        } else if (rule.when() instanceof OnCamera condition) {
            checks(condition, cameras, from, until, tally);
        } else {
            throw new IllegalArgumentException(
                    "How channels, stages and the disk were is not kept, so this rule cannot be"
                            + " tried on the past.");
        }
        return tally.result();
    }

    private void captures(
            OnCapture condition,
            UUID projectId,
            Map<UUID, Camera> cameras,
            Instant from,
            Instant until,
            Tally tally) {
        var read =
                new PastCaptures(facts.jdbc())
                        .each(
                                projectId,
                                from,
                                until,
                                MOST_CAPTURES,
                                judged -> {
                                    var capture = judged.observations().capture();
                                    var camera = cameras.get(capture.cameraId());
                                    if (camera != null) {
                                        judge(condition, judged, camera, tally);
                                    }
                                });
        tally.complete = read < MOST_CAPTURES;
    }

    private void judge(
            OnCapture condition, PastCaptures.Judged judged, Camera camera, Tally tally) {
        var look =
                new Look(
                        judged.observations(),
                        camera,
                        camera.clockZone().orElse(facts.installationZone()),
                        judged.eventId(),
                        past,
                        expressions);
        var found = condition.find(look);
        var names = found.stream().map(Observation::name).toList();
        tally.state.gone(camera.place(), names);
        if (found.isEmpty()) {
            return;
        }
        tally.held++;
        if (tally.state.wasTold(judged.eventId())) {
            return;
        }
        var at = judged.observations().capture().receivedAt();
        names.stream()
                .filter(name -> tally.state.tell(judged.eventId(), name, camera.place(), at))
                .findFirst()
                .ifPresent(name -> tally.add(new Example(at, name, camera.place())));
    }

    private void checks(
            OnCamera condition,
            Map<UUID, Camera> cameras,
            Instant from,
            Instant until,
            Tally tally) {
        if (cameras.isEmpty()) {
            return;
        }
        var most = Math.max(1, MOST_CHECKS / cameras.size());
        var step = Duration.between(from, until).dividedBy(most);
        var every = step.compareTo(SHORTEST_STEP) < 0 ? SHORTEST_STEP : step;
        var neighbours = new Neighbours(facts.jdbc());
        var lasting = new HashMap<UUID, Verdict>();
        var periods = new HashSet<String>();
        for (var at = from; at.isBefore(until); at = at.plus(every)) {
            for (var camera : cameras.values()) {
                var known =
                        new StoredCameraFacts(
                                facts.jdbc(),
                                (of, metres) ->
                                        neighbours.of(of, metres).stream()
                                                .map(cameras::get)
                                                .filter(other -> other != null)
                                                .toList(),
                                camera,
                                at,
                                camera.clockZone().orElse(facts.installationZone()));
                decide(condition.judge(known), camera, at, lasting, periods, tally);
            }
        }
    }

    private static void decide(
            Verdict verdict,
            Camera camera,
            Instant at,
            Map<UUID, Verdict> lasting,
            Set<String> periods,
            Tally tally) {
        if (verdict.state() == Verdict.State.OVER) {
            lasting.remove(camera.cameraId());
            tally.state.gone(camera.place(), List.of());
        }
        if (verdict.state() != Verdict.State.HOLDS) {
            return;
        }
        tally.held++;
        var earlier = lasting.get(camera.cameraId());
        var isNew = earlier == null || !earlier.period().equals(verdict.period());
        var unsaid =
                verdict.period().map(p -> periods.add(camera.cameraId() + " " + p)).orElse(true);
        if (isNew
                && unsaid
                && tally.state.stamp("camera " + camera.cameraId(), camera.place(), at)) {
            lasting.put(camera.cameraId(), verdict);
            tally.add(new Example(at, verdict.headline(), camera.place()));
        }
    }

    /** What was counted so far. */
    private static final class Tally {
        private final Rule rule;
        private final DryState state;
        private final List<Example> examples = new ArrayList<>();
        private final Set<Instant> digests = new HashSet<>();
        private int held;
        private int alerts;
        private int messages;
        private boolean complete = true;

        Tally(Rule rule) {
            this.rule = rule;
            state = new DryState(rule);
        }

        void add(Example example) {
            alerts++;
            var told = rule.recipients(example.at()).size();
            var digest = rule.telling().digest();
            if (digest.isEmpty()) {
                messages += told;
            } else if (digests.add(digest.get().lastDue(example.at()))) {
                messages += told;
            }
            examples.add(example);
            if (examples.size() > MOST_EXAMPLES) {
                examples.remove(0);
            }
        }

        Result result() {
            return new Result(held, alerts, messages, examples, complete);
        }
    }
}
