package trapline.routes.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trapline.delivery.Patience;
import trapline.delivery.SignalChannel;
import trapline.standin.signal.SignalFaults;
import trapline.standin.signal.SignalStandIn;
import trapline.testing.TestDatabase;

/**
 * A Signal gateway on good days and bad ones: how each delivery ends, and what its attempts tell.
 */
class SignalDeliveryIT {
    private static final String NUMBER = "+31600000001";
    private static final String RANGER = "+31600000002";

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
    private static DeliveryWorld world;
    private static int opened;

    private SignalStandIn signal;
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
    void aGateway() throws Exception {
        open(SignalStandIn.start(NUMBER));
    }

    private void open(SignalStandIn gateway) throws Exception {
        signal = gateway;
        channel = "signal-" + opened++;
        world.open(
                new SignalChannel(
                        channel,
                        signal.url(),
                        NUMBER,
                        false,
                        Optional.of(URI.create("https://trapline.example.org")),
                        DeliveryWorld.LIMIT,
                        Patience.DEFAULT));
    }

    @AfterEach
    void stop() throws Exception {
        world.shut(channel);
        signal.close();
    }

    @Test
    void sendsThePictureWithItsTextToOneRecipient() throws Exception {
        var delivery = world.owe(channel, RANGER);

        world.settles(delivery, "accepted");

        var message = signal.messages().get(0);
        assertThat(message.recipient()).isEqualTo(RANGER);
        assertThat(message.text()).startsWith("**Leopard at gate-").contains("/events/");
        assertThat(message.attachments()).containsExactly(DeliveryWorld.PICTURE);
        assertThat(world.attempt(delivery, 1).receipt())
                .isEqualTo(String.valueOf(message.timestamp()));
    }

    @Test
    void sendsToAGroup() throws Exception {
        world.settles(world.owe(channel, SignalStandIn.GROUP), "accepted");

        assertThat(signal.messages().get(0).recipient()).isEqualTo(SignalStandIn.GROUP);
    }

    @Test
    void understandsTheListOfNewerGateways() throws Exception {
        stop();
        open(SignalStandIn.start(NUMBER, 0, SignalStandIn.Mode.NORMAL_NEWER));

        world.settles(world.owe(channel, RANGER), "accepted");
    }

    /** Each fault once: how the first attempt ends, and the delivery in the end. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            textBlock =
                    """
                    429,                  deferred, accepted, captcha
                    400-rate-limit,       deferred, accepted, CAPTCHA
                    400-untrusted,        refused,  failed,   untrusted
                    400-unregistered,     refused,  failed,   Unregistered
                    400-no-account,       deferred, accepted, does not exist
                    400-group,            refused,  failed,   Invalid group
                    500,                  deferred, accepted, answered 500
                    502-page,             deferred, accepted, answered 502
                    partial-network,      deferred, accepted, network
                    partial-unregistered, refused,  failed,   not on Signal
                    partial-identity,     refused,  failed,   Trust
                    partial-rate-limit,   deferred, accepted, limits
                    silent-before,        unknown,  accepted, no answer within
                    silent-after,         unknown,  accepted, no answer within
                    drops-before,         unknown,  accepted, connection broke
                    drops-after,          unknown,  accepted, connection broke
                    slow-body,            unknown,  accepted, no answer within
                    slow,                 accepted, accepted,
                    """)
    void endsDeliveredOrFailedWithTheGatewaysReason(
            String fault, String first, String end, String reason) throws Exception {
        signal.faults().add(SignalFaults.all().get(fault), 1);
        var delivery = world.owe(channel, RANGER);

        var attempt = world.attempt(delivery, 1);
        if (end.equals("accepted") && !first.equals("accepted")) {
            world.backOff(Duration.ofMinutes(11));
        }
        world.settles(delivery, end);

        assertThat(attempt.outcome()).isEqualTo(first);
        if (reason != null) {
            assertThat(attempt.reason()).contains(reason);
        }
        assertThat(String.valueOf(attempt.reason())).doesNotContain(NUMBER, RANGER);
    }

    @Test
    void waitsForTheGatewayToComeBack() throws Exception {
        signal.close();
        var delivery = world.owe(channel, RANGER);

        assertThat(world.attempt(delivery, 1).reason())
                .isEqualTo("The Signal gateway cannot be reached.");
        assertThat(world.state(delivery)).isEqualTo("due");
    }
}
