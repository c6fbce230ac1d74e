package trapline.standin.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trapline.standin.tls.SelfMadeCertificate;

class SimulationTest {
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static SelfMadeCertificate certificate;

    @TempDir private Path folder;
    private Path pictures;
    private TestFtpServer server;

    @BeforeAll
    static void makeCertificate() throws IOException {
        certificate = SelfMadeCertificate.make();
    }

    @BeforeEach
    void start() throws Exception {
        server = new TestFtpServer(folder.resolve("server"), certificate);
        pictures = Files.createDirectories(folder.resolve("pictures"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsTheFoldersOfSeveralCamerasWithAllMishapsAndLosesNothing() throws Exception {
        picture("north/IMG_1.JPG");
        picture("north/IMG_2.JPG");
        picture("south/IMG_1.JPG");
        Files.writeString(pictures.resolve("south/notes.txt"), "no picture");
        var progress = new CopyOnWriteArrayList<SimulationProgress>();
        var settings =
                SimulationSettings.of(pictures)
                        .withTotal(20)
                        .withMishaps(0.5, 0.5)
                        .withBursts(3, AT_ONCE)
                        .withRate(1000);
        var accounts = CameraAccounts.shared(server.account("all", "cards"));

        var summary = new Simulation(settings, accounts, AT_ONCE).run(progress::add);

        assertThat(summary.isComplete()).isTrue();
        assertThat(summary.files()).isEqualTo(20);
        assertThat(summary.errors()).isZero();
        assertThat(summary.resent()).isPositive();
        assertThat(summary.cut()).isPositive();
        assertThat(progress.get(progress.size() - 1).done()).isEqualTo(20);
        assertThat(progress).isSortedAccordingTo((a, b) -> Integer.compare(a.done(), b.done()));
        assertThat(contents("all/cards/north")).hasSize(10);
        assertThat(contents("all/cards/south")).hasSize(10);
    }

    @Test
    void dealsAPlainFolderToCamerasWithAccountsOfTheirOwn() throws Exception {
        picture("IMG_1.JPG");
        picture("IMG_2.JPG");
        picture("IMG_3.JPG");
        var accounts = new HashMap<String, CameraAccount>();
        for (var camera : List.of("camera-01", "camera-02")) {
            accounts.put(camera, server.account(camera, ""));
        }
        var simulation =
                new Simulation(
                        SimulationSettings.of(pictures).withCameras(2),
                        CameraAccounts.each(accounts));

        assertThat(simulation.cameras()).isEqualTo(Map.of("camera-01", 2, "camera-02", 1));
        var summary = simulation.run(progress -> {});

        assertThat(summary.files()).isEqualTo(3);
        assertThat(server.home("camera-01")).isDirectoryContaining("glob:**/IMG_3.JPG");
        assertThat(server.home("camera-02")).isDirectoryContaining("glob:**/IMG_2.JPG");
    }

    @Test
    void givesUpAtOnceWhenTheLoginIsRefused() throws Exception {
        picture("IMG_1.JPG");
        var right = server.account("north", "");
        var wrong = new CameraAccount(right.host(), right.port(), "north", "wrong", "");
        var settings = SimulationSettings.of(pictures).withTotal(500);

        var summary = new Simulation(settings, CameraAccounts.one(wrong)).run(progress -> {});

        assertThat(summary.failed()).isEqualTo(500);
        assertThat(summary.errors()).isEqualTo(1);
        assertThat(summary.failures()).hasSize(2);
        assertThat(summary.failures().get(0).reason()).contains("530");
    }

    @Test
    void givesUpWhenNobodyAnswers() throws Exception {
        picture("IMG_1.JPG");
        var settings = SimulationSettings.of(pictures).withTotal(500);
        // A port that is held, and on which nobody listens.
        try (var held = new Socket()) {
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var nobody = new CameraAccount("127.0.0.1", held.getLocalPort(), "north", "x", "");

            var summary =
                    new Simulation(settings, CameraAccounts.one(nobody), AT_ONCE)
                            .run(progress -> {});

            assertThat(summary.isComplete()).isFalse();
            assertThat(summary.failed()).isEqualTo(500);
            assertThat(summary.failures()).hasSize(6);
            assertThat(summary.failures().get(0).reason()).contains("cannot be reached");
        }
    }

    @Test
    void saysWhenThereIsNothingToSend() {
        var simulation =
                new Simulation(
                        SimulationSettings.of(pictures),
                        CameraAccounts.one(new CameraAccount("127.0.0.1", 1, "a", "b", "")));

        assertThatThrownBy(() -> simulation.run(progress -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no JPEG picture");
    }

    private void picture(String name) throws IOException {
        var file = pictures.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, JpegSegments.withComment(JpegSegmentsTest.jpeg(), name));
    }

    /** Hashes of the different files there. */
    private Set<String> contents(String path) throws IOException {
        try (var files = Files.list(folder.resolve("server").resolve(path))) {
            return files.map(SimulationTest::hash).collect(Collectors.toSet());
        }
    }

    private static String hash(Path file) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
