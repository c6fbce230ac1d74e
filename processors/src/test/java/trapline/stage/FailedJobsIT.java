package trapline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;

class FailedJobsIT {
    private static final String STAGE = "detection-complete";
    private static final Duration LEASE = Duration.ofSeconds(60);

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    private final TestClock clock = TestClock.at("2026-03-01T12:00:00Z");
    private final Stages stages = database.transactional(new Stages(database.jdbc(), clock));
    private final FailedJobs failedJobs =
            database.transactional(new FailedJobs(database.jdbc(), stages, clock));

    @Test
    void keepsWhatWasGivenUpWithItsReasonAndAttempts() {
        var message = Message.live("north");

        fail(message, "The picture cannot be decoded.");

        assertThat(failedJobs.newest(List.of(Message.PROJECT), 10))
                .singleElement()
                .satisfies(
                        job -> {
                            assertThat(job.subjectId()).isEqualTo(message.subjectId());
                            assertThat(job.stage()).isEqualTo(STAGE);
                            assertThat(job.reason()).isEqualTo("The picture cannot be decoded.");
                            assertThat(job.attempts()).isEqualTo(1);
                            assertThat(job.failedAt()).isEqualTo(clock.instant());
                        });
        assertThat(stages.depths()).isEmpty();
    }

    @Test
    void putsARedrivenJobBackAsIfItWereNew() {
        var message = Message.backlog("north").to("mail");
        fail(message, "refused");
        var job = failedJobs.newest(List.of(Message.PROJECT), 10).get(0);

        assertThat(failedJobs.redrive(job.jobId())).isTrue();

        var again = stages.claim(STAGE, "mail", "worker", LEASE).orElseThrow();
        assertThat(again.subjectId()).isEqualTo(message.subjectId());
        assertThat(again.lane()).isEqualTo(Lane.BACKLOG);
        assertThat(again.flow()).isEqualTo("north");
        assertThat(again.attempts()).isEqualTo(1);
        assertThat(failedJobs.newest(List.of(Message.PROJECT), 10)).isEmpty();
    }

    @Test
    void redrivesAJobOnce() {
        fail(Message.live("north"), "refused");
        var job = failedJobs.newest(List.of(Message.PROJECT), 10).get(0);
        failedJobs.redrive(job.jobId());

        assertThat(failedJobs.redrive(job.jobId())).isFalse();
    }

    @Test
    void showsAProjectNothingOfAnother() {
        var other = new UUID(0, 2);
        fail(Message.live("north").of(other), "refused");
        var job = failedJobs.newest(List.of(other), 10).get(0);

        assertThat(failedJobs.newest(List.of(Message.PROJECT), 10)).isEmpty();
        assertThat(failedJobs.newest(List.of(), 10)).isEmpty();
        assertThat(failedJobs.find(job.jobId(), List.of(Message.PROJECT))).isEmpty();
        assertThat(failedJobs.find(job.jobId(), List.of(other))).contains(job);
    }

    @Test
    void keepsNoJobOfAWorkerThatLostItsLeaseToOneThatSucceeded() {
        stages.put(STAGE, Message.live("north"));
        var late = stages.claim(STAGE, "", "slow", LEASE).orElseThrow();
        clock.advance(LEASE.plusSeconds(1));
        stages.promote();
        stages.finish(stages.claim(STAGE, "", "quick", LEASE).orElseThrow());

        failedJobs.add(late, "timed out");

        assertThat(failedJobs.newest(List.of(Message.PROJECT), 10)).isEmpty();
    }

    @Test
    void shortensAReasonThatIsNoReadingForPeople() {
        fail(Message.live("north"), "x".repeat(1_000_000));

        assertThat(failedJobs.newest(List.of(Message.PROJECT), 10).get(0).reason()).hasSize(2000);
    }

    @Test
    void keepsAReasonThatHoldsWhatPostgresCannotStore() {
        fail(Message.live("north"), "before\0after");

        assertThat(failedJobs.newest(List.of(Message.PROJECT), 10).get(0).reason())
                .isEqualTo("before after");
    }

    @Test
    void defersWithAReasonThatHoldsWhatPostgresCannotStore() {
        stages.put(STAGE, Message.live("north"));

        stages.defer(
                stages.claim(STAGE, "", "worker", LEASE).orElseThrow(),
                Duration.ofSeconds(1),
                "a\0b");

        clock.advance(Duration.ofSeconds(1));
        assertThat(stages.promote()).isEqualTo(1);
    }

    private void fail(Message message, String reason) {
        stages.put(STAGE, message);
        failedJobs.add(stages.claim(STAGE, message.part(), "worker", LEASE).orElseThrow(), reason);
    }
}
