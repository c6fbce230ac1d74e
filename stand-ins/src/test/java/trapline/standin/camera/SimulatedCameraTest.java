package trapline.standin.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trapline.standin.tls.SelfMadeCertificate;

class SimulatedCameraTest {
    private static SelfMadeCertificate certificate;

    @TempDir private Path folder;
    private TestFtpServer server;

    @BeforeAll
    static void makeCertificate() throws IOException {
        certificate = SelfMadeCertificate.make();
    }

    @BeforeEach
    void start() throws Exception {
        server = new TestFtpServer(folder, certificate);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void uploadsAFileByteForByteIntoItsFolder() throws Exception {
        var content = bytes(300_000);
        var file = Files.write(folder.resolve("picture.jpg"), content);

        try (var camera = new SimulatedCamera(server.account("north", "DCIM/100 B\u00e4r"))) {
            camera.upload(file, "IMG 1.JPG");
            camera.upload(content, "IMG 1.JPG");
        }

        assertThat(server.home("north").resolve("DCIM/100 B\u00e4r/IMG 1.JPG"))
                .hasBinaryContent(content);
        assertThat(server.uploads(2)).containsExactly("IMG 1.JPG", "IMG 1.JPG");
    }

    @Test
    void breaksTheConnectionInTheMiddleAndSendsTheWholeFileAfterwards() throws Exception {
        var content = bytes(2_000_000);

        try (var camera = new SimulatedCamera(server.account("north", ""))) {
            camera.uploadCut(content, "IMG_1.JPG", 1_000_000);

            assertThat(camera.isConnected()).isFalse();
            assertThat(server.lost.poll(20, TimeUnit.SECONDS)).isEqualTo("north");
            assertThat(server.uploads).isEmpty();

            camera.upload(content, "IMG_1.JPG");
        }
        assertThat(server.uploads(1)).containsExactly("IMG_1.JPG");
        assertThat(server.home("north").resolve("IMG_1.JPG")).hasBinaryContent(content);
    }

    @Test
    void connectsAgainWhenItIsToldTo() throws Exception {
        try (var camera = new SimulatedCamera(server.account("north", ""))) {
            camera.upload(bytes(10), "a.jpg");

            camera.reconnect();

            assertThat(server.lost.poll(20, TimeUnit.SECONDS)).isEqualTo("north");
            camera.upload(bytes(10), "b.jpg");
        }
        assertThat(server.uploads(2)).containsExactly("a.jpg", "b.jpg");
    }

    @Test
    void acceptsThePinnedCertificateAndNoOther() throws Exception {
        var account = server.account("north", "");

        try (var camera = new SimulatedCamera(account.pinned(certificate.fingerprint()))) {
            camera.upload(bytes(10), "a.jpg");
        }
        try (var camera = new SimulatedCamera(account.pinned("0".repeat(64)))) {
            assertThatThrownBy(() -> camera.upload(bytes(10), "b.jpg"))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("pinned");
        }
        assertThat(server.uploads(1)).containsExactly("a.jpg");
    }

    @Test
    void saysWhenTheLoginIsRefused() throws Exception {
        var right = server.account("north", "");
        var wrong = new CameraAccount(right.host(), right.port(), "north", "wrong", "");

        try (var camera = new SimulatedCamera(wrong)) {
            var refused =
                    catchThrowableOfType(
                            UploadRefused.class, () -> camera.upload(bytes(10), "a.jpg"));

            assertThat(refused.isLogin()).isTrue();
            assertThat(refused).hasMessageContaining("530").hasMessageNotContaining("wrong");
        }
    }

    @Test
    void refusesANameThatWouldBeASecondCommand() throws Exception {
        try (var camera = new SimulatedCamera(server.account("north", ""))) {
            assertThatThrownBy(() -> camera.upload(bytes(10), "a.jpg\r\nDELE b.jpg"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void showsNoPasswordWhenItIsPrinted() throws Exception {
        assertThat(server.account("north", "x").toString())
                .contains("north")
                .doesNotContain(TestFtpServer.PASSWORD);
    }

    private static byte[] bytes(int count) {
        var bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        // Line ends of all kinds, which a text transfer would change.
        System.arraycopy("\n\r\n\r".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 4);
        return bytes;
    }
}
