package trapline.routes.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trapline.delivery.Delivery;
import trapline.delivery.EarthRangerChannel;
import trapline.delivery.EarthRangerChannel.Access;
import trapline.delivery.GrownMessages;
import trapline.delivery.Patience;
import trapline.observation.Observations;
import trapline.routes.ftps.Eventually;
import trapline.standin.earthranger.EarthRangerFaults;
import trapline.standin.earthranger.EarthRangerStandIn;
import trapline.standin.earthranger.EarthRangerStandIn.Step;
import trapline.standin.earthranger.Report;
import trapline.testing.TestDatabase;

/** An EarthRanger site on good days and bad ones: one report for each alert, whatever breaks. */
class EarthRangerDeliveryIT {
    private static final String SECRET = "s3cret-of-the-site";
    private static final Access TOKEN = new Access.Token(SECRET);

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
    private static DeliveryWorld world;
    private static int opened;

    private EarthRangerStandIn site;
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
    void aSite() throws Exception {
        site = EarthRangerStandIn.start(SECRET);
        open(TOKEN, "camera_sighting");
    }

    private void open(Access access, String type) throws Exception {
        channel = "park-" + opened++;
        world.open(
                new EarthRangerChannel(
                        channel,
                        site.url(),
                        access,
                        type,
                        Optional.of("trapline"),
                        Optional.of(URI.create("https://trapline.example.org")),
                        DeliveryWorld.LIMIT,
                        Patience.DEFAULT));
    }

    @AfterEach
    void stop() throws Exception {
        world.shut(channel);
        site.close();
    }

    private Report only() {
        assertThat(site.reports()).hasSize(1);
        return site.reports().get(0);
    }

    private static void hasItsPictureOnce(Report report, Delivery delivery) {
        var name = "trapline-%s.jpg".formatted(delivery.deliveryId());
        assertThat(report.files()).extracting(Map.Entry::getKey).containsExactly(name);
        assertThat(report.files().get(0).getValue()).isEqualTo(DeliveryWorld.PICTURE);
    }

    @Test
    void makesAReportWithItsPictureAndShowsTheCamera() throws Exception {
        var delivery = world.owe(channel, channel);

        world.settles(delivery, "accepted");

        var event = only().event();
        assertThat(event.path("title").asText()).startsWith("Leopard at ");
        assertThat(event.path("time").asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[+-]\\d\\d:\\d\\d");
        assertThat(event.path("priority").asInt()).isEqualTo(100);
        assertThat(event.path("state").asText()).isEqualTo("new");
        assertThat(event.path("event_details").path("confidence").asDouble()).isEqualTo(0.91);
        assertThat(event.path("event_details").path("link").asText()).contains("/events/");
        hasItsPictureOnce(only(), delivery);
        assertThat(world.attempt(delivery, 1).receipt()).isEqualTo(only().id());
        if (event.has("location")) {
            assertThat(event.path("location").has("latitude")).isTrue();
            assertThat(site.observations()).hasSize(1);
            assertThat(site.observations().get(0).path("subject_subtype").asText())
                    .isEqualTo("camera_trap");
        }
    }

    @Test
    void namesTheCameraOnTheTypeThatEverySiteHas() throws Exception {
        world.shut(channel);
        open(TOKEN, EarthRangerChannel.BUILT_IN_TYPE);

        world.settles(world.owe(channel, channel), "accepted");

        assertThat(only().event().path("event_details").path("cameratraprep_camera-name").asText())
                .startsWith("gate-");
    }

    /** Each fault while the report is made: how the first attempt ends, and the delivery. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            textBlock =
                    """
                    400-type,       refused,  failed,   does not exist
                    401,            deferred, accepted, Authentication
                    403,            refused,  failed,   permission
                    404,            refused,  failed,   Not found
                    413-page,       deferred, accepted, answered 413
                    429,            deferred, accepted, throttled
                    429-seconds,    deferred, accepted, throttled
                    429-date,       deferred, accepted, throttled
                    500,            deferred, accepted, answered 500
                    502-page,       deferred, accepted, answered 502
                    503-page,       deferred, accepted, answered 503
                    504-page,       deferred, accepted, answered 504
                    500-after,      deferred, accepted, answered 500
                    200-page-after, unknown,  accepted, could not be read
                    silent-before,  unknown,  accepted, no answer within
                    silent-after,   unknown,  accepted, no answer within
                    drops-before,   unknown,  accepted, connection broke
                    drops-after,    unknown,  accepted, connection broke
                    slow-body,      unknown,  accepted, no answer within
                    slow,           accepted, accepted,
                    """)
    void endsWithOneReportOrTheSitesReason(String fault, String first, String end, String reason)
            throws Exception {
        site.faults().add(EarthRangerFaults.all().get(fault), 1);
        var delivery = world.owe(channel, channel);

        var attempt = world.attempt(delivery, 1);
        if (end.equals("accepted") && !first.equals("accepted") && !fault.equals("413-page")) {
            world.backOff(Duration.ofMinutes(61));
        }
        world.settles(delivery, end);

        assertThat(attempt.outcome()).isEqualTo(first);
        if (reason != null) {
            assertThat(attempt.reason()).contains(reason);
        }
        assertThat(String.valueOf(attempt.reason())).doesNotContain(SECRET);
        assertThat(site.reports()).hasSize(end.equals("accepted") ? 1 : 0);
        if (fault.equals("413-page")) {
            assertThat(only().event().path("notes").findValuesAsText("text"))
                    .anyMatch(note -> note.contains("too large"));
        } else if (end.equals("accepted")) {
            hasItsPictureOnce(only(), delivery);
        }
    }

    /** Each fault at another step: the report is made once, its picture is added once. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            textBlock =
                    """
                    FILE,   500
                    FILE,   503-page
                    FILE,   429-seconds
                    FILE,   silent-after
                    FILE,   drops-before
                    FILE,   drops-after
                    FILE,   slow-body
                    CAMERA, 503-page
                    CAMERA, drops-after
                    CAMERA, 403
                    """)
    void goesOnWhereItBrokeOff(Step step, String fault) throws Exception {
        site.aimAt(step);
        site.faults().add(EarthRangerFaults.all().get(fault), 1);
        var delivery = world.owe(channel, channel);

        world.attempt(delivery, 1);
        world.settlesInTime(delivery, "accepted");

        hasItsPictureOnce(only(), delivery);
    }

    @Test
    void addsASmallerPictureWhenTheWholeOneIsTooLarge() throws Exception {
        site.aimAt(Step.FILE);
        site.faults().add(EarthRangerFaults.all().get("413-page"), 1);
        var capture = world.leopard("large-of-" + channel);
        world.picture(capture, large());

        var delivery = world.owe(capture, "leopards", channel, channel);
        world.settles(delivery, "accepted");

        assertThat(world.attempts(delivery)).hasSize(1);
        assertThat(only().files()).hasSize(1);
        var kept = ImageIO.read(new ByteArrayInputStream(only().files().get(0).getValue()));
        assertThat(kept.getWidth()).isEqualTo(640);
        assertThat(kept.getHeight()).isEqualTo(480);
    }

    private static byte[] large() throws IOException {
        try (var bytes = new ByteArrayOutputStream()) {
            ImageIO.write(
                    new BufferedImage(1600, 1200, BufferedImage.TYPE_3BYTE_BGR), "jpeg", bytes);
            return bytes.toByteArray();
        }
    }

    @Test
    void logsInOnceAndAgainWhenTheTokenHasEnded() throws Exception {
        world.shut(channel);
        open(new Access.Login(EarthRangerStandIn.USER, SECRET), "camera_sighting");
        world.settles(world.owe(channel, channel), "accepted");
        site.endTokens();

        var delivery = world.owe(channel, channel);
        world.settles(delivery, "accepted");

        assertThat(world.attempts(delivery)).hasSize(1);
        assertThat(site.reports()).hasSize(2);
    }

    @Test
    void restsWhenTheLoginIsWrong() throws Exception {
        world.shut(channel);
        open(new Access.Login(EarthRangerStandIn.USER, "wr0ng-password"), "camera_sighting");
        var delivery = world.owe(channel, channel);

        var attempt = world.attempt(delivery, 1);

        assertThat(attempt.outcome()).isEqualTo("deferred");
        assertThat(attempt.reason())
                .contains("refused the login", "Invalid credentials")
                .doesNotContain("wr0ng");
        assertThat(world.state(delivery)).isEqualTo("due");
    }

    @Test
    void makesTheReportActiveWhenSomebodyTakesCareOfItEvenIfTheSiteWasAway() throws Exception {
        var delivery = world.owe(channel, channel);
        world.settles(delivery, "accepted");
        site.aimAt(Step.CHANGE);
        site.faults().add(EarthRangerFaults.all().get("503-page"), 1);

        world.world.alerts.grow(
                delivery.alertId(),
                world.leopard("more-of-" + channel).captureId(),
                new Observations.Observation("leopard", 3, 0.97));
        acknowledge(delivery);

        var grown =
                database.transactional(
                        new GrownMessages(
                                database.jdbc(), world.world.stages, world.channels, world.clock));
        Eventually.holds(
                "the report is active",
                () -> {
                    world.pass(Duration.ofSeconds(11));
                    grown.find();
                    return only().event().path("state").asText().equals("active");
                });
        assertThat(only().event().at("/event_details/count").asInt()).isEqualTo(3);
        assertThat(only().event().path("title").asText()).startsWith("3 × Leopard at ");
        hasItsPictureOnce(only(), delivery);
    }

    private void acknowledge(Delivery delivery) {
        database.jdbc()
                .sql(
                        """
                        update event
                           set acknowledged_at = now(), acknowledged_by = 'Asha',
                               state = 'acknowledged', version = version + 1
                         where event_id = (select event_id from alert where alert_id = :alert)
                        """)
                .param("alert", delivery.alertId())
                .update();
    }

    @Test
    void waitsForTheSiteToComeBack() throws Exception {
        site.close();

        assertThat(world.attempt(world.owe(channel, channel), 1).reason())
                .isEqualTo("EarthRanger cannot be reached.");
    }
}
