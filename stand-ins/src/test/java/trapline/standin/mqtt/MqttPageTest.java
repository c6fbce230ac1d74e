package trapline.standin.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MqttPageTest {
    private static final int CONNACK_BYTES = 5;
    private static final int PUBACK_BYTES = 6;

    private final MqttStandIn broker = MqttStandIn.start("trapline", "a-password");
    private final MqttPage page = MqttPage.start(broker, 0);
    private final HttpClient browser = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        page.close();
        broker.close();
    }

    @Test
    void showsWhatWasPublishedAndDrawsPictures() throws Exception {
        publish("trapline/alerts", "{\"headline\":\"<Leopard> at the gate\"}");
        publish("trapline/cameras/gate_1/picture", "JPEG");

        var shown = get();

        assertThat(shown)
                .contains("trapline/alerts", "&lt;Leopard> at the gate")
                .contains(
                        "trapline/cameras/gate_1/picture (kept)",
                        "data:image/jpeg;base64,SlBFRw==");
    }

    @Test
    void switchesFaultsOfConnectionsAndMessagesOnAndOff() throws Exception {
        assertThat(get()).contains("<option>connect-bad-login", "<option>message-drops-after");

        assertThat(fail("connect-busy", "2")).isEqualTo(303);
        assertThat(fail("message-quota", "1")).isEqualTo(303);

        assertThat(broker.connectFaults().take()).hasValue(ConnectFault.BUSY);
        assertThat(broker.faults().take()).hasValue(MqttFault.QUOTA);
        assertThat(fail("", "1")).isEqualTo(303);
        assertThat(broker.connectFaults().take()).isEmpty();
    }

    @Test
    void saysWhichFaultsThereAre() throws Exception {
        assertThat(fail("no-such", "1")).isEqualTo(400);
        assertThat(fail("connect-busy", "0")).isEqualTo(400);
    }

    private String get() throws Exception {
        var request = HttpRequest.newBuilder(page.url()).build();
        return browser.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private int fail(String fault, String times) throws Exception {
        URI switches = page.url().resolve("/_faults");
        var form = "fault=%s&times=%s".formatted(fault, times);
        var request =
                HttpRequest.newBuilder(switches)
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build();
        return browser.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** As MQTT 5 writes it; back when the broker has acknowledged the message. */
    private void publish(String topic, String payload) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), broker.port())) {
            var connect = new ByteArrayOutputStream();
            var out = new DataOutputStream(connect);
            out.writeUTF("MQTT");
            out.writeByte(5);
            out.writeByte(0xc2); // user, password, clean start
            out.writeShort(60);
            out.writeByte(0);
            out.writeUTF("a-client");
            out.writeUTF("trapline");
            out.writeUTF("a-password");
            send(socket, 0x10, connect.toByteArray(), CONNACK_BYTES);
            var publish = new ByteArrayOutputStream();
            out = new DataOutputStream(publish);
            out.writeUTF(topic);
            out.writeShort(1);
            out.writeByte(0);
            out.write(payload.getBytes(StandardCharsets.UTF_8));
            send(
                    socket,
                    topic.endsWith("picture") ? 0x33 : 0x32,
                    publish.toByteArray(),
                    PUBACK_BYTES);
        }
    }

    private static void send(Socket socket, int head, byte[] body, int answered)
            throws IOException {
        var packet = new ByteArrayOutputStream();
        packet.write(head);
        packet.write(body.length);
        packet.write(body);
        socket.getOutputStream().write(packet.toByteArray());
        assertThat(socket.getInputStream().readNBytes(answered)).hasSize(answered);
    }
}
