package trapline.routes.ftps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import org.apache.commons.net.DefaultSocketFactory;
import org.junit.jupiter.api.Test;

class SessionReusingClientTest {
    private static final long LARGEST = 1 << 20;

    @Test
    void saysNothingToAServerWhoseNameLeadsToAnAddressForAMachinesOwnUse() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var client =
                    new SessionReusingClient(false, SSLContext.getDefault(), false, "/", LARGEST);
            client.setSocketFactory(new Rebound());

            assertThatThrownBy(
                            () ->
                                    client.connect(
                                            InetAddress.getLoopbackAddress(),
                                            server.getLocalPort()))
                    .isInstanceOf(IOException.class)
                    .hasMessage(SessionReusingClient.OWN_USE)
                    .satisfies(
                            e ->
                                    assertThat(FtpsTrouble.explain(e))
                                            .isEqualTo(SessionReusingClient.OWN_USE));

            try (var reached = server.accept()) {
                assertThat(reached.getInputStream().read()).as("what was sent").isEqualTo(-1);
            }
        }
    }

    /** Sockets that say they are connected to where clouds hand out passwords. */
    private static final class Rebound extends DefaultSocketFactory {
        @Override
        public Socket createSocket() {
            return new Socket() {
                @Override
                public InetAddress getInetAddress() {
                    try {
                        return InetAddress.getByName("169.254.169.254");
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                }
            };
        }
    }
}
