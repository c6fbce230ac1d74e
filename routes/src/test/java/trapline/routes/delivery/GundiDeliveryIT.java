package trapline.routes.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trapline.delivery.GundiChannel;
import trapline.delivery.Patience;
import trapline.standin.gundi.GundiFaults;
import trapline.standin.gundi.GundiStandIn;
import trapline.testing.TestDatabase;

/** Gundi on good days and bad ones. */
class GundiDeliveryIT {
    private static final String KEY = "k3y-of-the-connection";

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
    private static DeliveryWorld world;
    private static int opened;

    private GundiStandIn gundi;
    private String channel;

    @BeforeAll
    static void startRoutes() throws Exception {
        world = new DeliveryWorld(database);
    }

    @AfterAll
    static void stopRoutes() {
        world.close();
    }

    @BeforeEach
    void aHub() throws Exception {
        gundi = GundiStandIn.start(KEY);
        channel = "hub-" + opened++;
        world.open(
                new GundiChannel(
                        channel,
                        gundi.url(),
                        KEY,
                        "camera_sighting",
                        Optional.empty(),
                        DeliveryWorld.LIMIT,
                        Patience.DEFAULT));
    }

    @AfterEach
    void stop() throws Exception {
        world.shut(channel);
        gundi.close();
    }

    @Test
    void handsOnTheEventWithItsPicture() throws Exception {
        var delivery = world.owe(channel, channel);

        world.settles(delivery, "accepted");

        var event = gundi.events().get(0);
        assertThat(event.path("title").asText()).startsWith("Leopard at ");
        assertThat(event.path("event_type").asText()).isEqualTo("camera_sighting");
        assertThat(event.path("event_details").path("confidence").asDouble()).isEqualTo(0.91);
        assertThat(gundi.files(0).values()).containsExactly(DeliveryWorld.PICTURE);
    }

    /** Each fault while the event is handed over: how the first attempt ends, and the delivery. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            textBlock =
                    """
                    400,           refused,  failed,   requires
                    401,           deferred, accepted, No API key
                    403,           deferred, accepted, Invalid authentication
                    429,           deferred, accepted, rate limit
                    413-page,      deferred, accepted, answered 413
                    500,           deferred, accepted, answered 500
                    503-page,      deferred, accepted, answered 503
                    silent-before, unknown,  accepted, no answer within
                    silent-after,  unknown,  accepted, no answer within
                    drops-before,  unknown,  accepted, connection broke
                    drops-after,   unknown,  accepted, connection broke
                    slow-body,     unknown,  accepted, no answer within
                    slow,          accepted, accepted,
                    """)
    void endsWithOneEventOrGundisReason(String fault, String first, String end, String reason)
            throws Exception {
        gundi.faults().add(GundiFaults.all().get(fault), 1);
        var delivery = world.owe(channel, channel);

        var attempt = world.attempt(delivery, 1);
        world.settlesInTime(delivery, end);

        assertThat(attempt.outcome()).isEqualTo(first);
        if (reason != null) {
            assertThat(attempt.reason()).contains(reason);
        }
        assertThat(String.valueOf(attempt.reason())).doesNotContain(KEY);
        assertThat(gundi.events()).hasSize(end.equals("accepted") ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"500", "drops-before", "drops-after", "silent-after"})
    void addsThePictureToTheFirstEventWhenThatBrokeOff(String fault) throws Exception {
        gundi.aimAtFiles();
        gundi.faults().add(GundiFaults.all().get(fault), 1);
        var delivery = world.owe(channel, channel);

        world.attempt(delivery, 1);
        world.settlesInTime(delivery, "accepted");

        assertThat(gundi.events()).hasSize(1);
        assertThat(gundi.files(0).values()).containsExactly(DeliveryWorld.PICTURE);
    }
}
