package trapline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import trapline.camera.Camera;
import trapline.condition.BatteryLow;
import trapline.condition.HourWindow;
import trapline.condition.NothingSeen;
import trapline.condition.Silent;
import trapline.delivery.OweStep;
import trapline.event.EventHistory;
import trapline.event.EventHistory.By;
import trapline.event.GroupStep;
import trapline.event.Severity;
import trapline.observation.Observations;
import trapline.observation.Observations.Label;
import trapline.observation.Observations.Sighted;
import trapline.testing.QuietInstallation;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;
import trapline.testing.TestRule;
import trapline.testing.World;

/** Incidents, escalation, digests and quiet hours, on a real database. */
class ChecksIT {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final Rule.Recipient ANNA = new Rule.Recipient("mail", "anna@example.org");
    private static final Rule.Recipient BEN = new Rule.Recipient("mail", "ben@example.org");

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    private final World world = new World(database, TestClock.at(NOON.toString()));
    private final Rules rules = new Rules();
    private final JudgeStep judgeStep = world.judgeStep(rules);
    private final GroupStep groupStep =
            new GroupStep(
                    world.events,
                    world.eventLabels,
                    world.cameras,
                    Duration.ofMinutes(1),
                    Optional.empty());
    private Camera camera;

    @BeforeEach
    void setUpCamera() {
        camera = world.camera("north");
    }

    @Test
    void alertsOnceForAnIncidentAndAgainAfterItIsOver() {
        rules.replace(
                List.of(
                        new TestRule("low")
                                .when(new BatteryLow(20, 30, OptionalInt.empty()))
                                .build()));

        assertThat(report(50)).isEmpty();
        assertThat(report(19))
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.report().orElseThrow().headline())
                                    .isEqualTo("Battery of north at 19 %");
                            assertThat(alert.captureId()).isEmpty();
                        });
        assertThat(report(18)).isEmpty();
        assertThat(report(25)).isEmpty();
        assertThat(report(19)).isEmpty();
        assertThat(report(31)).isEmpty();
        assertThat(report(15)).hasSize(1);
        assertThat(states()).containsExactly("closed", "open");
    }

    @Test
    void doesNotBeginAnIncidentAnewThatAPersonHasClosed() {
        rules.replace(
                List.of(
                        new TestRule("low")
                                .when(new BatteryLow(20, 30, OptionalInt.empty()))
                                .build()));
        var alert = report(10).get(0);

        world.eventDecisions.close(alert.eventId(), new By("anna", "api"), OptionalInt.empty());

        assertThat(report(9)).isEmpty();
        assertThat(report(60)).isEmpty();
        assertThat(report(9)).hasSize(1);
    }

    @Test
    void keepsItsSilenceOverARecoveryUnlessItEndsWithIt() {
        var low = new BatteryLow(20, 30, OptionalInt.empty());
        rules.replace(
                List.of(
                        new TestRule("keeps").when(low).coolDown(Duration.ofDays(9)).build(),
                        new TestRule("ends")
                                .when(low)
                                .coolDownUntilGone(Duration.ofDays(9))
                                .build()));

        assertThat(report(10)).hasSize(2);
        assertThat(report(80)).isEmpty();
        assertThat(report(10)).extracting(Alert::ruleId).containsExactly("ends");
    }

    @Test
    void burnsNothingWhileNobodyIsThereToBeTold() {
        var low = new BatteryLow(20, 30, OptionalInt.empty());
        rules.replace(
                List.of(
                        new TestRule("low")
                                .when(low)
                                .nobody()
                                .coolDown(Duration.ofDays(9))
                                .build()));
        assertThat(report(10)).isEmpty();
        assertThat(states()).isEmpty();

        rules.replace(List.of(new TestRule("low").when(low).coolDown(Duration.ofDays(9)).build()));

        assertThat(report(10)).hasSize(1);
    }

    @Test
    void hearsOfASilentCameraByTheReceiveTimeOfWhatCameLive() {
        rules.replace(List.of(new TestRule("silent").when(new Silent(Duration.ofDays(1))).build()));
        assertThat(check("silent")).isEmpty();
        world.capture(camera);
        world.clock.advance(Duration.ofHours(23));
        world.backlogCapture(camera);
        assertThat(check("silent")).isEmpty();

        world.clock.advance(Duration.ofHours(1));

        assertThat(check("silent"))
                .singleElement()
                .satisfies(
                        alert ->
                                assertThat(alert.report().orElseThrow().headline())
                                        .isEqualTo("north silent for 24 hours"));
        world.clock.advance(Duration.ofHours(1));
        world.capture(camera);
        assertThat(check("silent")).isEmpty();
        assertThat(states()).containsExactly("closed");
    }

    @Test
    void saysOnceEachDayThatNothingWasSeen() {
        rules.replace(
                List.of(
                        new TestRule("cow")
                                .when(
                                        new NothingSeen(
                                                new TestRule().labels("cow").seen(),
                                                LocalTime.MIDNIGHT,
                                                LocalTime.of(9, 0),
                                                Set.of()))
                                .build()));
        world.clock.set(Instant.parse("2026-03-10T08:00:00Z"));
        see("cow");
        world.clock.set(Instant.parse("2026-03-10T09:01:00Z"));
        assertThat(check("cow")).isEmpty();

        world.clock.set(Instant.parse("2026-03-11T09:01:00Z"));
        assertThat(check("cow")).hasSize(1);
        world.clock.set(Instant.parse("2026-03-11T09:05:00Z"));
        assertThat(check("cow")).isEmpty();
        world.clock.set(Instant.parse("2026-03-12T09:01:00Z"));
        assertThat(check("cow")).hasSize(1);

        assertThat(states()).containsExactly("closed", "open");
    }

    @Test
    void tellsTheNextWhenNobodyAcknowledges() {
        rules.replace(List.of(escalating()));
        var alert = see("deer").get(0);
        assertThat(alert.recipients()).containsExactly(ANNA);

        assertThat(escalate()).isEmpty();
        world.clock.advance(Duration.ofMinutes(10));
        assertThat(escalate())
                .singleElement()
                .satisfies(next -> assertThat(next.recipients()).containsExactly(BEN));

        assertThat(escalate()).isEmpty();
        assertThat(world.eventHistory.of(alert.eventId()))
                .extracting(EventHistory.Entry::what)
                .containsExactly("alerted", "escalated");
    }

    @Test
    void stopsEscalatingOnceSomebodyHasSeenToIt() {
        rules.replace(List.of(escalating()));
        var alert = see("deer").get(0);

        world.eventDecisions.acknowledge(
                alert.eventId(), new By("anna", "telegram"), OptionalInt.empty());
        world.clock.advance(Duration.ofMinutes(10));

        assertThat(escalate()).isEmpty();
    }

    @Test
    void gathersForADigestWithNumbersAndTheBestPictures() {
        rules.replace(
                List.of(
                        new TestRule("daily")
                                .labels("deer", "fox")
                                .digest(
                                        new Digest(
                                                Digest.Every.DAILY,
                                                LocalTime.of(7, 0),
                                                DayOfWeek.MONDAY,
                                                ZoneOffset.UTC))
                                .build()));
        assertThat(digest()).isEmpty();
        for (var label : List.of("deer", "deer", "fox")) {
            world.clock.advance(Duration.ofMinutes(5));
            assertThat(see(label).stream().flatMap(a -> a.recipients().stream())).isEmpty();
        }
        assertThat(digest()).isEmpty();

        world.clock.set(Instant.parse("2026-03-11T07:00:00Z"));

        assertThat(digest())
                .singleElement()
                .satisfies(
                        alert -> {
                            var report = alert.report().orElseThrow();
                            assertThat(report.headline()).isEqualTo("daily: 3 events, daily");
                            assertThat(report.facts())
                                    .extracting(f -> f.name() + "=" + f.value())
                                    .contains(
                                            "deer=2 events, up to 1",
                                            "fox=1 event, up to 1",
                                            "north=3 events");
                            assertThat(report.pictures()).hasSize(3);
                            assertThat(alert.recipients()).hasSize(1);
                        });
        assertThat(digest()).isEmpty();
        world.clock.set(Instant.parse("2026-03-12T07:00:00Z"));
        assertThat(digest()).isEmpty();
    }

    @Test
    void holdsWhatIsNotCriticalUntilTheQuietHoursOfItsRecipientEnd() {
        var quiet =
                new QuietHours(
                        new HourWindow(LocalTime.of(22, 0), LocalTime.of(7, 0)),
                        ZoneId.of("Africa/Nairobi"));
        var sleeper = new Rule.Recipient("mail", "s@example.org", Optional.of(quiet));
        rules.replace(
                List.of(
                        new TestRule("calm").tells(List.of(sleeper)).build(),
                        new TestRule("grave")
                                .severity(Severity.CRITICAL)
                                .tells(List.of(sleeper))
                                .build()));
        world.clock.set(Instant.parse("2026-03-10T20:00:00Z"));

        var owed =
                database.inTransaction(
                        () -> new OweStep(world.deliveries).owe(new AlertsRaised(see("deer"))));

        assertThat(owed).hasSize(2);
        assertThat(owed.stream().map(d -> world.deliveries.held(d.deliveryId())))
                .containsExactly(Optional.of(Duration.ofHours(8)), Optional.empty());
        world.clock.advance(Duration.ofHours(8));
        assertThat(owed.stream().flatMap(d -> world.deliveries.held(d.deliveryId()).stream()))
                .isEmpty();
    }

    private static Rule escalating() {
        return new TestRule("deer")
                .labels("deer")
                .tells(List.of(ANNA))
                .escalates(new Telling.Next(Duration.ofMinutes(10), List.of(new Told.Always(BEN))))
                .build();
    }

    private List<Alert> report(int percent) {
        world.clock.advance(Duration.ofHours(6));
        database.jdbc()
                .sql(
                        """
                        insert into health_report (report_id, camera_id, received_at,
                                                   battery_percent, sha256)
                        values (:id, :camera, :now, :percent, :sha)
                        """)
                .param("id", world.identifiers.next())
                .param("camera", camera.cameraId())
                .param("now", world.clock.instant().atOffset(ZoneOffset.UTC))
                .param("percent", percent)
                .param("sha", world.identifiers.next().toString())
                .update();
        return rules.toCheck().stream().flatMap(rule -> check(rule).stream()).toList();
    }

    private List<Alert> check(String rule) {
        var step = world.checkStep(rules, new QuietInstallation(world.clock.instant()));
        return database.inTransaction(() -> step.check(rule)).alerts();
    }

    private List<Alert> escalate() {
        return database.inTransaction(() -> world.escalateStep(rules).escalate()).alerts();
    }

    private List<Alert> digest() {
        return database.inTransaction(() -> world.digestStep(rules).digest("daily")).alerts();
    }

    private List<Alert> see(String label) {
        var capture = world.capture(camera);
        var seen = new Sighted("animal", 0.9, Optional.of(new Label(label, 0.9)));
        return database.inTransaction(
                        () ->
                                judgeStep.judge(
                                        groupStep.group(new Observations(capture, List.of(seen)))))
                .alerts();
    }

    private List<String> states() {
        return database.jdbc()
                .sql("select state from event where kind <> 'sighting' order by event_id")
                .query(String.class)
                .list();
    }
}
