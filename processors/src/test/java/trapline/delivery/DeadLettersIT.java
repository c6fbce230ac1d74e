package trapline.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import trapline.alert.Alert;
import trapline.alert.Rule;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;
import trapline.testing.World;

/** What is done by hand with deliveries that failed. */
class DeadLettersIT {
    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    private final TestClock clock = new TestClock(Given.NOON);
    private final World world = new World(database, clock);
    private final DeadLetters letters =
            database.transactional(new DeadLetters(database.jdbc(), world.deliveries));
    private Alert alert;
    private Delivery failed;

    @BeforeEach
    void aFailedDelivery() {
        var camera = world.camera("north");
        var capture = world.capture(camera);
        alert =
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
                        List.of());
        assertThat(world.alerts.raise(alert)).isTrue();
        failed = owe("asha@example.org");
        fail(failed);
    }

    @Test
    void sendsToAnotherAddress() {
        var outcome =
                letters.redirect(
                        failed.deliveryId(), Optional.empty(), Optional.of("ben@example.org"));

        assertThat(outcome).isEqualTo(DeadLetters.Outcome.DONE);
        assertThat(rows()).containsExactly("mail ben@example.org due");
        assertThat(messages()).isEqualTo(1);
    }

    @Test
    void saysThatTheAlertIsOwedThereAndChangesNothing() {
        owe("ben@example.org");

        var outcome =
                letters.redirect(
                        failed.deliveryId(), Optional.empty(), Optional.of("ben@example.org"));

        assertThat(outcome).isEqualTo(DeadLetters.Outcome.OWED_THERE);
        assertThat(rows())
                .containsExactly("mail asha@example.org failed", "mail ben@example.org due");
        assertThat(messages()).isZero();
    }

    @Test
    void leavesWhatHasNotFailed() {
        var due = owe("ben@example.org");

        var outcome = letters.redirect(due.deliveryId(), Optional.of("hook"), Optional.empty());

        assertThat(outcome).isEqualTo(DeadLetters.Outcome.NOT_FAILED);
        assertThat(rows()).contains("mail ben@example.org due");
    }

    /** Somebody owes the alert to the same address in the same moment. */
    @Test
    void makesOneOfTwoAtTheSameTime() throws Exception {
        var owing = Executors.newSingleThreadExecutor();
        var owed = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try {
            var other =
                    owing.submit(
                            () ->
                                    database.inTransaction(
                                            () -> {
                                                owe("ben@example.org");
                                                owed.countDown();
                                                return await(go);
                                            }));
            assertThat(await(owed)).isTrue();
            var redirecting =
                    CompletableFuture.supplyAsync(
                            () ->
                                    letters.redirect(
                                            failed.deliveryId(),
                                            Optional.empty(),
                                            Optional.of("ben@example.org")));
            go.countDown();

            assertThat(other.get(30, TimeUnit.SECONDS)).isTrue();
            assertThat(redirecting.get(30, TimeUnit.SECONDS))
                    .isEqualTo(DeadLetters.Outcome.OWED_THERE);
        } finally {
            owing.shutdownNow();
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Delivery owe(String address) {
        return world.deliveries.owe(alert, new Rule.Recipient("mail", address)).orElseThrow();
    }

    private void fail(Delivery delivery) {
        var dispatch = world.deliveries.open(delivery.deliveryId()).orElseThrow();
        world.deliveries.begin(dispatch);
        world.deliveries.settle(
                dispatch,
                new DeliveryOutcome.Refused("no such mailbox"),
                Delivery.State.FAILED,
                Optional.empty());
    }

    private List<String> rows() {
        return database.jdbc()
                .sql(
                        """
                        select channel || ' ' || recipient || ' ' || state from delivery
                         where alert_id = :alert order by recipient
                        """)
                .param("alert", alert.alertId())
                .query(String.class)
                .list();
    }

    private long messages() {
        return database.jdbc()
                .sql("select count(*) from stage_task where subject_id = any(:ids)")
                .param("ids", new UUID[] {failed.deliveryId()})
                .query(Long.class)
                .single();
    }
}
