package trapline.app.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;

@ExtendWith(OutputCaptureExtension.class)
class RepeatedWorkTest {
    private final RepeatedWork work = new RepeatedWork();

    @Test
    void saysInOneLineThatTheDatabaseIsAway(CapturedOutput output) {
        work.handleError(
                new DataAccessResourceFailureException(
                        "no connection", new ConnectException("Connection refused")));

        assertThat(output.toString().strip().lines())
                .singleElement()
                .asString()
                .contains("waits for the database", "Connection refused");
    }

    @Test
    void showsWhereAnythingElseWentWrong(CapturedOutput output) {
        work.handleError(new IllegalStateException("a mistake"));

        assertThat(output.toString()).contains("a mistake", "at trapline.app.database");
    }
}
