package trapline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.ConnectException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;

class RepeatedTest {
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Repeated work = new Repeated("Making exports", this::work);
    private final Logger log = (Logger) LoggerFactory.getLogger(Repeated.class);
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    @BeforeEach
    void listen() {
        said.start();
        log.addAppender(said);
    }

    @AfterEach
    void listenNoMore() {
        log.detachAppender(said);
    }

    @Test
    void saysInOneLineThatItWaitsForTheDatabaseEachTimeThatItBegins() {
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

        assertThat(said.list)
                .filteredOn(line -> line.getLevel() == Level.WARN)
                .hasSize(2)
                .allSatisfy(
                        line -> {
                            assertThat(line.getFormattedMessage())
                                    .contains("waits for the database. Cause: Connection refused");
                            assertThat(line.getThrowableProxy()).isNull();
                        });
    }

    @Test
    void showsWhereAnythingElseWentWrong() {
        failure.set(new IllegalStateException("a mistake"));
        work.run();

        assertThat(said.list)
                .singleElement()
                .satisfies(
                        line ->
                                assertThat(line.getThrowableProxy().getMessage())
                                        .isEqualTo("a mistake"));
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
