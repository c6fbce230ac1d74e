package trapline.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;

class StagesIT {
    private static final String STAGE = "image-ingested";
    private static final Duration LEASE = Duration.ofSeconds(60);

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    private final TestClock clock = TestClock.at("2026-03-01T12:00:00Z");
    private final Stages stages = database.transactional(new Stages(database.jdbc(), clock));

    @Test
    void servesLiveMessagesBeforeBacklogThatWasThereFirst() {
        var old = put(Message.backlog("north"));
        var fresh = put(Message.live("north"));

        assertThat(claimAll()).containsExactly(fresh.subjectId(), old.subjectId());
    }

    @Test
    void servesTheMessagesOfOneFlowInTheOrderTheyCame() {
        var sent = new ArrayList<UUID>();
        for (var i = 0; i < 20; i++) {
            sent.add(put(Message.live("north")).subjectId());
        }

        assertThat(claimAll()).isEqualTo(sent);
    }

    @Test
    void servesASingleMessageNextThatCameBehindTwoThousandOfAnotherFlow() {
        burst("burst", 2000);
        for (var i = 0; i < 100; i++) {
            stages.finish(claim().orElseThrow());
        }

        var single = put(Message.live("quiet"));

        assertThat(List.of(claim().orElseThrow().subjectId(), claim().orElseThrow().subjectId()))
                .contains(single.subjectId());
    }

    @Test
    void servesOneMessageAMinuteNextHoweverLongTheBurstOfAnotherFlowLasts() {
        burst("burst", 200);

        for (var minute = 0; minute < 20; minute++) {
            var single = put(Message.live("quiet"));
            var next = List.of(claim().orElseThrow(), claim().orElseThrow());

            assertThat(next).extracting(StageTask::subjectId).contains(single.subjectId());

            next.forEach(stages::finish);
        }
    }

    @Test
    void doesNotMakeAFlowWaitForAnotherBecauseItWasServedMoreOftenBefore() {
        burst("busy", 50);
        StageTask inWork = null;
        for (var i = 0; i < 50; i++) {
            inWork = claim().orElseThrow();
            if (i < 49) {
                stages.finish(inWork);
            }
        }

        burst("newcomer", 10);
        var next = put(Message.live("busy"));

        assertThat(claimAll().subList(0, 3)).contains(next.subjectId());
    }

    @Test
    void doesNotMakeAFlowWaitForThoseOfItsMessagesThatBackOff() {
        burst("away", 50);
        for (var i = 0; i < 50; i++) {
            stages.defer(claim().orElseThrow(), Duration.ofMinutes(1), "not now");
        }
        burst("other", 10);

        var next = put(Message.live("away"));

        assertThat(claimAll().subList(0, 2)).contains(next.subjectId());
    }

    @Test
    void putsTheSameSubjectBeforeAStageOnce() {
        var message = put(Message.live("north"));

        stages.put(STAGE, message);

        assertThat(claimAll()).containsExactly(message.subjectId());
    }

    @Test
    void takesASubjectAgainThatWasFinished() {
        var message = put(Message.live("north"));
        stages.finish(claim().orElseThrow());

        stages.put(STAGE, message);

        assertThat(claimAll()).containsExactly(message.subjectId());
    }

    @Test
    void passesAMessageOnInPlaceOfTheOneThatLedToIt() {
        var message = put(Message.live("north"));
        var repeatable = put(Message.live("south"));

        stages.pass(claim().orElseThrow(), "detection-complete", message);
        stages.passRepeatable(claim().orElseThrow(), "detection-complete", repeatable);

        assertThat(stages.depths())
                .containsExactly(
                        new StageDepth("detection-complete", "", Lane.LIVE, 2, Duration.ZERO));
    }

    @Test
    void passesASubjectOnOnceThatWaitsThereAlready() {
        var message = put(Message.live("north"));
        stages.put("detection-complete", message);

        stages.pass(claim().orElseThrow(), "detection-complete", message);

        assertThat(stages.depths())
                .containsExactly(
                        new StageDepth("detection-complete", "", Lane.LIVE, 1, Duration.ZERO));
    }

    @Test
    void waitsForTheDiskUnlessWhatIsPassedOnOrFinishedIsRepeatable() {
        var message = put(Message.live("north"));
        var repeatable = put(Message.live("south"));
        put(Message.live("east"));
        put(Message.live("west"));
        var first = claim().orElseThrow();
        var second = claim().orElseThrow();
        var third = claim().orElseThrow();
        var fourth = claim().orElseThrow();

        assertThat(commitAfter(() -> stages.pass(first, "detection-complete", message)))
                .isEqualTo("local");
        assertThat(
                        commitAfter(
                                () ->
                                        stages.passRepeatable(
                                                second, "detection-complete", repeatable)))
                .isEqualTo("off");
        assertThat(commitAfter(() -> stages.finish(third))).isEqualTo("local");
        assertThat(commitAfter(() -> stages.finishRepeatable(fourth))).isEqualTo("off");
        assertThat(stages.depths())
                .containsExactly(
                        new StageDepth("detection-complete", "", Lane.LIVE, 2, Duration.ZERO));
    }

    /** How the transaction will commit; the tests' server itself waits for no disk. */
    private static String commitAfter(Runnable work) {
        return database.inTransaction(
                () -> {
                    database.jdbc().sql("set local synchronous_commit = 'local'").update();
                    work.run();
                    return database.jdbc()
                            .sql("select current_setting('synchronous_commit')")
                            .query(String.class)
                            .single();
                });
    }

    @Test
    void keepsThePartsOfAStageApart() {
        var mail = put(Message.live("ranger").to("mail"));
        var hook = put(Message.live("ranger").to("hook"));

        assertThat(claim()).isEmpty();
        assertThat(stages.claim(STAGE, "hook", "a", LEASE).orElseThrow().subjectId())
                .isEqualTo(hook.subjectId());
        assertThat(stages.claim(STAGE, "mail", "a", LEASE).orElseThrow().subjectId())
                .isEqualTo(mail.subjectId());
    }

    @Test
    void givesNoMessageToTwoWorkersAndLeavesNoneOut() throws Exception {
        burst("a", 150);
        burst("b", 150);
        var taken = ConcurrentHashMap.<UUID>newKeySet();
        var twice = ConcurrentHashMap.<UUID>newKeySet();

        atOnce(
                6,
                () -> {
                    for (var task = claim(); task.isPresent(); task = claim()) {
                        if (!taken.add(task.get().subjectId())) {
                            twice.add(task.get().subjectId());
                        }
                        stages.finish(task.get());
                    }
                    return null;
                });

        assertThat(taken).hasSize(300);
        assertThat(twice).isEmpty();
    }

    @Test
    void handsOverInTheTransactionOfTheResultOrNotAtAll() {
        var message = Message.live("north");

        assertThatThrownBy(
                        () ->
                                database.inTransaction(
                                        () -> {
                                            stages.put(STAGE, message);
                                            throw new IllegalStateException("the result failed");
                                        }))
                .hasMessage("the result failed");

        assertThat(claim()).isEmpty();
    }

    @Test
    void keepsAMessageWhoseFinishWasRolledBack() {
        var message = put(Message.live("north"));
        var task = claim().orElseThrow();

        assertThatThrownBy(
                        () ->
                                database.inTransaction(
                                        () -> {
                                            stages.finish(task);
                                            throw new IllegalStateException("killed");
                                        }))
                .hasMessage("killed");
        clock.advance(LEASE.plusSeconds(1));
        stages.promote();

        assertThat(claimAll()).containsExactly(message.subjectId());
    }

    @Test
    void givesAMessageToAnotherWorkerWhenItsLeaseHasRunOut() {
        var message = put(Message.live("north"));
        assertThat(claim()).isPresent();

        clock.advance(LEASE.minusSeconds(1));
        assertThat(stages.promote()).isZero();
        assertThat(claim()).isEmpty();
        clock.advance(Duration.ofSeconds(2));
        assertThat(stages.promote()).isEqualTo(1);

        var again = claim().orElseThrow();
        assertThat(again.subjectId()).isEqualTo(message.subjectId());
        assertThat(again.attempts()).isEqualTo(2);
    }

    @Test
    void keepsTheLeaseOfAWorkerThatRenewsIt() {
        put(Message.live("north"));
        var task = claim().orElseThrow();

        clock.advance(LEASE.minusSeconds(1));
        stages.renew(List.of(task.taskId()), "worker", LEASE);
        clock.advance(LEASE.minusSeconds(1));

        assertThat(stages.promote()).isZero();
    }

    @Test
    void renewsNoLeaseOfAnotherWorker() {
        put(Message.live("north"));
        var task = claim().orElseThrow();

        clock.advance(LEASE.minusSeconds(1));
        stages.renew(List.of(task.taskId()), "somebody else", LEASE);
        clock.advance(LEASE.minusSeconds(1));

        assertThat(stages.promote()).isEqualTo(1);
    }

    @Test
    void givesBackAtOnceWhatAKilledRunOfTheSameOwnerHadLeased() {
        put(Message.live("north"));
        put(Message.live("south"));
        assertThat(claim()).isPresent();
        assertThat(stages.claim(STAGE, "", "other instance", LEASE)).isPresent();

        assertThat(stages.release("worker")).isEqualTo(1);

        assertThat(claimAll()).hasSize(1);
    }

    @Test
    void bringsADeferredMessageBackWhenItsTimeHasComeAndNotBefore() {
        var message = put(Message.live("north"));
        stages.defer(claim().orElseThrow(), Duration.ofSeconds(10), "the disk is full");

        clock.advance(Duration.ofSeconds(9));
        stages.promote();
        assertThat(claim()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        stages.promote();

        var again = claim().orElseThrow();
        assertThat(again.subjectId()).isEqualTo(message.subjectId());
        assertThat(again.attempts()).isEqualTo(2);
    }

    @Test
    void countsNoAttemptForAMessageThatIsPostponed() {
        put(Message.live("north"));

        for (var i = 0; i < 30; i++) {
            var task = claim().orElseThrow();
            assertThat(task.attempts()).isEqualTo(1);
            stages.postpone(task, Duration.ofSeconds(5), "the channel rests");
            clock.advance(Duration.ofSeconds(5));
            stages.promote();
        }
    }

    @Test
    void ignoresTheDeferralOfAWorkerThatLostItsLease() {
        put(Message.live("north"));
        var late = claim().orElseThrow();
        clock.advance(LEASE.plusSeconds(1));
        stages.promote();
        var current = claim().orElseThrow();

        stages.defer(late, Duration.ofHours(1), "too late");

        clock.advance(LEASE.plusSeconds(1));
        assertThat(stages.promote()).isEqualTo(1);
        assertThat(claim().orElseThrow().taskId()).isEqualTo(current.taskId());
    }

    @Test
    void givesUpAMessageThatTakesTheProcessDownAgainAndAgain() {
        put(Message.live("north"));
        var failedJobs = new FailedJobs(database.jdbc(), stages, clock);

        for (var i = 0; i < 25; i++) {
            assertThat(claim()).isPresent();
            stages.release("worker");
        }

        assertThat(claim()).isEmpty();
        assertThat(failedJobs.newest(List.of(Message.PROJECT), 10))
                .singleElement()
                .satisfies(job -> assertThat(job.reason()).contains("25 times"));
    }

    @Test
    void saysHowMuchWaitsAndForHowLong() {
        put(Message.live("north"));
        clock.advance(Duration.ofSeconds(40));
        put(Message.live("north"));
        put(Message.backlog("north"));
        claim();

        assertThat(stages.depths())
                .containsExactlyInAnyOrder(
                        new StageDepth(STAGE, "", Lane.LIVE, 2, Duration.ofSeconds(40)),
                        new StageDepth(STAGE, "", Lane.BACKLOG, 1, Duration.ZERO));
    }

    private Message put(Message message) {
        stages.put(STAGE, message);
        return message;
    }

    private void burst(String flow, int size) {
        database.inTransaction(
                () -> {
                    for (var i = 0; i < size; i++) {
                        put(Message.live(flow));
                    }
                });
    }

    private Optional<StageTask> claim() {
        return stages.claim(STAGE, "", "worker", LEASE);
    }

    private List<UUID> claimAll() {
        var taken = new ArrayList<UUID>();
        for (var task = claim(); task.isPresent(); task = claim()) {
            taken.add(task.get().subjectId());
        }
        return taken;
    }

    private static void atOnce(int workers, Callable<Void> work)
            throws InterruptedException, ExecutionException {
        var pool = Executors.newFixedThreadPool(workers);
        try {
            var jobs = new ArrayList<Callable<Void>>();
            for (var i = 0; i < workers; i++) {
                jobs.add(work);
            }
            for (var done : pool.invokeAll(jobs)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
