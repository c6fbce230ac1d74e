package trapline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import trapline.api.access.Role;
import trapline.delivery.PushKeys;

@ApiTest
class PushIT {
    private static final String MINE = "/api/push/subscriptions";
    private static final String ENDPOINT = "https://fcm.googleapis.com/fcm/send/planted-endpoint";

    @LocalServerPort int port;
    @Autowired World world;

    private Client ada;
    private Client ben;

    @BeforeEach
    void people() {
        world.clear();
        var north = world.project("north");
        ada = loggedIn(world.member("ada@example.org", north, Role.VIEWER).email());
        ben = loggedIn(world.member("ben@example.org", north, Role.VIEWER).email());
    }

    @Test
    void keepsABrowserAndTellsNobodyItsEndpoint() {
        var made = ada.post(MINE, subscription(ENDPOINT, key()));

        assertThat(made.status()).isEqualTo(201);
        var list = ada.get(MINE).text();
        assertThat(list).contains("fcm.googleapis.com", "Firefox on Linux");
        assertThat(list + made.text()).doesNotContain("planted-endpoint");
        assertThat(ben.get(MINE).json()).isEmpty();
    }

    @Test
    void givesABrowserToWhoeverAskedLast() {
        ada.post(MINE, subscription(ENDPOINT, key()));

        ben.post(MINE, subscription(ENDPOINT, key()));

        assertThat(ada.get(MINE).json()).isEmpty();
        assertThat(ben.get(MINE).json()).hasSize(1);
    }

    @Test
    void takesAwayOnlyWhatIsOnesOwn() {
        var id =
                ada.post(MINE, subscription(ENDPOINT, key())).json().get("subscriptionId").asText();

        assertThat(ben.send("DELETE", MINE + "/" + id, null).status()).isEqualTo(404);
        assertThat(ada.send("DELETE", MINE + "/" + id, null).status()).isEqualTo(204);
        assertThat(ada.get(MINE).json()).isEmpty();
    }

    @Test
    void keepsNoMoreThanTwentyBrowsers() {
        for (var i = 0; i < 22; i++) {
            ada.post(MINE, subscription(ENDPOINT + i, key()));
        }

        assertThat(ada.get(MINE).json()).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://fcm.googleapis.com/send/1",
                "https://fcm.googleapis.com:8443/send/1",
                "https://fcm.googleapis.com.evil.example/send/1",
                "https://evil-push.apple.com.example/1",
                "https://user@fcm.googleapis.com/send/1",
                "https://fcm.googleapis.com@127.0.0.1/send/1",
                "https://127.0.0.1/send/1",
                "https://169.254.169.254/latest/meta-data",
                "http://localhost:5432/",
                "http://push.park.example:8443/1",
                "https://push.park.example/1",
                "file:///etc/passwd",
                "not an address"
            })
    void takesNoAddressThatCouldLeadElsewhere(String endpoint) {
        var answer = ada.post(MINE, subscription(endpoint, key()));

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(ada.get(MINE).json()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://updates.push.services.mozilla.com/wpush/v2/abc",
                "https://wns2-par02p.notify.windows.com/w/?token=abc",
                "https://web.push.apple.com/abc",
                "https://push.park.example:8443/1"
            })
    void takesThePushServersOfBrowsersAndThoseOfTheConfiguration(String endpoint) {
        assertThat(ada.post(MINE, subscription(endpoint, key())).status()).isEqualTo(201);
    }

    @Test
    void takesNoKeyThatIsNotOnTheCurve() {
        var point = PushKeys.make().point();
        point[40] ^= 1;

        var answer = ada.post(MINE, subscription(ENDPOINT, encoded(point)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("keys.p256dh").doesNotContain("planted-endpoint");
    }

    private Client loggedIn(String email) {
        var client = new Client(port);
        var login = "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, World.PASSWORD);
        assertThat(client.post("/api/login", login).status()).isEqualTo(200);
        return client;
    }

    private static String subscription(String endpoint, String key) {
        return """
        {"endpoint": "%s", "keys": {"p256dh": "%s", "auth": "%s"}, "label": "Firefox on Linux"}
        """
                .formatted(endpoint, key, encoded(new byte[16]));
    }

    private static String key() {
        return PushKeys.make().shown();
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
