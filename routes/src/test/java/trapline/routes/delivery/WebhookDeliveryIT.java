package trapline.routes.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import trapline.delivery.Channel;
import trapline.delivery.ChannelPolicy;
import trapline.delivery.Patience;
import trapline.routes.delivery.DeliveryWorld.Attempt;
import trapline.routes.ftps.CapturedLog;
import trapline.standin.http.HttpFault;
import trapline.standin.webhook.WebhookFaults;
import trapline.standin.webhook.WebhookStandIn;
import trapline.testing.TestDatabase;

/** Web servers on good days and bad ones: how each delivery ends, and what its attempts tell. */
class WebhookDeliveryIT {
    private static final String TOKEN = "token-0123456789";
    private static final String SECRET = "signing-secret-0123456789";
    private static final Duration WHILE = Duration.ofSeconds(20);

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
    private static DeliveryWorld world;
    private static int opened;

    private WebhookStandIn server;
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
    void aWebServer() throws Exception {
        server = WebhookStandIn.start();
        channel = "hook-" + opened++;
        world.open(channel(server.url("/hooks/" + TOKEN + "?key=" + TOKEN)));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        world.shut(channel);
    }

    @Test
    void postsTheAlertAsJson() throws Exception {
        var delivery = world.owe(channel, channel);

        world.settles(delivery, "accepted");

        var request = server.await(1, WHILE).get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/hooks/" + TOKEN + "?key=" + TOKEN);
        assertThat(request.header("Content-Type")).hasValue("application/json");
        assertThat(request.header("X-Trapline-Delivery"))
                .hasValue(delivery.deliveryId().toString());
        var json = new ObjectMapper().readTree(request.body());
        assertThat(json.get("deliveryId").asText()).isEqualTo(delivery.deliveryId().toString());
        assertThat(json.get("label").asText()).isEqualTo("leopard, Panthera pardus");
        assertThat(json.get("text").asText()).startsWith("Leopard at gate-");
        assertThat(json.get("detections").get(0).get("bbox")).hasSize(4);
        assertThat(world.attempts(delivery))
                .containsExactly(new Attempt(1, "accepted", null, "HTTP 200"));
    }

    @Test
    void postsWhatTheTemplateOfTheChannelMakesOfTheAlert() throws Exception {
        world.templates.replace(
                Map.of(
                        "webhook-chat",
                        "{\"text\": \"{{headline}} ({{label}})\", \"id\": \"{{deliveryId}}\"}"));
        world.usedSo(channel, bodied("chat"));
        var capture = world.leopard("the \"old\" gate \\ north " + channel);

        var delivery = world.owe(capture, "leopards", channel, channel);
        world.settles(delivery, "accepted");

        var json = new ObjectMapper().readTree(server.await(1, WHILE).get(0).body());
        assertThat(json.size()).isEqualTo(2);
        assertThat(json.get("text").asText())
                .contains("Leopard at the \"old\" gate \\ north", "leopard, Panthera pardus");
        assertThat(json.get("id").asText()).isEqualTo(delivery.deliveryId().toString());
    }

    @Test
    void failsVisiblyWhenTheTemplateMakesNoJsonOrIsMissing() throws Exception {
        world.templates.replace(Map.of("webhook-chat", "{\"text\": {{headline}}}"));
        world.usedSo(channel, bodied("chat"));
        var broken = world.owe(channel, channel);
        world.settles(broken, "failed");
        world.usedSo(channel, bodied("gone"));
        var missing = world.owe(channel, channel);
        world.settles(missing, "failed");

        assertThat(world.attempt(broken, 1).reason()).contains("webhook-chat", "JSON");
        assertThat(world.attempt(missing, 1).reason()).contains("no template", "webhook-gone");
        assertThat(server.requests()).isZero();
    }

    private static ChannelPolicy bodied(String template) {
        return new ChannelPolicy(
                "en",
                Set.of(),
                Set.of(),
                Set.of(),
                ChannelPolicy.Position.WITHHELD,
                Duration.ofMinutes(2),
                Optional.of(template),
                false);
    }

    @Test
    void sendsNoHeaderThatIsNobodysBusiness() throws Exception {
        world.settles(world.owe(channel, channel), "accepted");

        assertThat(server.received().get(0).headers().keySet())
                .isSubsetOf(
                        "host",
                        "content-type",
                        "content-length",
                        "transfer-encoding",
                        "connection",
                        "accept",
                        "accept-encoding",
                        "user-agent",
                        "upgrade",
                        "x-trapline-delivery",
                        "x-trapline-timestamp",
                        "x-trapline-signature");
    }

    @Test
    void signsWhatItSends() throws Exception {
        world.settles(world.owe(channel, channel), "accepted");

        var request = server.received().get(0);
        var timestamp = request.header("X-Trapline-Timestamp").orElseThrow();
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var signed = timestamp + "." + request.body();
        var expected =
                HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        assertThat(request.header("X-Trapline-Signature")).hasValue("sha256=" + expected);
        assertThat(Long.parseLong(timestamp)).isEqualTo(world.clock.instant().getEpochSecond());
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 421, 423, 425, 429, 500, 502, 503, 504})
    void triesAgainWhenTheAddressAsksForIt(int status) throws Exception {
        server.fail(WebhookFaults.status(status), 1);
        var delivery = world.owe(channel, channel);

        assertThat(world.attempt(delivery, 1).outcome()).isEqualTo("deferred");
        assertThat(world.attempt(delivery, 1).reason())
                .isEqualTo("The address answered HTTP %d.".formatted(status));
        world.backOff(Duration.ofSeconds(5));

        world.settles(delivery, "accepted");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 422})
    void failsAtOnceWhenTheAddressRefuses(int status) throws Exception {
        server.failAlways(WebhookFaults.status(status));
        var delivery = world.owe(channel, channel);

        world.settles(delivery, "failed");

        assertThat(world.attempts(delivery))
                .containsExactly(
                        new Attempt(
                                1,
                                "refused",
                                "The address answered HTTP %d.".formatted(status),
                                null));
    }

    @Test
    void followsNoRedirect() throws Exception {
        try (var elsewhere = WebhookStandIn.start()) {
            server.failAlways(WebhookFaults.redirect(elsewhere.url("/x").toString()));
            var delivery = world.owe(channel, channel);

            world.settles(delivery, "failed");

            assertThat(world.attempt(delivery, 1).reason())
                    .contains("HTTP 302", "Redirects are not followed", "channels.yaml");
            assertThat(elsewhere.requests()).isZero();
        }
    }

    @Test
    void goesToNoNameThatLeadsWhereCloudsHandOutPasswords() throws Exception {
        world.open(channel(URI.create("http://%s/latest/".formatted(DeliveryWorld.REBOUND))));
        var delivery = world.owe(channel, channel);

        world.settles(delivery, "failed");

        assertThat(world.attempt(delivery, 1).outcome()).isEqualTo("refused");
        assertThat(world.attempt(delivery, 1).reason()).contains("for a machine's own use");
    }

    @Test
    void waitsAsLongAsItIsAskedTo() throws Exception {
        server.fail(WebhookFaults.status(429, "120"), 1);
        var delivery = world.owe(channel, channel);

        world.attempt(delivery, 1);

        assertThat(world.nextAttempt(delivery))
                .isEqualTo(world.clock.instant().plus(Duration.ofMinutes(2)));
        world.backOff(Duration.ofMinutes(2));
        world.settles(delivery, "accepted");
    }

    @Test
    void waitsUntilTheDateItIsAskedTo() throws Exception {
        var until = world.clock.instant().plus(Duration.ofMinutes(10));
        var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(until.atOffset(ZoneOffset.UTC));
        server.fail(WebhookFaults.status(503, date), 1);
        var delivery = world.owe(channel, channel);

        world.attempt(delivery, 1);

        assertThat(world.nextAttempt(delivery)).isEqualTo(until);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5", "99999999999999999999", ""})
    void makesNothingOfAWaitThatIsNone(String retryAfter) throws Exception {
        server.fail(WebhookFaults.status(503, retryAfter), 1);
        var delivery = world.owe(channel, channel);

        assertThat(world.attempt(delivery, 1).outcome()).isEqualTo("deferred");

        assertThat(world.nextAttempt(delivery))
                .isEqualTo(world.clock.instant().plus(Duration.ofSeconds(5)));
    }

    @Test
    void waitsAnHourAtMost() throws Exception {
        server.fail(WebhookFaults.status(503, "999999"), 1);
        var delivery = world.owe(channel, channel);

        world.attempt(delivery, 1);

        assertThat(world.nextAttempt(delivery))
                .isEqualTo(world.clock.instant().plus(Duration.ofHours(1)));
    }

    static Stream<HttpFault> lostAnswers() {
        return Stream.of(
                new HttpFault.SilentBeforeCommit(),
                new HttpFault.SilentAfterCommit(),
                new HttpFault.DropsAfterCommit());
    }

    @ParameterizedTest
    @MethodSource("lostAnswers")
    void sendsAgainUnderTheSameIdWhenTheAnswerWasLost(HttpFault fault) throws Exception {
        server.fail(fault, 1);
        var delivery = world.owe(channel, channel);

        assertThat(world.attempt(delivery, 1).outcome()).isEqualTo("unknown");
        assertThat(server.requests()).isEqualTo(1);
        world.backOff(Duration.ofSeconds(5));
        world.settles(delivery, "accepted");

        assertThat(server.requests()).isEqualTo(2);
        assertThat(server.received())
                .allSatisfy(
                        request ->
                                assertThat(request.header("X-Trapline-Delivery"))
                                        .hasValue(delivery.deliveryId().toString()));
    }

    @Test
    void doesNotWaitForTheEndOfAnAnswerThatHasNone() throws Exception {
        server.fail(new HttpFault.EndlessAnswer(), 1);
        var delivery = world.owe(channel, channel);

        assertThat(world.attempt(delivery, 1).outcome()).isIn("accepted", "unknown");
    }

    @Test
    void showsTheAddressNowhere() throws Exception {
        try (var log = new CapturedLog("ROOT", Level.INFO)) {
            server.close();
            var delivery = world.owe(channel, channel);

            var attempt = world.attempt(delivery, 1);

            assertThat(attempt.outcome()).isEqualTo("deferred");
            assertThat(attempt.reason()).isEqualTo("The address cannot be reached.");
            assertThat(log.lines())
                    .noneMatch(line -> line.contains(TOKEN) || line.contains(SECRET));
        }
    }

    private Channel.Webhook channel(URI url) {
        return new Channel.Webhook(
                channel,
                url,
                Optional.of(SECRET),
                Optional.empty(),
                Duration.ofSeconds(2),
                Patience.DEFAULT);
    }
}
