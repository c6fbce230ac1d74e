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
import trapline.delivery.WhatsAppChannel;
import trapline.standin.whatsapp.WhatsAppFaults;
import trapline.standin.whatsapp.WhatsAppStandIn;
import trapline.testing.TestDatabase;

/** WhatsApp on good days and bad ones: how each delivery ends, and what its attempts tell. */
class WhatsAppDeliveryIT {
    private static final String ID = "106540352242922";
    private static final String TOKEN = "EAAplantedSecretOfTheSystemUser";
    private static final String RANGER = "254700000001";

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
    private static DeliveryWorld world;
    private static int opened;

    private WhatsAppStandIn meta;
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
    void aNumber() throws Exception {
        meta = WhatsAppStandIn.start(ID, TOKEN, "camera_alert", 0);
        channel = "whatsapp-" + opened++;
        world.open(
                new WhatsAppChannel(
                        channel,
                        meta.url(),
                        "v23.0",
                        ID,
                        TOKEN,
                        new WhatsAppChannel.Template("camera_alert", "en"),
                        Optional.empty(),
                        Optional.of(URI.create("https://trapline.example.org")),
                        DeliveryWorld.LIMIT,
                        Patience.DEFAULT));
    }

    @AfterEach
    void stop() throws Exception {
        world.shut(channel);
        meta.close();
    }

    @Test
    void sendsTheTemplateToWhoHasNotWrittenToday() throws Exception {
        var delivery = world.owe(channel, "+" + RANGER);

        world.settles(delivery, "accepted");

        var message = meta.messages().get(0);
        assertThat(message.type()).isEqualTo("template");
        assertThat(message.to()).isEqualTo(RANGER);
        assertThat(message.words())
                .startsWith("Leopard")
                .endsWith(delivery.deliveryId().toString());
        assertThat(message.picture()).contains(DeliveryWorld.PICTURE);
        assertThat(message.callback()).isEqualTo(delivery.deliveryId().toString());
        assertThat(world.attempt(delivery, 1).receipt()).isEqualTo(message.id());
    }

    @Test
    void writesFreelyToWhoHasWrittenToday() throws Exception {
        meta.opens(RANGER);
        world.inbound.wrote(channel, RANGER);

        world.settles(world.owe(channel, RANGER), "accepted");

        assertThat(meta.messages().get(0).type()).isEqualTo("image");
        assertThat(meta.messages().get(0).words().get(0)).startsWith("*Leopard at");
    }

    @Test
    void takesTheTemplateWhenTheDayIsOverAfterAll() throws Exception {
        world.inbound.wrote(channel, RANGER);
        var delivery = world.owe(channel, RANGER);

        world.settles(delivery, "accepted");

        assertThat(meta.messages().get(0).type()).isEqualTo("template");
        assertThat(world.attempts(delivery)).hasSize(1);
    }

    @Test
    void uploadsThePictureOfAnAlertOnceForAll() throws Exception {
        var capture = world.leopard("shared-" + channel);
        world.settles(world.owe(capture, "one", channel, RANGER), "accepted");
        world.settles(world.owe(capture, "two", channel, "254700000002"), "accepted");

        assertThat(meta.uploads()).isEqualTo(1);
    }

    /** Each fault once: how the first attempt ends, and the delivery in the end. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            textBlock =
                    """
                    429-130429,      deferred, accepted, 130429
                    429-retry-after, deferred, accepted, code 4
                    400-131056,      deferred, accepted, 131056
                    400-131048,      deferred, accepted, 131048
                    401-expired,     deferred, accepted, code 190
                    403-permission,  deferred, accepted, code 10
                    403-locked,      deferred, accepted, 131031
                    400-131047,      accepted, accepted,
                    400-131026,      refused,  failed,   131026
                    400-131030,      refused,  failed,   131030
                    400-100,         refused,  failed,   code 100
                    404-132001,      refused,  failed,   132001
                    500-131000,      deferred, accepted, 131000
                    503-131016,      deferred, accepted, 131016
                    502-page,        deferred, accepted, answered 502
                    silent-before,   unknown,  accepted, no answer within
                    silent-after,    unknown,  accepted, no answer within
                    drops-before,    unknown,  accepted, connection broke
                    drops-after,     unknown,  accepted, connection broke
                    slow-body,       unknown,  accepted, no answer within
                    slow,            accepted, accepted,
                    """)
    void endsDeliveredOrFailedWithMetasReason(String fault, String first, String end, String reason)
            throws Exception {
        world.inbound.wrote(channel, RANGER);
        meta.opens(RANGER);
        meta.faults().add(WhatsAppFaults.all().get(fault), 1);
        var delivery = world.owe(channel, RANGER);

        var attempt = world.attempt(delivery, 1);
        if (end.equals("accepted") && !first.equals("accepted")) {
            world.backOff(Duration.ofMinutes(1));
        }
        world.settles(delivery, end);

        assertThat(attempt.outcome()).isEqualTo(first);
        if (reason != null) {
            assertThat(attempt.reason()).contains(reason);
        }
        assertThat(String.valueOf(attempt.reason())).doesNotContain(TOKEN, RANGER);
    }

    @Test
    void neverHangsWhenNobodyIsThere() throws Exception {
        meta.close();
        var delivery = world.owe(channel, RANGER);

        assertThat(world.attempt(delivery, 1).reason()).isEqualTo("WhatsApp cannot be reached.");
    }
}
