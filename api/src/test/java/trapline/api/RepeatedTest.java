package trapline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;

@ExtendWith(OutputCaptureExtension.class)
class RepeatedTest {
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Repeated work = new Repeated("Making exports", this::work);

    @Test
    void saysInOneLineThatItWaitsForTheDatabaseEachTimeThatItBegins(CapturedOutput said) {
        var away =
                new DataAccessResourceFailureException(
                        "no connection", new ConnectException("Connection refused"));
        failure.set(away);
        work.run();
        work.run();
        failure.set(null);
        work.run();
        failure.set(away);
        work.run();

        assertThat(said.toString().lines())
                .filteredOn(line -> line.contains("WARN"))
                .hasSize(2)
                .allMatch(
                        line -> line.contains("waits for the database. Cause: Connection refused"));
    }

    @Test
    void showsWhereAnythingElseWentWrong(CapturedOutput said) {
        failure.set(new IllegalStateException("a mistake"));
        work.run();

        assertThat(said.toString()).contains("a mistake", "at trapline.api");
    }

    @Test
    void isNotDroppedByAnExecutorEvenForWantOfMemory() throws InterruptedException {
        var timesLeft = new CountDownLatch(3);
        failure.set(new OutOfMemoryError("Java heap space"));
        var executor = Executors.newSingleThreadScheduledExecutor();
        try {
            var unused =
                    executor.scheduleWithFixedDelay(
                            new Repeated(
                                    "Counting",
                                    () -> {
                                        timesLeft.countDown();
                                        work();
                                    }),
                            0,
                            1,
                            TimeUnit.MILLISECONDS);

            assertThat(timesLeft.await(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            executor.shutdownNow();
        }
    }

    private void work() {
        var now = failure.get();
        if (now instanceof Error error) {
            throw error;
        }
        if (now != null) {
            throw (RuntimeException) now;
        }
    }
}
