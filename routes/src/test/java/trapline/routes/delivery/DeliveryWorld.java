package trapline.routes.delivery;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.component.mail.DefaultAuthenticator;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import trapline.alert.Alert;
import trapline.alert.Rule;
import trapline.camera.Camera;
import trapline.capture.Capture;
import trapline.delivery.AlertPicture;
import trapline.delivery.AlertTemplates;
import trapline.delivery.AnswerStep;
import trapline.delivery.CapDocuments;
import trapline.delivery.Channel;
import trapline.delivery.ChannelPolicy;
import trapline.delivery.Channels;
import trapline.delivery.ChatLinks;
import trapline.delivery.ComposeStep;
import trapline.delivery.Deliveries;
import trapline.delivery.Delivery;
import trapline.delivery.EndMessages;
import trapline.delivery.GrownMessages;
import trapline.delivery.Inbound;
import trapline.delivery.LinkedChats;
import trapline.delivery.Masking;
import trapline.delivery.MqttDevices;
import trapline.delivery.PushKeys;
import trapline.delivery.PushSubscriptions;
import trapline.delivery.ReportStep;
import trapline.delivery.SentMessages;
import trapline.delivery.SignedLinks;
import trapline.delivery.SpokenAlerts;
import trapline.delivery.Uploads;
import trapline.delivery.Vocabulary;
import trapline.detection.BoundingBox;
import trapline.detection.DetectStep;
import trapline.detection.Detection;
import trapline.detection.Detections;
import trapline.project.OwnAddresses;
import trapline.routes.ftps.Eventually;
import trapline.routes.stage.StageComponent;
import trapline.routes.stage.WakeUps;
import trapline.stage.RetryPolicy;
import trapline.testing.Sending;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;
import trapline.testing.World;

/** The real delivery routes on a real database; the clock stands still until it is moved. */
final class DeliveryWorld implements AutoCloseable {
    static final byte[] PICTURE = picture();

    /**
     * How long a channel waits for its party where some of the parties are silent: each of those
     * costs this time, and no other may need it, however busy the machine is.
     */
    static final Duration LIMIT = Duration.ofSeconds(2);

    /** A name that leads where clouds hand out passwords, as a hostile name server would say. */
    static final String REBOUND = "rebound.example.org";

    private static final OwnAddresses OWN =
            new OwnAddresses(
                    host ->
                            InetAddress.getAllByName(
                                    host.equals(REBOUND) ? "169.254.169.254" : host));

    final TestClock clock = TestClock.at("2026-03-01T12:00:00Z");
    final World world;
    final Sending sending;
    final Channels channels;
    final LinkedChats chats;
    final Inbound inbound;
    final ChatLinks links;
    final GrownMessages grown;
    final AlertTemplates templates = new AlertTemplates();
    final EndMessages endMessages;
    final ChannelAnswers answers;
    final CapDocuments documents;
    final SignedLinks signedLinks;
    final PushSubscriptions browsers;
    final MqttConnections mqtt = new MqttConnections(OWN);
    final MqttDeviceWatch mqttWatch;
    final DefaultCamelContext camel = new DefaultCamelContext();
    private final AtomicInteger cameras = new AtomicInteger();
    private final TestDatabase database;
    private final Map<String, Channel> known = new TreeMap<>();
    private final Map<UUID, byte[]> pictures = new ConcurrentHashMap<>();

    /** One attempt as it is written down. */
    record Attempt(int number, String outcome, String reason, String receipt) {}

    DeliveryWorld(TestDatabase database) throws Exception {
        this.database = database;
        world = new World(database, clock);
        sending = new Sending(world);
        channels = sending.channels;
        inbound = database.transactional(new Inbound(database.jdbc(), clock));
        chats = database.transactional(new LinkedChats(database.jdbc(), clock));
        links = database.transactional(new ChatLinks(database.jdbc(), chats, clock));
        grown =
                database.transactional(
                        new GrownMessages(database.jdbc(), world.stages, channels, clock));
        endMessages =
                database.transactional(
                        new EndMessages(
                                database.jdbc(), world.stages, channels, world.identifiers, clock));
        var client = new PartyClient(OWN);
        answers = answers(client);
        var kamelets = new KameletComponent();
        kamelets.setLocation("classpath:trapline/routes/kamelets");
        camel.addComponent("kamelet", kamelets);
        camel.addComponent(
                "stage",
                new StageComponent(
                        world.stages,
                        world.failedJobs,
                        RetryPolicy.DEFAULT,
                        new WakeUps(database.dataSource()),
                        world.meters,
                        "test"));
        var webhook = new WebhookMessage(channels, templates, clock);
        signedLinks = new SignedLinks("a secret of this test", clock);
        var beans = camel.getRegistry();
        AlertPicture drawn = (id, blurred) -> Optional.ofNullable(pictures.get(id));
        beans.bind("openDelivery", sending.openDelivery);
        beans.bind("settleStep", sending.settleStep);
        beans.bind("sendFailures", new SendFailures());
        beans.bind(
                "composeStep",
                new ComposeStep(channels, sending.people, templates, new Vocabulary(), drawn));
        documents = database.transactional(new CapDocuments(database.jdbc(), clock));
        var spoken = new SpokenAlerts(channels, templates, new Vocabulary());
        var devices = database.transactional(new MqttDevices(database.jdbc()));
        mqttWatch = new MqttDeviceWatch(channels, devices, mqtt, clock);
        beans.bind(
                "mqttSink",
                new MqttSink(channels, new SinkMessages(world.identifiers), devices, spoken, mqtt));
        browsers =
                database.transactional(
                        new PushSubscriptions(database.jdbc(), world.identifiers, clock));
        beans.bind(
                "pushSink",
                new PushSink(
                        channels,
                        new SinkMessages(world.identifiers),
                        browsers,
                        client,
                        PushKeys.make(),
                        signedLinks,
                        clock));
        beans.bind(
                "capSink",
                new CapSink(
                        channels,
                        new SinkMessages(world.identifiers),
                        documents,
                        spoken,
                        client,
                        world.projects,
                        clock));
        messengers(new SinkMessages(world.identifiers), client);
        var mail = new EmailMessage(channels, sending.people, drawn, new Vocabulary(), signedLinks);
        beans.bind(
                "emailSink",
                new EmailSink(channels, new SinkMessages(world.identifiers), mail, OWN));
        beans.bind("smtpAnswers", new SmtpAnswers(channels, new Masking()));
        beans.bind("webhookMessage", webhook);
        beans.bind("webhookRequest", new WebhookRequest(webhook, world.identifiers, OWN));
        beans.bind("webhookAnswers", new WebhookAnswers(clock));
        for (var template :
                List.of(
                        "deliver-email",
                        "deliver-webhook",
                        "deliver-telegram",
                        "deliver-signal",
                        "deliver-whatsapp",
                        "deliver-earthranger",
                        "deliver-gundi",
                        "deliver-cap",
                        "deliver-mqtt",
                        "deliver-push")) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(
                            PluginHelper.getResourceLoader(camel)
                                    .resolveResource(
                                            "classpath:trapline/routes/templates/%s.yaml"
                                                    .formatted(template)));
        }
        camel.start();
    }

    private void messengers(SinkMessages messages, PartyClient client) {
        var uploads = database.transactional(new Uploads(database.jdbc(), clock));
        phones(messages, client, uploads);
        sites(messages, client, uploads);
        camel.getRegistry()
                .bind(
                        "telegramSink",
                        new TelegramSink(
                                channels,
                                messages,
                                chats,
                                uploads,
                                new TelegramApi(client),
                                new Masking()));
    }

    private ChannelAnswers answers(PartyClient client) {
        var answerStep =
                new AnswerStep(
                        world.eventDecisions,
                        new SentMessages(database.jdbc(), clock),
                        links,
                        chats,
                        channels,
                        new Vocabulary());
        var reportStep =
                database.transactional(
                        new ReportStep(
                                database.jdbc(),
                                world.deliveries,
                                world.stages,
                                channels,
                                sending.people,
                                new Masking(),
                                clock));
        return new ChannelAnswers(
                channels,
                new TelegramAnswersIn(new TelegramApi(client), inbound, chats, answerStep),
                new SignalAnswersIn(new SignalApi(client), inbound, answerStep),
                new WhatsAppAnswersIn(inbound, answerStep, reportStep));
    }

    /** Who has seen to the event of a delivery; empty: nobody. */
    Optional<String> acknowledgedBy(Delivery delivery) {
        return world.deliveries
                .open(delivery.deliveryId())
                .orElseThrow()
                .details()
                .acknowledgedBy();
    }

    /** All deliveries of an alert, as channel, recipient and state. */
    List<String> deliveriesOf(Delivery one) {
        return database.jdbc()
                .sql(
                        """
                        select channel || ' ' || recipient || ' ' || state from delivery
                         where alert_id = :alert order by created_at, delivery_id
                        """)
                .param("alert", one.alertId())
                .query(String.class)
                .list();
    }

    private void phones(SinkMessages messages, PartyClient client, Uploads uploads) {
        camel.getRegistry()
                .bind(
                        "signalSink",
                        new SignalSink(channels, messages, new SignalApi(client), new Masking()));
        camel.getRegistry()
                .bind(
                        "whatsAppSink",
                        new WhatsAppSink(
                                channels,
                                messages,
                                inbound,
                                uploads,
                                new WhatsAppApi(client),
                                new Masking()));
    }

    private void sites(SinkMessages messages, PartyClient client, Uploads uploads) {
        var tokens = new EarthRangerTokens(client, new Masking(), clock);
        camel.getRegistry()
                .bind(
                        "earthRangerSink",
                        new EarthRangerSink(
                                channels,
                                messages,
                                uploads,
                                new Vocabulary(),
                                new EarthRangerApi(client, tokens),
                                clock));
        camel.getRegistry()
                .bind(
                        "gundiSink",
                        new GundiSink(
                                channels, messages, uploads, new Vocabulary(), client, clock));
    }

    /** Another picture for a capture. */
    void picture(Capture capture, byte[] jpeg) {
        pictures.put(capture.captureId(), jpeg);
    }

    /** Starts the route of a channel, as the application does. */
    void open(Channel channel) throws Exception {
        known(channel);
        var parameters = new HashMap<String, Object>();
        parameters.put("channel", channel.channelId());
        if (channel instanceof Channel.Webhook) {
            parameters.put("timeoutMillis", String.valueOf(channel.timeout().toMillis()));
        }
        if (channel instanceof Channel.Email mail && mail.username().isPresent()) {
            camel.getRegistry()
                    .bind(
                            EmailSink.login(mail.channelId()),
                            new DefaultAuthenticator(
                                    mail.username().get(), mail.password().orElseThrow()));
        }
        camel.addRouteFromTemplate(
                "deliver." + channel.channelId(), "deliver-" + channel.kind(), parameters);
    }

    /** Stops the route of a channel and forgets it. */
    void shut(String channel) throws Exception {
        for (var id : List.of(channel + "-due", "deliver." + channel)) {
            camel.getRouteController().stopRoute(id, 10, TimeUnit.SECONDS, false);
            camel.removeRoute(id);
        }
        known.remove(channel);
        channels.replace(List.copyOf(known.values()));
    }

    /** What stations know of a channel, without its route. */
    void known(Channel channel) {
        known.put(channel.channelId(), channel);
        channels.replace(List.copyOf(known.values()));
    }

    /** How a channel that is open is used. */
    void usedSo(String channel, ChannelPolicy policy) {
        channels.replace(List.copyOf(known.values()), Map.of(channel, policy));
    }

    /** The last message about the same alert to the same recipient. */
    Delivery end(Delivery delivery) {
        return database.jdbc()
                .sql(
                        """
                        select delivery_id from delivery
                         where alert_id = :alert and recipient = :recipient and part = 'end'
                        """)
                .param("alert", delivery.alertId())
                .param("recipient", delivery.recipient())
                .query(UUID.class)
                .optional()
                .flatMap(world.deliveries::open)
                .orElseThrow()
                .delivery();
    }

    /** A picture of a leopard, in an event of its own. */
    Capture leopard(String camera) {
        return leopard(world.camera(camera));
    }

    Capture leopard(Camera camera) {
        var capture = world.capture(camera);
        var found =
                new Detection(
                        world.identifiers.next(),
                        "animal",
                        "animal",
                        0.91,
                        new BoundingBox(0.1, 0.2, 0.3, 0.4));
        var detections = new Detections(capture, "test", "1", List.of(found));
        world.detectionLog.save(new DetectStep.Detected(detections, false, "t", "p"));
        pictures.put(capture.captureId(), PICTURE);
        return capture;
    }

    Delivery owe(String channel, String recipient) {
        return owe(leopard("gate-" + cameras.incrementAndGet()), "leopards", channel, recipient);
    }

    /** In one transaction, as the route event.judge does it. */
    Delivery owe(Capture capture, String rule, String channel, String recipient) {
        return database.inTransaction(
                () -> {
                    var event = world.events.join(capture, Duration.ofMinutes(30)).eventId();
                    var to = new Rule.Recipient(channel, recipient);
                    var alert =
                            new Alert(
                                    world.identifiers.next(),
                                    capture.projectId(),
                                    rule,
                                    event,
                                    capture.captureId(),
                                    capture.cameraId(),
                                    "leopard, Panthera pardus",
                                    1,
                                    0.91,
                                    clock.instant(),
                                    List.of(to));
                    world.alerts.raise(alert);
                    var delivery = world.deliveries.owe(alert, to).orElseThrow();
                    world.stages.put(Deliveries.STAGE, delivery);
                    return delivery;
                });
    }

    /** Waits until an attempt has ended, and says how. */
    Attempt attempt(Delivery delivery, int number) throws Exception {
        Eventually.holds("attempt %d ends".formatted(number), () -> hasEnded(delivery, number));
        return attempts(delivery).get(number - 1);
    }

    /** Waits until an attempt ends, while time passes: the channel may rest before it. */
    Attempt attemptInTime(Delivery delivery, int number) throws Exception {
        Eventually.holds(
                "attempt %d ends in time".formatted(number),
                () -> {
                    pass(Duration.ofSeconds(1));
                    return hasEnded(delivery, number);
                });
        return attempts(delivery).get(number - 1);
    }

    private boolean hasEnded(Delivery delivery, int number) {
        return attempts(delivery).stream()
                .anyMatch(a -> a.number() == number && a.outcome() != null);
    }

    List<Attempt> attempts(Delivery delivery) {
        return database.jdbc()
                .sql(
                        """
                        select number, outcome, reason, receipt from delivery_attempt
                         where delivery_id = :id order by number
                        """)
                .param("id", delivery.deliveryId())
                .query(Attempt.class)
                .list();
    }

    /** Waits until a delivery is accepted or failed. */
    void settles(Delivery delivery, String state) throws Exception {
        Eventually.holds(
                "the delivery is %s, not %s".formatted(state, state(delivery)),
                () -> state(delivery).equals(state));
    }

    /** Lets time pass until a delivery is accepted or failed. */
    void settlesInTime(Delivery delivery, String state) throws Exception {
        Eventually.holds(
                "the delivery is %s in the end".formatted(state),
                () -> {
                    pass(Duration.ofSeconds(1));
                    return state(delivery).equals(state);
                });
    }

    /** Lets time pass, but not during an attempt, until a delivery has one of these states. */
    void settlesInTime(Delivery delivery, Set<String> states) throws Exception {
        Eventually.holds(
                "the delivery is one of " + states,
                () -> {
                    if (tasks("waiting", delivery.deliveryId().toString()) > 0) {
                        clock.advance(Duration.ofMinutes(1));
                    }
                    return states.contains(state(delivery));
                });
    }

    /** Waits until one of these is accepted, while the clock stands still. */
    void settlesOne(List<Delivery> deliveries) throws Exception {
        Eventually.holds(
                "one is accepted",
                () -> deliveries.stream().anyMatch(d -> state(d).equals("accepted")));
    }

    Instant nextAttempt(Delivery delivery) {
        return database.jdbc()
                .sql("select next_attempt_at from delivery where delivery_id = :id")
                .param("id", delivery.deliveryId())
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    String state(Delivery delivery) {
        return database.jdbc()
                .sql("select state from delivery where delivery_id = :id")
                .param("id", delivery.deliveryId())
                .query(String.class)
                .single();
    }

    /**
     * Lets time pass, unless a message is in hand: its lease goes by the same clock, and once that
     * has run out another worker sends the message as well.
     */
    void pass(Duration time) {
        if (inHand() == 0) {
            clock.advance(time);
        }
    }

    /** Waits until no message is in hand. */
    void rests() throws Exception {
        Eventually.holds("no message is in hand", () -> inHand() == 0);
    }

    private long inHand() {
        return tasks("leased", "%");
    }

    /** Waits until a message backs off, and lets so much time pass. */
    void backOff(Duration time) throws Exception {
        Eventually.holds("a message waits", () -> tasks("waiting", "%") > 0);
        clock.advance(time);
    }

    /** Waits until the message of a delivery was put back. */
    void postponed(Delivery delivery) throws Exception {
        Eventually.holds(
                "it is put back", () -> tasks("waiting", delivery.deliveryId().toString()) > 0);
    }

    /** Waits until no message is left. */
    void empties() throws Exception {
        Eventually.holds("nothing waits", () -> world.stages.depths().isEmpty());
    }

    private long tasks(String state, String subject) {
        return database.jdbc()
                .sql(
                        """
                        select count(*) from stage_task
                         where state = :state and subject_id::text like :subject
                        """)
                .param("state", state)
                .param("subject", subject)
                .query(Long.class)
                .single();
    }

    @Override
    public void close() {
        camel.stop();
        mqtt.close();
    }

    private static byte[] picture() {
        var bytes =
                ("\u00ff\u00d8" + "picture ".repeat(2000)).getBytes(StandardCharsets.ISO_8859_1);
        bytes[bytes.length - 2] = (byte) 0xff;
        bytes[bytes.length - 1] = (byte) 0xd9;
        return bytes;
    }
}
