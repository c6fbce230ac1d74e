package trapline.routes.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import trapline.alert.Rule;
import trapline.capture.Capture;
import trapline.capture.Reruns;
import trapline.detection.DetectStep;
import trapline.routes.ftps.Eventually;
import trapline.stage.PermanentFailure;
import trapline.testing.TestDatabase;

/** The stations detect, classify and judge as their YAML runs them, on good days and bad ones. */
class StationsIT {
    private static final String[] STATIONS = {"detection", "classification", "event"};
    private static final Rule.Recipient RANGER = new Rule.Recipient("mail", "ranger@example.org");
    private static final Rule.Recipient HOOK = new Rule.Recipient("hook", "hook");

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    @TempDir private Path folder;
    private FlowWorld flow;

    @AfterEach
    void stop() {
        flow.close();
    }

    @Test
    void bringsACaptureFromDetectionToTheDeliveriesItOwes() throws Exception {
        run(1, STATIONS);
        flow.tell(RANGER, HOOK);
        var capture = ingested("north");

        flow.has("alert-raised", 2);

        assertThat(flow.captureState(capture.captureId())).isEqualTo("completed");
        assertThat(picturesOf(capture)).containsExactly("thumbnail", "preview");
        assertThat(flow.rows("detection")).isEqualTo(1);
        assertThat(flow.rows("classification")).isEqualTo(1);
        assertThat(flow.rows("event")).isEqualTo(1);
        assertThat(flow.rows("alert")).isEqualTo(1);
        assertThat(flow.rows("delivery")).isEqualTo(2);
        assertThat(flow.rows("stage_task")).isEqualTo(2);
    }

    @Test
    void keepsThePicturesMadeOfACaptureThatNobodyNames() throws Exception {
        run(1, STATIONS);
        flow.models.nameNothing();
        var capture = ingested("north");

        completes(capture.captureId());

        assertThat(flow.rows("detection")).isEqualTo(1);
        assertThat(flow.rows("classification")).isZero();
        assertThat(picturesOf(capture)).containsExactly("thumbnail", "preview");
    }

    @Test
    void holdsNoTransactionOpenWhileAModelRuns() throws Exception {
        run(1, STATIONS);
        ingested("north");

        flow.has("alert-raised", 0);

        assertThat(flow.models.ranInATransaction()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "detection, detection-complete, detection_run",
        "classification, classification-complete, classification",
        "event, alert-raised, delivery"
    })
    void keepsNeitherResultNorHandOverWhenItFailsBetweenThem(
            String station, String handOver, String result) throws Exception {
        runUntil(station);
        flow.stages.tripAfterPut(handOver);
        start(station);

        waits();
        assertThat(flow.count(handOver)).isZero();
        assertThat(flow.rows(result)).isZero();
        flow.backOff();

        flow.has(handOver, 1);
        assertThat(flow.rows(result)).isEqualTo(1);
        assertThat(flow.rows("stage_task")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "detection, detection-complete, detection_run",
        "classification, classification-complete, classification",
        "event, alert-raised, delivery"
    })
    void keepsNeitherResultNorHandOverWhenItFailsAfterBoth(
            String station, String handOver, String result) throws Exception {
        runUntil(station);
        flow.stages.tripAfterFinish();
        start(station);

        waits();
        assertThat(flow.count(handOver)).isZero();
        assertThat(flow.rows(result)).isZero();
        flow.backOff();

        flow.has(handOver, 1);
        assertThat(flow.rows(result)).isEqualTo(1);
    }

    @Test
    void writesNothingDownWhileAWorkerHasItInHand() throws Exception {
        run(1, STATIONS);
        flow.models.holdNames();
        var capture = ingested("north");

        Eventually.holds("it is to be named", () -> flow.models.waitsForAName());

        assertThat(flow.rows("detection")).isZero();
        assertThat(flow.count("image-ingested")).isEqualTo(1);
        assertThat(flow.count("detection-complete")).isZero();
        flow.models.release();
        completes(capture.captureId());
        assertThat(flow.rows("stage_task")).isZero();
    }

    @Test
    void writesDownWhatWasDetectedWhenItCannotBeNamed() throws Exception {
        run(1, STATIONS);
        var capture = capture("north");
        flow.models.failToName(capture, () -> new PermanentFailure("The names are too long."));
        ingest(capture);

        var job = flow.failedJob();

        assertThat(job.stage()).isEqualTo("detection-complete");
        assertThat(job.reason()).isEqualTo("The names are too long.");
        assertThat(job.attempts()).isEqualTo(1);
        assertThat(flow.captureState(capture.captureId())).isEqualTo("detected");
        assertThat(flow.rows("detection")).isEqualTo(1);
        assertThat(flow.rows("stage_task")).isZero();
        flow.models.heal();
        assertThat(flow.world.failedJobs.redrive(job.jobId())).isTrue();
        completes(capture.captureId());
        assertThat(flow.models.seen()).containsExactly(capture.captureId());
    }

    @Test
    void writesDownWhatWasNamedWhenItCannotBeJudgedAtOnce() throws Exception {
        run(1, STATIONS);
        flow.tell(RANGER);
        flow.stages.tripAfterPut("alert-raised");
        var capture = ingested("north");

        flow.has("alert-raised", 1);

        assertThat(flow.captureState(capture.captureId())).isEqualTo("completed");
        assertThat(flow.models.seen()).containsExactly(capture.captureId());
        assertThat(flow.rows("detection")).isEqualTo(1);
        assertThat(flow.rows("classification")).isEqualTo(1);
        assertThat(flow.rows("delivery")).isEqualTo(1);
        assertThat(flow.rows("stage_task")).isEqualTo(1);
    }

    @Test
    void beginsAgainWhenItCannotBeWrittenDownEither() throws Exception {
        run(1, STATIONS);
        var capture = capture("north");
        flow.models.failToName(capture, () -> new IllegalStateException("no names today"));
        flow.stages.tripAfterPut("detection-complete");
        ingest(capture);

        waits();
        assertThat(flow.rows("detection")).isZero();
        flow.models.heal();
        flow.backOff();

        completes(capture.captureId());
        assertThat(flow.rows("detection")).isEqualTo(1);
    }

    @Test
    void overtakesNobodyWhoWaitsBeforeTheNextStation() throws Exception {
        run(1, STATIONS);
        flow.camel.getRouteController().stopRoute(route("detection"));
        flow.camel.getRouteController().stopRoute(inner("detection"));
        flow.models.holdNames();
        var waiting = List.of(detected("north"), detected("east"), detected("south"));
        Eventually.holds("one is being named", () -> flow.models.waitsForAName());
        start("detection");
        var capture = ingested("west");

        flow.has("image-ingested", 0);

        assertThat(flow.count("detection-complete")).isEqualTo(4);
        flow.models.release();
        completes(capture.captureId());
        for (var other : waiting) {
            completes(other.captureId());
        }
    }

    @Test
    void namesTheDetectionsOfTheFirstTimeWhenACaptureIsLookedAtAgain() throws Exception {
        run(1, STATIONS);
        var capture = ingested("north");
        completes(capture.captureId());
        database.jdbc().sql("delete from classification").update();

        new Reruns(database.jdbc(), flow.world.stages).again(List.of(capture.captureId()));
        Eventually.holds("it was looked at again", () -> flow.models.seen().size() == 2);
        completes(capture.captureId());

        assertThat(flow.rows("detection")).isEqualTo(1);
        assertThat(flow.rows("classification")).isEqualTo(1);
        assertThat(flow.rows("stage_task")).isZero();
    }

    @Test
    void keepsAPictureThatCannotBeReadAsAFailedJobUntilItIsRedriven() throws Exception {
        run(1, "detection");
        var capture = capture("north");
        flow.models.fail(capture, () -> new PermanentFailure("The picture ends after its header."));
        ingest(capture);

        var job = flow.failedJob();

        assertThat(job.reason()).isEqualTo("The picture ends after its header.");
        assertThat(job.stage()).isEqualTo("image-ingested");
        assertThat(job.subjectId()).isEqualTo(capture.captureId());
        assertThat(job.attempts()).isEqualTo(1);
        assertThat(flow.rows("stage_task")).isZero();
        flow.models.heal();
        assertThat(flow.world.failedJobs.redrive(job.jobId())).isTrue();
        flow.has("detection-complete", 1);
    }

    @Test
    void triesAgainWhatMayPass() throws Exception {
        run(1, "detection");
        var capture = capture("north");
        flow.models.fail(capture, () -> new IllegalStateException("the model runner restarts"));
        ingest(capture);

        flow.backOff();
        Eventually.holds("it was tried twice", () -> flow.models.seen().size() >= 2);
        waits();
        flow.models.heal();
        flow.backOff();

        flow.has("detection-complete", 1);
        assertThat(flow.rows("failed_job")).isZero();
    }

    @Test
    void givesUpWhatNeverPasses() throws Exception {
        run(1, "detection");
        var capture = capture("north");
        flow.models.fail(capture, () -> new IllegalStateException("the model is broken"));
        ingest(capture);

        for (var attempt = 1; attempt < 8; attempt++) {
            flow.backOff();
            var tried = attempt + 1;
            Eventually.holds("it was tried again", () -> flow.models.seen().size() >= tried);
        }

        assertThat(flow.failedJob().reason()).isEqualTo("the model is broken");
        assertThat(flow.failedJob().attempts()).isEqualTo(8);
    }

    static Stream<Arguments> poison() {
        return Stream.of(
                poison("a permanent failure", () -> new PermanentFailure("no picture")),
                poison("a bug", NullPointerException::new),
                poison("an endless recursion", StackOverflowError::new),
                poison("too little memory", () -> new OutOfMemoryError("a huge picture")));
    }

    private static Arguments poison(String name, Supplier<Throwable> failure) {
        return Arguments.of(Named.of(name, failure));
    }

    @ParameterizedTest
    @MethodSource("poison")
    void goesOnWithTheOthersAfterAPoisonedOne(Supplier<Throwable> failure) throws Exception {
        run(1, "detection");
        var poisoned = capture("north");
        flow.models.fail(poisoned, failure);
        ingest(poisoned);
        for (var i = 0; i < 5; i++) {
            ingested("south-" + i);
        }

        flow.has("detection-complete", 5);

        assertThat(flow.captureState(poisoned.captureId())).isEqualTo("received");
        assertThat(flow.rows("stage_task") + flow.rows("failed_job")).isEqualTo(6);
    }

    @Test
    void takesFreshPicturesBeforeBacklog() throws Exception {
        run(1, "detection");
        flow.models.hold();
        var first = ingested("north");
        Eventually.holds("the first is looked at", () -> flow.models.seen().size() == 1);
        for (var i = 0; i < 10; i++) {
            ingest(flow.world.backlogCapture(flow.world.camera("old-" + i)));
        }
        var fresh = ingested("south");

        flow.models.release();
        flow.has("detection-complete", 12);

        assertThat(flow.models.seen().subList(0, 2))
                .containsExactly(first.captureId(), fresh.captureId());
    }

    @Test
    void alertsNobodyAboutBacklogOrCamerasThatNobodyApproved() throws Exception {
        run(2, STATIONS);
        flow.tell(RANGER);
        var captures =
                List.of(
                        flow.world.backlogCapture(flow.world.camera("old")),
                        flow.world.reprocessedCapture(flow.world.camera("kept")),
                        flow.world.capture(flow.world.pendingCamera("stranger")));
        captures.forEach(this::ingest);

        for (var capture : captures) {
            completes(capture.captureId());
        }

        assertThat(flow.rows("event")).isEqualTo(3);
        assertThat(flow.rows("alert")).isZero();
        assertThat(flow.rows("delivery")).isZero();
        assertThat(flow.rows("stage_task")).isZero();
    }

    @Test
    void alertsOnceForABurst() throws Exception {
        run(4, STATIONS);
        flow.tell(RANGER);
        var camera = flow.world.camera("north");
        var burst = Stream.generate(() -> flow.world.capture(camera)).limit(12).toList();
        burst.forEach(this::ingest);

        for (var capture : burst) {
            completes(capture.captureId());
        }

        assertThat(flow.rows("event")).isEqualTo(1);
        assertThat(flow.rows("alert")).isEqualTo(1);
        assertThat(flow.count("alert-raised")).isEqualTo(1);
    }

    @Test
    void changesNothingWhenACaptureComesTwice() throws Exception {
        run(1, STATIONS);
        flow.tell(RANGER);
        var capture = ingested("north");
        flow.has("alert-raised", 1);

        ingest(capture);
        Eventually.holds("it was looked at again", () -> flow.models.seen().size() == 2);
        Eventually.holds("nothing else is left", () -> flow.rows("stage_task") == 1);

        assertThat(flow.rows("detection")).isEqualTo(1);
        assertThat(flow.rows("classification")).isEqualTo(1);
        assertThat(flow.rows("alert")).isEqualTo(1);
        assertThat(flow.rows("delivery")).isEqualTo(1);
        assertThat(flow.rows("failed_job")).isZero();
    }

    @Test
    void keepsAMessageWhoseCaptureIsGoneAsAFailedJob() throws Exception {
        run(1, "detection");
        var capture = capture("north");
        database.jdbc().sql("delete from capture").update();
        ingest(capture);

        assertThat(flow.failedJob().reason())
                .isEqualTo("The capture %s is not in the database.".formatted(capture.captureId()));
    }

    private void run(int workers, String... stations) throws Exception {
        flow = new FlowWorld(database, folder, workers, stations);
    }

    /** Everything left of a station runs and is done with one capture; then it stops. */
    private void runUntil(String station) throws Exception {
        run(1, STATIONS);
        flow.tell(RANGER);
        flow.camel.getRouteController().stopRoute(route(station));
        flow.camel.getRouteController().stopRoute(inner(station));
        ingested("north");
        flow.has(
                switch (station) {
                    case "detection" -> "image-ingested";
                    case "classification" -> "detection-complete";
                    default -> "classification-complete";
                },
                1);
        for (var other : STATIONS) {
            if (!other.equals(station)) {
                flow.camel.getRouteController().stopRoute(inner(other));
                flow.camel.getRouteController().stopRoute(route(other));
            }
        }
    }

    private void start(String station) throws Exception {
        flow.camel.getRouteController().startRoute(route(station));
        flow.camel.getRouteController().startRoute(inner(station));
    }

    private static String route(String station) {
        return switch (station) {
            case "detection" -> "detection.detect";
            case "classification" -> "classification.classify";
            default -> "event.judge";
        };
    }

    /** The kamelet's own route, whose name Camel makes. */
    private String inner(String station) {
        var stage =
                switch (station) {
                    case "detection" -> "stage:image-ingested";
                    case "classification" -> "stage:detection-complete";
                    default -> "stage:classification-complete";
                };
        return flow.camel.getRoutes().stream()
                .filter(
                        route ->
                                route.getEndpoint()
                                        .getEndpointUri()
                                        .replace("//", "")
                                        .startsWith(stage + "?"))
                .map(route -> route.getRouteId())
                .findFirst()
                .orElseThrow();
    }

    private void waits() throws Exception {
        Eventually.holds(
                "it backs off",
                () ->
                        database.jdbc()
                                .sql("select count(*) from stage_task where state = 'waiting'")
                                .query(Long.class)
                                .single()
                                .equals(1L));
    }

    private void completes(UUID captureId) throws Exception {
        Eventually.holds(
                "the capture is complete", () -> flow.captureState(captureId).equals("completed"));
    }

    private List<String> picturesOf(Capture capture) {
        var now = flow.world.captures.find(capture.captureId()).orElseThrow();
        return Stream.of(now.thumbnailKey(), now.previewKey()).flatMap(Optional::stream).toList();
    }

    private Capture capture(String camera) {
        return flow.world.capture(flow.world.camera(camera));
    }

    private Capture ingested(String camera) {
        return ingest(capture(camera));
    }

    /** A capture that waits to be named. */
    private Capture detected(String camera) {
        var capture = capture(camera);
        flow.world.stages.put(
                "detection-complete",
                flow.world.detectionLog.save(
                        new DetectStep(flow.models, flow.world.identifiers).detect(capture)));
        return capture;
    }

    private Capture ingest(Capture capture) {
        flow.world.stages.put("image-ingested", capture);
        return capture;
    }
}
