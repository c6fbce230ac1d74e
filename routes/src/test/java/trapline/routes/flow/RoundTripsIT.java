package trapline.routes.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.alert.Rule;
import trapline.routes.ftps.Eventually;
import trapline.testing.Pictures;
import trapline.testing.TestDatabase;

/** How often a picture goes to the database on its way; each time costs more than the models. */
class RoundTripsIT {
    /** Two of them are for the alert of the event, which counts the second picture. */
    private static final int MOST = 18;

    private static final List<String> HEARD = new CopyOnWriteArrayList<>();

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh(RoundTripsIT::hear);

    @TempDir private Path folder;
    private FlowWorld flow;

    /** The keeper of the stages asks every now and then, whether or not there is a picture. */
    private static void hear(String statement) {
        if (!Thread.currentThread().getName().contains("stage-keeper")) {
            HEARD.add(statement);
        }
    }

    @AfterEach
    void stop() {
        flow.close();
    }

    @Test
    void bringsAPictureOfAKnownCameraToItsEventInFewStatements() throws Exception {
        flow =
                new FlowWorld(
                        database, folder, 1, "capture", "detection", "classification", "event");
        flow.tell(new Rule.Recipient("mail", "ranger@example.org"));
        receive(1);
        HEARD.clear();

        receive(2);

        assertThat(HEARD.stream().filter(statement -> !waits(statement)).toList())
                .as("statements beside the claims of stage messages")
                .hasSizeLessThanOrEqualTo(MOST);
    }

    /** What workers ask, whether or not there is a picture. */
    private static boolean waits(String statement) {
        return statement.contains("skip locked");
    }

    private void receive(int number) throws Exception {
        var file =
                Files.write(folder.resolve(number + ".jpg"), Pictures.jpeg(64, 48, number))
                        .toFile();
        flow.camel
                .createProducerTemplate()
                .sendBodyAndHeaders(
                        "direct:capture.receive",
                        file,
                        Map.of(
                                "TraplineSource", "inbox",
                                "TraplinePath", "north/%d.jpg".formatted(number),
                                "TraplineModified", flow.clock.instant().toEpochMilli()));
        // Asked on a way of its own, so that it is not heard.
        var jdbc = JdbcClient.create(database.dataSource());
        Eventually.holds(
                "the picture is complete",
                () ->
                        jdbc.sql("select count(*) from capture where state = 'completed'")
                                .query(Integer.class)
                                .single()
                                .equals(number));
    }
}
