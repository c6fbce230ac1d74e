package trapline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortTest {
    private static final int FIRST_THAT_LINUX_GIVES_AWAY = 32_768;

    @Test
    void givesNoneThatTheSystemMayGiveToAnother() {
        var ports = IntStream.range(0, 100).map(number -> FreePort.next()).boxed().toList();

        assertThat(ports).doesNotHaveDuplicates();
        assertThat(ports).allMatch(port -> port > 1024 && port < FIRST_THAT_LINUX_GIVES_AWAY);
    }

    @Test
    void leavesOutWhatIsTaken() throws Exception {
        try (var taken = new ServerSocket(0)) {
            assertThat(FreePort.isFree(taken.getLocalPort())).isFalse();
        }
    }
}
