package trapline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trapline.capture.Capture;
import trapline.classification.Lineages;
import trapline.event.GroupStep;
import trapline.observation.Observations;
import trapline.observation.Observations.Label;
import trapline.observation.Observations.Sighted;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;
import trapline.testing.TestRule;
import trapline.testing.World;

class JudgeStepIT {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Sighted DEER = animal("deer", 0.9);
    private static final Sighted WOLF = animal("grey wolf, Canis lupus", 0.8);
    private static final Sighted PERSON = new Sighted("person", 0.7, Optional.empty());

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    private final World world = new World(database, TestClock.at(NOON.toString()));
    private final Rules rules = new Rules();
    private final GroupStep groupStep =
            new GroupStep(
                    world.events,
                    world.eventLabels,
                    world.cameras,
                    Duration.ofMinutes(1),
                    Optional.empty());
    private final JudgeStep judgeStep = world.judgeStep(rules);

    @Test
    void alertsWhenASpeciesOfAGroupIsSeenThatTheTaxonomyKnows() {
        new Lineages(database.jdbc())
                .learn(
                        Map.of(
                                "Odocoileus hemionus (mule deer)",
                                List.of(
                                        "mammalia",
                                        "artiodactyla",
                                        "cervidae",
                                        "odocoileus",
                                        "odocoileus hemionus")));
        rules.replace(
                List.of(
                        new TestRule("cats").taxa("Felidae").build(),
                        new TestRule("deer").taxa("Cervidae").build(),
                        new TestRule("even-toed").taxa("Artiodactyla").build(),
                        new TestRule("genus").taxa("Odocoileus").build()));

        var alerts =
                judge(
                        world.capture(world.camera("north")),
                        animal("Odocoileus hemionus (mule deer)", 0.9));

        assertThat(alerts)
                .extracting(Alert::ruleId)
                .containsExactlyInAnyOrder("deer", "even-toed", "genus");
    }

    @Test
    void alertsWhenALabelIsSeen() {
        rules.replace(List.of(new TestRule().labels("Deer").build()));

        var alert = judge(world.capture(world.camera("north")), DEER).get(0);

        assertThat(alert.label()).isEqualTo("deer");
        assertThat(alert.count()).isEqualTo(1);
        assertThat(alert.confidence()).isEqualTo(0.9);
        assertThat(alert.raisedAt()).isEqualTo(NOON);
        assertThat(alert.recipients()).hasSize(1);
    }

    @Test
    void knowsALabelByEachOfItsNames() {
        rules.replace(List.of(new TestRule().labels("CANIS LUPUS").build()));

        assertThat(judge(world.capture(world.camera("north")), WOLF)).hasSize(1);
        assertThat(judge(world.capture(world.camera("south")), DEER)).isEmpty();
    }

    @Test
    void alertsWhenACategoryIsSeen() {
        rules.replace(List.of(new TestRule().categories("person").build()));

        assertThat(judge(world.capture(world.camera("north")), DEER)).isEmpty();
        assertThat(judge(world.capture(world.camera("south")), DEER, PERSON))
                .singleElement()
                .satisfies(alert -> assertThat(alert.label()).isEqualTo("person"));
    }

    @Test
    void alertsOnAnythingWhenARuleNamesNothing() {
        rules.replace(List.of(new TestRule().build()));

        assertThat(judge(world.capture(world.camera("north")))).isEmpty();
        assertThat(judge(world.capture(world.camera("south")), PERSON)).hasSize(1);
    }

    @Test
    void wantsTheLeastConfidenceOfWhatTheRuleNames() {
        var unsure = new Sighted("animal", 0.95, Optional.of(new Label("deer", 0.4)));
        rules.replace(
                List.of(
                        new TestRule("label").labels("deer").minConfidence(0.5).build(),
                        new TestRule("category").categories("animal").minConfidence(0.5).build()));

        assertThat(judge(world.capture(world.camera("north")), unsure))
                .extracting(Alert::ruleId)
                .containsExactly("category");
    }

    @Test
    void countsOnlyWhatIsSureEnough() {
        rules.replace(
                List.of(new TestRule().labels("deer").minConfidence(0.5).minCount(2).build()));

        assertThat(judge(world.capture(world.camera("a")), DEER, animal("deer", 0.4))).isEmpty();
        assertThat(judge(world.capture(world.camera("b")), DEER, animal("deer", 0.6)))
                .singleElement()
                .satisfies(alert -> assertThat(alert.count()).isEqualTo(2));
    }

    @ParameterizedTest
    @CsvSource({
        "22:00, 06:00, 21:59, false",
        "22:00, 06:00, 22:00, true",
        "22:00, 06:00, 23:59, true",
        "22:00, 06:00, 00:00, true",
        "22:00, 06:00, 05:59, true",
        "22:00, 06:00, 06:00, false",
        "06:00, 22:00, 06:00, true",
        "06:00, 22:00, 22:00, false",
        "08:00, 08:00, 03:00, true"
    })
    void alertsInTheHoursOfTheCamerasOwnClock(
            LocalTime from, LocalTime until, LocalTime clock, boolean alerts) {
        var camera = world.set(world.camera("north"), "zone", "Asia/Tokyo");
        rules.replace(List.of(new TestRule().hours(from, until).build()));
        var at = clock.atDate(LocalDate.of(2026, 3, 1)).atZone(ZoneId.of("Asia/Tokyo"));

        assertThat(judge(world.capture(camera, at.toInstant()), DEER)).hasSize(alerts ? 1 : 0);
    }

    @Test
    void judgesAlsoACameraWhoseZoneNoJavaKnows() {
        var camera = world.camera("north");
        var capture = world.capture(camera);
        world.set(camera, "zone", "Mars/Olympus");
        rules.replace(List.of(new TestRule().hours(LocalTime.MIN, LocalTime.NOON).build()));

        assertThat(judge(capture, DEER)).isEmpty();
    }

    @Test
    void alertsForTheCamerasAndSitesThatARuleNames() {
        var north = world.camera("north");
        var creek = world.at(world.camera("device-7"), "Creek");
        rules.replace(
                List.of(
                        new TestRule("by-camera").cameras("north").build(),
                        new TestRule("by-site").sites("Creek").build()));

        assertThat(judge(world.capture(north), DEER))
                .extracting(Alert::ruleId)
                .containsExactly("by-camera");
        assertThat(judge(world.capture(creek), DEER))
                .extracting(Alert::ruleId)
                .containsExactly("by-site");
    }

    @Test
    void alertsOnceForAnEvent() {
        var camera = world.camera("north");
        rules.replace(List.of(new TestRule().labels("deer").build()));

        assertThat(judge(world.capture(camera, NOON), DEER)).hasSize(1);
        assertThat(judge(world.capture(camera, NOON.plusSeconds(30)), DEER)).isEmpty();
        assertThat(judge(world.capture(camera, NOON.plusSeconds(300)), DEER)).hasSize(1);
    }

    @Test
    void alertsOnceForEventsThatWereMerged() {
        var camera = world.camera("north");
        rules.replace(List.of(new TestRule().labels("deer").build()));
        judge(world.capture(camera, NOON.plusSeconds(100)), DEER);
        judge(world.capture(camera, NOON));

        assertThat(judge(world.capture(camera, NOON.plusSeconds(50)), DEER)).isEmpty();
    }

    @Test
    void judgesACaptureTwiceAndAlertsOnce() {
        var capture = world.capture(world.camera("north"));
        rules.replace(List.of(new TestRule().build()));

        assertThat(judge(capture, DEER)).hasSize(1);
        assertThat(judge(capture, DEER)).isEmpty();
    }

    @Test
    void alertsOnceThoughManyWorkersJudgeABurstAtOnce() throws Exception {
        var camera = world.camera("north");
        rules.replace(
                List.of(
                        new TestRule("once").build(),
                        new TestRule("cool").coolDown(Duration.ofHours(1)).build()));
        var jobs = new ArrayList<Callable<List<Alert>>>();
        for (var i = 0; i < 40; i++) {
            var capture = world.capture(camera, NOON.plusSeconds(i * 10L));
            jobs.add(() -> judge(capture, DEER));
        }
        var pool = Executors.newFixedThreadPool(8);

        var raised = new ArrayList<Alert>();
        try {
            for (var done : pool.invokeAll(jobs)) {
                raised.addAll(done.get());
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(raised).extracting(Alert::ruleId).containsOnlyOnce("cool");
        var events = raised.stream().map(alert -> alert.ruleId() + alert.eventId()).toList();
        assertThat(events).doesNotHaveDuplicates();
    }

    @Test
    void judgesTheCamerasOfASiteAtOnceWhileTheyGoOnSending() throws Exception {
        var hour = Duration.ofHours(1);
        rules.replace(
                List.of(
                        new TestRule("a").labels("deer", "canis lupus").coolDown(hour).build(),
                        new TestRule("b").coolDown(hour).build(),
                        new TestRule("c").categories("person").coolDown(hour).build()));
        var seen = List.of(List.of(DEER, WOLF), List.of(WOLF, PERSON), List.of(PERSON, DEER));
        var jobs = new ArrayList<Callable<List<Alert>>>();
        for (var i = 0; i < 120; i++) {
            var camera = world.at(world.camera("camera-" + i % 6), "Creek");
            var capture = world.capture(camera, NOON.plusSeconds(i * 300L));
            var sightings = seen.get(i % 3).toArray(Sighted[]::new);
            jobs.add(() -> judge(capture, sightings));
            jobs.add(
                    () -> {
                        database.inTransaction(
                                () -> {
                                    world.stages.put(
                                            "image-ingested",
                                            world.capture(world.camera(camera.deviceId())));
                                });
                        return List.of();
                    });
        }
        var pool = Executors.newFixedThreadPool(8);

        var raised = new ArrayList<Alert>();
        try {
            for (var done : pool.invokeAll(jobs)) {
                raised.addAll(done.get());
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(raised)
                .extracting(alert -> alert.ruleId() + " " + alert.label())
                .doesNotHaveDuplicates()
                .contains("a deer", "a grey wolf, Canis lupus", "c person");
    }

    @Test
    void staysSilentForTheCoolDownAboutTheSameLabelAtTheSameSite() {
        var camera = world.camera("north");
        rules.replace(List.of(new TestRule().coolDown(Duration.ofHours(1)).build()));
        assertThat(judge(world.capture(camera), DEER)).hasSize(1);

        world.clock.advance(Duration.ofMinutes(59));
        assertThat(judge(world.capture(camera), DEER)).isEmpty();
        world.clock.advance(Duration.ofMinutes(1));
        assertThat(judge(world.capture(camera), DEER)).hasSize(1);
    }

    @Test
    void sharesTheCoolDownOfASiteAmongItsCamerasAndWithNoOtherPlace() {
        var one = world.at(world.camera("one"), "Creek");
        var two = world.at(world.camera("two"), "Creek");
        var elsewhere = world.at(world.camera("three"), "Ridge");
        rules.replace(List.of(new TestRule().coolDown(Duration.ofHours(1)).build()));

        assertThat(judge(world.capture(one), DEER)).hasSize(1);
        assertThat(judge(world.capture(two), DEER)).isEmpty();
        assertThat(judge(world.capture(elsewhere), DEER)).hasSize(1);
    }

    @Test
    void sharesNoCoolDownBetweenCamerasThatHaveTheSameName() {
        var one = world.set(world.camera("one"), "name", "Gate");
        var two = world.set(world.camera("two"), "name", "Gate");
        rules.replace(List.of(new TestRule().coolDown(Duration.ofHours(1)).build()));

        assertThat(judge(world.capture(one), DEER)).hasSize(1);
        assertThat(judge(world.capture(two), DEER)).hasSize(1);
    }

    @Test
    void alertsAboutAnotherLabelWhileItIsSilentAboutTheSurest() {
        var camera = world.camera("north");
        rules.replace(
                List.of(
                        new TestRule()
                                .labels("deer", "canis lupus")
                                .coolDown(Duration.ofHours(1))
                                .build()));
        assertThat(judge(world.capture(camera, NOON), DEER)).hasSize(1);

        assertThat(judge(world.capture(camera, NOON.plusSeconds(600)), DEER, WOLF))
                .singleElement()
                .satisfies(alert -> assertThat(alert.label()).startsWith("grey wolf"));
    }

    @Test
    void alertsNobodyOfAPendingOrRetiredCamera() {
        rules.replace(List.of(new TestRule().build()));
        var pending = world.pendingCamera("new");
        var retired = world.set(world.camera("old"), "state", "retired");

        assertThat(judge(world.capture(pending), DEER)).isEmpty();
        assertThat(judge(world.capture(retired), DEER)).isEmpty();
    }

    @Test
    void neverAlertsOnBacklogAndReprocessedCaptures() {
        rules.replace(List.of(new TestRule().build()));
        var camera = world.camera("north");

        assertThat(judge(world.backlogCapture(camera), DEER)).isEmpty();
        assertThat(judge(world.reprocessedCapture(camera), DEER)).isEmpty();
        assertThat(judge(world.capture(camera), DEER)).hasSize(1);
    }

    @Test
    void keepsTheRulesOfProjectsApart() {
        rules.replace(List.of(new TestRule().project("other").build()));
        var other = world.camera(world.projects.named("other"), "north", true);

        assertThat(judge(world.capture(world.camera("north")), DEER)).isEmpty();
        assertThat(judge(world.capture(other), DEER)).hasSize(1);
    }

    @Test
    void raisesNothingForARuleThatTellsNobody() {
        rules.replace(List.of(new TestRule().nobody().build()));

        assertThat(judge(world.capture(world.camera("north")), DEER)).isEmpty();
    }

    private List<Alert> judge(Capture capture, Sighted... seen) {
        return database.inTransaction(
                () ->
                        judgeStep
                                .judge(groupStep.group(new Observations(capture, List.of(seen))))
                                .alerts());
    }

    private static Sighted animal(String label, double confidence) {
        return new Sighted("animal", confidence, Optional.of(new Label(label, confidence)));
    }
}
