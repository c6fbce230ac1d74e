package trapline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trapline.alert.JudgeStep;
import trapline.alert.Rule;
import trapline.alert.Rules;
import trapline.camera.Camera;
import trapline.capture.OpenCapture;
import trapline.classification.Classification;
import trapline.classification.Classifications;
import trapline.classification.OpenClassifications;
import trapline.classification.OpenDetections;
import trapline.classification.StoreStep;
import trapline.delivery.Channel;
import trapline.delivery.Channels;
import trapline.delivery.DeliveryOutcome;
import trapline.delivery.OpenDelivery;
import trapline.delivery.OweStep;
import trapline.delivery.Patience;
import trapline.delivery.SettleStep;
import trapline.detection.BoundingBox;
import trapline.detection.DetectStep;
import trapline.detection.Detector;
import trapline.event.GroupStep;
import trapline.observation.ObserveStep;
import trapline.stage.StageMessage;
import trapline.stage.StageTask;
import trapline.testing.Sending;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;
import trapline.testing.TestRule;
import trapline.testing.World;

/**
 * The whole way of captures, with the process killed again and again at any point of it: nothing is
 * lost, and nothing happens twice that a person can see.
 */
class CrashIT {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final int CAPTURES = 60;

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    private final TestClock clock = new TestClock(NOON);
    private final World world = new World(database, clock);
    private final Rules rules = new Rules();
    private final Sending sending = new Sending(world);
    private final Channels channels = sending.channels;
    private final OpenCapture openCapture = new OpenCapture(world.captures);
    private final OpenDetections openDetections = new OpenDetections(world.detectionLog);
    private final OpenClassifications openClassifications =
            new OpenClassifications(
                    world.classificationLog,
                    new StoreStep(world.detectionLog, world.classificationLog));
    private final DetectStep detectStep = new DetectStep(capture -> look(), world.identifiers);
    private final GroupStep groupStep =
            new GroupStep(
                    world.events,
                    world.eventLabels,
                    world.cameras,
                    Duration.ofMinutes(1),
                    Optional.empty());
    private final JudgeStep judgeStep = world.judgeStep(rules);
    private final OweStep oweStep = new OweStep(world.deliveries);
    private final OpenDelivery openDelivery = sending.openDelivery;
    private final SettleStep settleStep = sending.settleStep;
    private final Map<UUID, Integer> sent = new HashMap<>();
    private Random random;
    private int crashes;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void losesNothingAndRepeatsNothingHoweverOftenItIsKilled(long seed) {
        random = new Random(seed);
        configure();
        var cameras = List.of(world.camera("north"), world.camera("south"), world.camera("west"));
        for (var i = 0; i < CAPTURES; i++) {
            take(cameras.get(i % cameras.size()), NOON.plusSeconds(20L * (i / 3)));
        }

        while (!world.stages.depths().isEmpty()) {
            runUntilKilled();
            world.stages.release("process");
            clock.advance(Duration.ofSeconds(10));
            world.stages.promote();
        }

        assertThat(crashes).isGreaterThan(30);
        assertThat(count("select count(*) from capture where state = 'completed'"))
                .isEqualTo(CAPTURES);
        assertThat(count("select count(*) from detection")).isEqualTo(CAPTURES);
        assertThat(count("select count(*) from classification")).isEqualTo(CAPTURES);
        assertThat(count("select count(*) from event_capture")).isEqualTo(CAPTURES);
        assertThat(count("select count(*) from event where state <> 'merged'")).isEqualTo(3);
        assertThat(count("select count(*) from alert")).isEqualTo(3);
        assertThat(count("select count(*) from delivery where state = 'accepted'")).isEqualTo(6);
        assertThat(count("select count(*) from delivery")).isEqualTo(6);
        assertThat(count("select count(*) from failed_job")).isZero();
        assertThat(sent).hasSize(6);
        assertThat(repeatedWithoutReason()).isEmpty();
    }

    /** A message may be sent again only when the process died between sending and noting it. */
    private List<UUID> repeatedWithoutReason() {
        var repeated = new ArrayList<UUID>();
        sent.forEach(
                (delivery, times) -> {
                    var attempts =
                            database.jdbc()
                                    .sql(
                                            """
                                            select count(*) from delivery_attempt
                                             where delivery_id = :id and outcome in
                                                   ('unknown', 'accepted')
                                            """)
                                    .param("id", delivery)
                                    .query(Integer.class)
                                    .single();
                    if (times > attempts) {
                        repeated.add(delivery);
                    }
                });
        return repeated;
    }

    private void configure() {
        var recipients =
                List.of(
                        new Rule.Recipient("mail", "ranger@example.org"),
                        new Rule.Recipient("mail", "sheriff@example.org"));
        rules.replace(
                List.of(
                        new TestRule("deer")
                                .labels("deer")
                                .minConfidence(0.5)
                                .tells(recipients)
                                .build()));
        channels.replace(
                List.of(
                        new Channel.Email(
                                "mail",
                                "localhost",
                                25,
                                Channel.Security.NONE,
                                Optional.empty(),
                                Optional.empty(),
                                "trapline@example.org",
                                Optional.empty(),
                                Optional.empty(),
                                Duration.ofSeconds(5),
                                Patience.DEFAULT)));
    }

    private void take(Camera camera, Instant capturedAt) {
        var taken = false;
        while (!taken) {
            try {
                database.inTransaction(
                        () -> {
                            var capture = world.capture(camera, capturedAt);
                            mayBeKilled();
                            world.stages.put("image-ingested", capture);
                            mayBeKilled();
                        });
                taken = true;
            } catch (Killed killed) {
                crashes++;
            }
        }
    }

    private void runUntilKilled() {
        try {
            var worked = true;
            while (worked) {
                var detected = work("image-ingested", "", this::detect);
                var classified = work("detection-complete", "", this::classify);
                var judged = work("classification-complete", "", this::judge);
                var delivered = work("alert-raised", "mail", this::deliver);
                worked = detected || classified || judged || delivered;
            }
        } catch (Killed killed) {
            crashes++;
        }
    }

    private boolean work(String stage, String part, Work work) {
        var task = world.stages.claim(stage, part, "process", LEASE);
        mayBeKilled();
        task.ifPresent(work::on);
        return task.isPresent();
    }

    private void detect(StageTask task) {
        var detected = detectStep.detect(openCapture.open(task));
        mayBeKilled();
        handOver(task, () -> List.of(world.detectionLog.save(detected)), "detection-complete");
    }

    private void classify(StageTask task) {
        var detections = openDetections.open(task);
        var labels =
                detections.found().stream()
                        .map(found -> new Classification(found.detectionId(), 1, "deer", 0.9))
                        .toList();
        var named = new Classifications(detections, Optional.of("demo"), Optional.of("1"), labels);
        mayBeKilled();
        handOver(
                task,
                () -> List.of(world.classificationLog.save(named)),
                "classification-complete");
    }

    private void judge(StageTask task) {
        handOver(
                task,
                () -> {
                    var classifications = openClassifications.open(task);
                    world.captures.complete(classifications);
                    var grouped = groupStep.group(new ObserveStep().observe(classifications));
                    mayBeKilled();
                    return List.copyOf(oweStep.owe(judgeStep.judge(grouped)));
                },
                "alert-raised");
    }

    private void deliver(StageTask task) {
        var dispatch = openDelivery.open(task);
        mayBeKilled();
        if (dispatch.isPresent()) {
            sent.merge(task.subjectId(), 1, Integer::sum);
            mayBeKilled();
            settleStep.settle(dispatch.get(), new DeliveryOutcome.Accepted("250"));
            mayBeKilled();
        }
        world.stages.finish(task);
    }

    private void handOver(StageTask task, Result result, String next) {
        database.inTransaction(
                () -> {
                    var messages = result.make();
                    mayBeKilled();
                    if (messages.size() == 1) {
                        world.stages.pass(task, next, messages.get(0));
                    } else {
                        for (var message : messages) {
                            world.stages.put(next, message);
                            mayBeKilled();
                        }
                        world.stages.finish(task);
                    }
                    mayBeKilled();
                });
    }

    private void mayBeKilled() {
        if (random.nextInt(25) == 0) {
            throw new Killed();
        }
    }

    private static Detector.Look look() {
        return new Detector.Look(
                "demo",
                "1",
                List.of(
                        new Detector.Found(
                                "animal", "deer", 0.9, new BoundingBox(0.1, 0.1, 0.5, 0.5))),
                false,
                "thumbnail",
                "preview");
    }

    private static long count(String query) {
        return database.jdbc().sql(query).query(Long.class).single();
    }

    @FunctionalInterface
    private interface Work {
        void on(StageTask task);
    }

    @FunctionalInterface
    private interface Result {
        List<? extends StageMessage> make();
    }

    /** The process ends here. */
    private static class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
