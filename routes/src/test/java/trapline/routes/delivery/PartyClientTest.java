package trapline.routes.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import trapline.project.OwnAddresses;
import trapline.standin.webhook.WebhookStandIn;

class PartyClientTest {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    @Test
    void goesToNoAddressForAMachinesOwnUseWhateverItsName() throws Exception {
        try (var server = WebhookStandIn.start();
                var client =
                        new PartyClient(
                                new OwnAddresses(
                                        host ->
                                                new InetAddress[] {
                                                    InetAddress.getByName("169.254.169.254")
                                                }))) {
            var request = HttpRequest.newBuilder(server.url("/x"));

            assertThatThrownBy(() -> client.call(request, LONGEST))
                    .isInstanceOf(PartyClient.NotReached.class)
                    .hasMessageContaining("for a machine's own use");
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void goesToNoSuchAddressThatIsWrittenInAnotherWay() {
        try (var client = new PartyClient(new OwnAddresses())) {
            var request = HttpRequest.newBuilder(URI.create("http://[::ffff:169.254.169.254]/"));

            assertThatThrownBy(() -> client.call(request, LONGEST))
                    .isInstanceOf(PartyClient.NotReached.class);
        }
    }
}
