package trapline.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class RetryPolicyTest {
    private final RetryPolicy policy =
            new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(30), 5);

    @Test
    void givesUpAtOnceWhatCannotSucceed() {
        assertThat(policy.givesUp(new PermanentFailure("no picture"), 1)).isTrue();
    }

    @Test
    void seesAPermanentFailureThatAFrameworkHasWrapped() {
        var wrapped = new IllegalStateException(new RuntimeException(new PermanentFailure("no")));

        assertThat(policy.givesUp(wrapped, 1)).isTrue();
    }

    @Test
    void triesAnythingElseSomeTimesAndNotForEver() {
        var failure = new IllegalStateException("odd");

        assertThat(policy.givesUp(failure, 4)).isFalse();
        assertThat(policy.givesUp(failure, 5)).isTrue();
    }

    @Test
    void waitsAnOutageOutHoweverLongItLasts() {
        var stopped = new SQLException("terminating connection", "57P01");
        var translated = new SQLStateSQLExceptionTranslator().translate("read", null, stopped);

        assertThat(policy.givesUp(new CannotGetJdbcConnectionException("away"), 1000)).isFalse();
        assertThat(policy.givesUp(new CannotCreateTransactionException("away"), 1000)).isFalse();
        assertThat(policy.givesUp(new TransactionSystemException("no commit"), 1000)).isFalse();
        assertThat(policy.givesUp(translated, 1000)).isFalse();
        assertThat(policy.givesUp(new UncheckedIOException(new IOException("disk full")), 1000))
                .isFalse();
    }

    @Test
    void doesNotWaitForAFileThatIsGone() {
        assertThat(policy.givesUp(new NoSuchFileException("aa/bb/cc"), 5)).isTrue();
    }

    @Test
    void doublesTheWaitUpToItsLimit() {
        assertThat(policy.waitAfter(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(policy.waitAfter(2)).isEqualTo(Duration.ofSeconds(2));
        assertThat(policy.waitAfter(5)).isEqualTo(Duration.ofSeconds(16));
        assertThat(policy.waitAfter(6)).isEqualTo(Duration.ofSeconds(30));
        assertThat(policy.waitAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void refusesAPolicyThatMakesNoSense() {
        assertThatThrownBy(() -> new RetryPolicy(Duration.ZERO, Duration.ofSeconds(1), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetryPolicy(Duration.ofSeconds(2), Duration.ofSeconds(1), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(1), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
