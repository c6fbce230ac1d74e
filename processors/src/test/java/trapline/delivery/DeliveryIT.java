package trapline.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import trapline.alert.Alert;
import trapline.alert.AlertsRaised;
import trapline.alert.Rule;
import trapline.classification.Classification;
import trapline.classification.Classifications;
import trapline.detection.BoundingBox;
import trapline.detection.DetectStep;
import trapline.detection.Detection;
import trapline.detection.Detections;
import trapline.stage.Lane;
import trapline.stage.PermanentFailure;
import trapline.stage.RetryLater;
import trapline.stage.StageTask;
import trapline.testing.Sending;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;
import trapline.testing.World;

/** Owe, open, settle and refuse, as the delivery routes run them. */
class DeliveryIT {
    private static final Duration LEASE = Duration.ofSeconds(60);

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    private final TestClock clock = new TestClock(Given.NOON);
    private final World world = new World(database, clock);
    private final Sending sending = new Sending(world);
    private final Channels channels = sending.channels;
    private final OweStep oweStep = new OweStep(world.deliveries);
    private final OpenDelivery openDelivery = sending.openDelivery;
    private final SettleStep settleStep = sending.settleStep;
    private final RefuseStep refuseStep =
            new RefuseStep(world.stages, world.deliveries, channels, settleStep);

    @BeforeEach
    void configure() {
        channels.replace(List.of(Given.MAIL, Given.HOOK));
    }

    @Test
    void owesEachRecipientOnEachChannelOnce() {
        var alert = alert("ranger@example.org", "sheriff@example.org", "ranger@example.org");

        assertThat(owe(alert))
                .extracting(Delivery::recipient)
                .containsExactly("ranger@example.org", "sheriff@example.org");
        assertThat(owe(alert)).isEmpty();
    }

    @Test
    void owesNothingWhenTheTransactionOfTheAlertIsLost() {
        assertThatThrownBy(
                        () ->
                                database.inTransaction(
                                        () -> {
                                            oweStep.owe(
                                                    new AlertsRaised(
                                                            List.of(alert("ranger@example.org"))));
                                            throw new IllegalStateException("killed");
                                        }))
                .hasMessage("killed");

        assertThat(count("delivery")).isZero();
        assertThat(count("alert")).isZero();
    }

    @Test
    void opensADeliveryWithEverythingItsMessageNeeds() {
        var alert = alert("ranger@example.org");
        var delivery = owe(alert).get(0);

        var dispatch = open(delivery).orElseThrow();

        assertThat(dispatch.delivery()).isEqualTo(delivery);
        assertThat(dispatch.cameraName()).isEqualTo("north");
        assertThat(dispatch.siteName()).contains("Creek");
        assertThat(dispatch.label()).isEqualTo("deer");
        assertThat(dispatch.seen())
                .containsExactly(
                        new Dispatch.Seen(
                                "animal", 0.9, Optional.of("deer"), List.of(0.1, 0.2, 0.3, 0.4)));
        assertThat(dispatch.attempt()).isEqualTo(1);
        assertThat(dispatch.withPicture()).isTrue();
        assertThat(dispatch.firstOfEvent()).isEqualTo(delivery.deliveryId());
        assertThat(dispatch.zone().getId()).isEqualTo("Z");
    }

    @Test
    void writesOnlyToWhoIsListedWhereItIsNotForReal() {
        var guarded = new Sending(world, new Guard(false, Set.of("Asha@example.org ")));
        guarded.channels.replace(List.of(Given.MAIL, Given.HOOK));
        var owed = owe(alert("asha@example.org", "ranger@example.org"));

        var listed = guarded.openDelivery.open(task(owed.get(0).deliveryId()));
        var other = guarded.openDelivery.open(task(owed.get(1).deliveryId()));

        assertThat(listed).isPresent();
        assertThat(other).isEmpty();
        assertThat(state(owed.get(1))).isEqualTo("failed");
        assertThat(attempts(owed.get(1)).get(0))
                .contains("not for real", "trapline.delivery.allowed")
                .doesNotContain("ranger@");
    }

    @Test
    void refusesATaskWithoutADelivery() {
        assertThatThrownBy(() -> openDelivery.open(task(UUID.randomUUID())))
                .isInstanceOf(PermanentFailure.class);
    }

    @Test
    void keepsTheProofOfAnAcceptedDelivery() {
        var delivery = owe(alert("ranger@example.org")).get(0);
        var dispatch = open(delivery).orElseThrow();
        clock.advance(Duration.ofSeconds(2));

        settleStep.settle(dispatch, new DeliveryOutcome.Accepted("250 queued as 42"));

        assertThat(state(delivery)).isEqualTo("accepted");
        assertThat(attempts(delivery)).containsExactly("1 accepted null 250 queued as 42");
        assertThat(open(delivery)).isEmpty();
        assertThat(world.meters.get("trapline.upload.to.alert").timer().max(TimeUnit.SECONDS))
                .isEqualTo(2);
    }

    static Stream<DeliveryOutcome> outcomesThatMayPass() {
        return Stream.of(
                new DeliveryOutcome.Deferred("451 busy", Duration.ZERO),
                new DeliveryOutcome.Unknown("no answer"));
    }

    @ParameterizedTest
    @MethodSource("outcomesThatMayPass")
    void asksForAnotherAttemptWhenOneMayHelp(DeliveryOutcome outcome) {
        var delivery = owe(alert("ranger@example.org")).get(0);
        var dispatch = open(delivery).orElseThrow();

        var later =
                catchThrowableOfType(RetryLater.class, () -> settleStep.settle(dispatch, outcome));

        assertThat(later.waitBefore()).isEqualTo(Duration.ofSeconds(5));
        assertThat(state(delivery)).isEqualTo("due");
        assertThat(attempts(delivery)).hasSize(1);
        assertThat(open(delivery).orElseThrow().attempt()).isEqualTo(2);
    }

    @Test
    void waitsAsLongAsTheChannelAskedFor() {
        var dispatch = open(owe(alert("ranger@example.org")).get(0)).orElseThrow();

        var later =
                catchThrowableOfType(
                        RetryLater.class,
                        () ->
                                settleStep.settle(
                                        dispatch,
                                        new DeliveryOutcome.Deferred(
                                                "429", Duration.ofMinutes(10))));

        assertThat(later.waitBefore()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void triesUntilItsPatienceEndsAndThenFailsVisibly() {
        var delivery = owe(alert("ranger@example.org")).get(0);
        var busy = new DeliveryOutcome.Deferred("451 busy", Duration.ZERO);
        var tries = 0;

        while (state(delivery).equals("due")) {
            var dispatch = open(delivery).orElseThrow();
            tries++;
            try {
                settleStep.settle(dispatch, busy);
            } catch (RetryLater later) {
                clock.advance(later.waitBefore());
            }
        }

        assertThat(state(delivery)).isEqualTo("failed");
        assertThat(tries).isBetween(10, 25);
        assertThat(Duration.between(Given.NOON, clock.instant()))
                .isLessThanOrEqualTo(Duration.ofHours(1));
    }

    @Test
    void triesOnceMoreBeforeItsPatienceEndsThoughTheChannelAskedForLonger() {
        var delivery = owe(alert("ranger@example.org")).get(0);
        var dispatch = open(delivery).orElseThrow();

        var later =
                catchThrowableOfType(
                        RetryLater.class,
                        () ->
                                settleStep.settle(
                                        dispatch,
                                        new DeliveryOutcome.Deferred(
                                                "429", Duration.ofDays(365_000))));

        assertThat(later.waitBefore()).isEqualTo(Duration.ofHours(1));
        assertThat(state(delivery)).isEqualTo("due");
    }

    @Test
    void failsAtOnceWhatTheChannelRefused() {
        var delivery = owe(alert("ranger@example.org")).get(0);

        settleStep.settle(
                open(delivery).orElseThrow(), new DeliveryOutcome.Refused("550 no such user"));

        assertThat(state(delivery)).isEqualTo("failed");
        assertThat(attempts(delivery)).containsExactly("1 refused 550 no such user null");
        assertThat(open(delivery)).isEmpty();
    }

    @Test
    void goesWithoutItsPictureWhenThatIsTooLargeAndFailsWhenItStillIs() {
        var delivery = owe(alert("ranger@example.org")).get(0);
        var large = new DeliveryOutcome.TooLarge("552 too large");

        var later =
                catchThrowableOfType(
                        RetryLater.class,
                        () -> settleStep.settle(open(delivery).orElseThrow(), large));
        assertThat(later.waitBefore()).isZero();
        var again = open(delivery).orElseThrow();
        assertThat(again.withPicture()).isFalse();
        settleStep.settle(again, large);

        assertThat(state(delivery)).isEqualTo("failed");
    }

    @Test
    void letsAChannelRestWhoseLoginIsRefusedAndCountsNoAttemptWhileItDoes() {
        var delivery = owe(alert("ranger@example.org")).get(0);
        var dispatch = open(delivery).orElseThrow();

        var barred =
                catchThrowableOfType(
                        RetryLater.class,
                        () -> settleStep.settle(dispatch, new DeliveryOutcome.Barred("535 no")));
        var resting = catchThrowableOfType(RetryLater.class, () -> open(delivery));

        assertThat(barred.waitBefore()).isEqualTo(Duration.ofSeconds(30));
        assertThat(resting.waitBefore()).isEqualTo(Duration.ofSeconds(30));
        assertThat(attempts(delivery)).hasSize(1);
        clock.advance(Duration.ofSeconds(30));
        settleStep.settle(open(delivery).orElseThrow(), new DeliveryOutcome.Accepted("ok"));
        assertThat(state(delivery)).isEqualTo("accepted");
        assertThat(sending.rest.of(Given.MAIL)).isEmpty();
    }

    @Test
    void notesAnAttemptThatACrashCutOffAsUnknown() {
        var delivery = owe(alert("ranger@example.org")).get(0);
        open(delivery);

        var again = open(delivery).orElseThrow();

        assertThat(again.attempt()).isEqualTo(2);
        assertThat(attempts(delivery).get(0)).startsWith("1 unknown Trapline was stopped");
    }

    @Test
    void letsAnAnswerThatComesTooLateChangeNothing() {
        var delivery = owe(alert("ranger@example.org")).get(0);
        var slow = open(delivery).orElseThrow();
        settleStep.settle(open(delivery).orElseThrow(), new DeliveryOutcome.Accepted("ok"));

        settleStep.settle(slow, new DeliveryOutcome.Refused("550"));

        assertThat(state(delivery)).isEqualTo("accepted");
    }

    @Test
    void makesAFailedDeliveryDueAgainByHandWithAllItsPatience() {
        var delivery = owe(alert("ranger@example.org")).get(0);
        settleStep.settle(open(delivery).orElseThrow(), new DeliveryOutcome.Refused("550"));
        clock.advance(Duration.ofDays(3));

        assertThat(world.deliveries.redrive(delivery.deliveryId())).isTrue();
        assertThat(world.deliveries.redrive(delivery.deliveryId())).isFalse();

        var task = world.stages.claim(Deliveries.STAGE, "mail", "test", LEASE).orElseThrow();
        assertThat(task.subjectId()).isEqualTo(delivery.deliveryId());
        var dispatch = openDelivery.open(task).orElseThrow();
        assertThat(dispatch.attempt()).isEqualTo(2);
        assertThat(dispatch.tries()).isEqualTo(1);
        assertThat(dispatch.dueSince()).isEqualTo(clock.instant());
    }

    @Test
    void failsWhatIsOwedOnAChannelThatDoesNotExistAndTouchesNoOther() {
        var delivery = owe(alert("ranger@example.org")).get(0);
        world.stages.put(Deliveries.STAGE, delivery);
        assertThat(refuseStep.refuse()).isZero();

        channels.replace(List.of(Given.HOOK));

        assertThat(refuseStep.refuse()).isEqualTo(1);
        assertThat(state(delivery)).isEqualTo("failed");
        assertThat(attempts(delivery).get(0)).contains("mail is not configured");
        assertThat(world.stages.depths()).isEmpty();
    }

    @Test
    void refusesNothingBeforeTheConfigurationWasRead() {
        var unread = new Channels();
        world.stages.put(Deliveries.STAGE, owe(alert("ranger@example.org")).get(0));

        var refused = new RefuseStep(world.stages, world.deliveries, unread, settleStep).refuse();

        assertThat(refused).isZero();
    }

    @Test
    void threadsLaterAlertsOfAnEventUnderTheFirst() {
        var first = alert("ranger@example.org");
        var delivery = owe(first).get(0);
        clock.advance(Duration.ofSeconds(10));
        var second =
                new Alert(
                        world.identifiers.next(),
                        first.projectId(),
                        "another-rule",
                        first.eventId(),
                        first.captureId().orElseThrow(),
                        first.cameraId().orElseThrow(),
                        "deer",
                        1,
                        0.9,
                        clock.instant(),
                        first.recipients());
        world.alerts.raise(second);

        var later = open(owe(second).get(0)).orElseThrow();

        assertThat(later.firstOfEvent()).isEqualTo(delivery.deliveryId());
    }

    private Alert alert(String... recipients) {
        var camera = world.at(world.camera("north"), "Creek");
        var capture = world.capture(camera);
        var detection =
                new Detection(
                        world.identifiers.next(),
                        "animal",
                        "animal",
                        0.9,
                        new BoundingBox(0.1, 0.2, 0.3, 0.4));
        var detections =
                world.detectionLog.save(
                        new DetectStep.Detected(
                                new Detections(capture, "demo", "1", List.of(detection)),
                                false,
                                "thumbnail",
                                "preview"));
        world.classificationLog.save(
                new Classifications(
                        detections,
                        Optional.of("demo"),
                        Optional.of("1"),
                        List.of(
                                new Classification(detection.detectionId(), 1, "deer", 0.8),
                                new Classification(detection.detectionId(), 2, "elk", 0.1))));
        var alert =
                new Alert(
                        world.identifiers.next(),
                        camera.projectId(),
                        "rule",
                        world.events.join(capture, Duration.ofMinutes(1)).eventId(),
                        capture.captureId(),
                        camera.cameraId(),
                        "deer",
                        1,
                        0.8,
                        clock.instant(),
                        Stream.of(recipients).map(r -> new Rule.Recipient("mail", r)).toList());
        assertThat(world.alerts.raise(alert)).isTrue();
        return alert;
    }

    private List<Delivery> owe(Alert alert) {
        return database.inTransaction(() -> oweStep.owe(new AlertsRaised(List.of(alert))));
    }

    private Optional<Dispatch> open(Delivery delivery) {
        return openDelivery.open(task(delivery.deliveryId()));
    }

    private static StageTask task(UUID delivery) {
        return new StageTask(
                1, Deliveries.STAGE, "mail", delivery, new UUID(0, 1), "flow", Lane.LIVE, 1);
    }

    private String state(Delivery delivery) {
        return database.jdbc()
                .sql("select state from delivery where delivery_id = :id")
                .param("id", delivery.deliveryId())
                .query(String.class)
                .single();
    }

    private List<String> attempts(Delivery delivery) {
        return database.jdbc()
                .sql(
                        """
                        select number || ' ' || coalesce(outcome, 'open') || ' '
                               || coalesce(reason, 'null') || ' ' || coalesce(receipt, 'null')
                          from delivery_attempt where delivery_id = :id order by number
                        """)
                .param("id", delivery.deliveryId())
                .query(String.class)
                .list();
    }

    private long count(String table) {
        return database.jdbc().sql("select count(*) from " + table).query(Long.class).single();
    }
}
