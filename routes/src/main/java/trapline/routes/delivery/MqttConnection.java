package trapline.routes.delivery;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.TrustManagerFactory;
import trapline.delivery.DeliveryOutcome;
import trapline.delivery.MqttChannel;
import trapline.project.OwnAddresses;

/**
 * A connection to one broker, made when it is needed and made again when it broke. The broker says
 * under the channel's topic whether Trapline is there, also when it goes without a word. Nothing is
 * sent again by itself: who asked decides. Safe for many threads.
 */
final class MqttConnection {
    static final String HERE = "online";
    static final String AWAY = "offline";

    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final MqttChannel channel;
    private final String clientId;
    private final OwnAddresses own;
    private final ReentrantLock opening = new ReentrantLock();
    private final AtomicLong opened = new AtomicLong();
    private volatile Mqtt5AsyncClient client;
    private boolean closed;

    MqttConnection(MqttChannel channel, String clientId, OwnAddresses own) {
        this.channel = channel;
        this.clientId = clientId;
        this.own = own;
    }

    MqttChannel channel() {
        return channel;
    }

    /** Where the broker says whether Trapline is there. */
    static String status(MqttChannel channel) {
        return channel.topic() + "/status";
    }

    /**
     * Connects if need be.
     *
     * @return goes up with every new connection; what a broker may have lost is told again then
     * @throws NotAccepted if the broker lets nobody in
     */
    long connect() {
        open();
        return opened.get();
    }

    /**
     * Publishes all of these, in order, and waits until the broker has them.
     *
     * @throws NotAccepted if it does not have them all, or may not
     */
    void publish(List<MqttPublication> publications, boolean withPicture) {
        var open = open();
        var pending = publications.stream().map(publication -> send(open, publication)).toList();
        await(pending, withPicture);
    }

    private void await(List<CompletableFuture<Mqtt5PublishResult>> pending, boolean withPicture) {
        try {
            CompletableFuture.allOf(pending.toArray(CompletableFuture[]::new))
                    .get(channel.timeout().toMillis(), TimeUnit.MILLISECONDS);
            for (var result : pending) {
                var error = result.join().getError();
                if (error.isPresent()) {
                    throw MqttAnswers.notTaken(error.get(), withPicture);
                }
            }
        } catch (ExecutionException e) {
            throw MqttAnswers.notTaken(e.getCause(), withPicture);
        } catch (TimeoutException e) {
            drop();
            throw MqttAnswers.silent(channel.timeout());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw MqttAnswers.silent(channel.timeout());
        }
    }

    private static CompletableFuture<Mqtt5PublishResult> send(
            Mqtt5AsyncClient open, MqttPublication publication) {
        return open.publishWith()
                .topic(publication.topic())
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(publication.payload())
                .retain(publication.retained())
                .send();
    }

    /** One thread connects; others wait for it. */
    private Mqtt5AsyncClient open() {
        var current = client;
        if (current != null && current.getState().isConnected()) {
            return current;
        }
        opening.lock();
        try {
            if (closed) {
                throw MqttAnswers.changed();
            }
            if (client == null || !client.getState().isConnected()) {
                client = connected();
                opened.incrementAndGet();
            }
            return client;
        } finally {
            opening.unlock();
        }
    }

    private Mqtt5AsyncClient connected() {
        if (own.leadsTo(channel.broker().host())) {
            throw MqttAnswers.ownUse();
        }
        var made = make();
        var answer = made.connect(hello());
        try {
            answer.get(channel.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw MqttAnswers.notConnected(e.getCause());
        } catch (TimeoutException e) {
            hangUp(made);
            throw MqttAnswers.notConnected(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw MqttAnswers.notConnected(e);
        }
        await(List.of(send(made, MqttPublication.kept(status(channel), HERE))), false);
        return made;
    }

    /** With the last will; no session is left behind, so nothing is sent that nobody waits for. */
    private Mqtt5Connect hello() {
        var hello =
                Mqtt5Connect.builder()
                        .cleanStart(true)
                        .sessionExpiryInterval(0)
                        .keepAlive(KEEP_ALIVE_SECONDS)
                        .willPublish()
                        .topic(status(channel))
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .retain(true)
                        .payload(AWAY.getBytes(StandardCharsets.UTF_8))
                        .applyWillPublish();
        return channel.broker()
                .username()
                .map(user -> hello.simpleAuth(login(user)))
                .orElse(hello)
                .build();
    }

    private Mqtt5SimpleAuth login(String user) {
        var login = Mqtt5SimpleAuth.builder().username(user);
        return channel.broker()
                .password()
                .map(text -> login.password(text.getBytes(StandardCharsets.UTF_8)).build())
                .orElseGet(login::build);
    }

    private Mqtt5AsyncClient make() {
        var builder =
                Mqtt5Client.builder()
                        .identifier(clientId)
                        .transportConfig()
                        .serverHost(channel.broker().host())
                        .serverPort(channel.broker().port())
                        .socketConnectTimeout(channel.timeout().toMillis(), TimeUnit.MILLISECONDS)
                        .mqttConnectTimeout(channel.timeout().toMillis(), TimeUnit.MILLISECONDS);
        if (channel.broker().tls()) {
            builder = builder.sslConfig(tls());
        }
        return builder.applyTransportConfig().buildAsync();
    }

    private MqttClientSslConfig tls() {
        var config =
                MqttClientSslConfig.builder()
                        .handshakeTimeout(channel.timeout().toMillis(), TimeUnit.MILLISECONDS);
        return channel.broker()
                .trusted()
                .map(file -> config.trustManagerFactory(trusting(file)).build())
                .orElseGet(config::build);
    }

    private static TrustManagerFactory trusting(java.nio.file.Path file) {
        try (var in = Files.newInputStream(file)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (var certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry(String.valueOf(store.size()), certificate);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            return trust;
        } catch (IOException | GeneralSecurityException e) {
            throw new NotAccepted(
                    new DeliveryOutcome.Barred(
                            "The file of trusted certificates cannot be used: "
                                    + e.getClass().getSimpleName()));
        }
    }

    /** A connection on which answers are missing is worth nothing; the next call makes another. */
    private void drop() {
        var current = client;
        if (current != null) {
            hangUp(current);
        }
    }

    /** Nobody waits for it; what is not connected any more is as good as hung up. */
    private static void hangUp(Mqtt5AsyncClient open) {
        var unused = open.disconnect();
    }

    /** Says that Trapline goes, and hangs up for good. */
    void close() {
        opening.lock();
        try {
            closed = true;
            var current = client;
            client = null;
            if (current != null && current.getState().isConnected()) {
                send(current, MqttPublication.kept(status(channel), AWAY))
                        .handle((sent, failure) -> sent)
                        .thenCompose(sent -> current.disconnect())
                        .get(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            // The broker says by itself that Trapline is away.
            drop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            opening.unlock();
        }
    }
}
