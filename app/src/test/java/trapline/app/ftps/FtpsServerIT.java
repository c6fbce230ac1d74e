package trapline.app.ftps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocket;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.io.CopyStreamException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trapline.app.CannotStart;
import trapline.testing.FilesBelow;

/** The built-in server, from a camera's side and from the folder's. */
class FtpsServerIT {
    private static final FtpsSettings ANY_PORT = new FtpsSettings(0, 0, "0", Optional.empty());
    private static ServerCertificate certificate;
    @TempDir static Path shared;
    @TempDir Path folder;
    private Path home;
    private FtpsServer server;
    private final List<CameraClient> clients = new ArrayList<>();

    @BeforeAll
    static void makeCertificate() throws IOException {
        certificate = ServerCertificate.in(shared.resolve("keys"));
    }

    @BeforeEach
    void start() throws IOException {
        home = folder.resolve("ftps/camera");
        start(FtpsLimits.DEFAULT);
    }

    @AfterEach
    void stop() throws IOException {
        for (var client : clients) {
            if (client.isConnected()) {
                client.disconnect();
            }
        }
        server.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takesUploadsExplicitAndImplicit(boolean implicit) throws IOException {
        var client = CameraClient.connected(server, implicit);
        clients.add(client);
        CameraClient.ready(client, "camera", "secret");
        var content = "\u00FF\u00D8\r\n\n\r".repeat(100_000);

        assertThat(client.makeDirectory("north")).isTrue();
        assertThat(client.upload("north/IMG_1.JPG", content)).isTrue();

        assertThat(uploads()).containsExactly(Map.entry("north/IMG_1.JPG", content));
    }

    @Test
    void takesAsciiForBinary() throws IOException {
        var client = camera();
        // Not setFileType, after which the client itself would change line ends.
        assertThat(client.sendCommand("TYPE", "A")).isEqualTo(200);
        client.upload("a.jpg", "a\r\nb\nc");

        assertThat(uploads()).containsEntry("a.jpg", "a\r\nb\nc");
    }

    @Test
    void refusesAPasswordInTheClear() throws IOException {
        var plain = new FTPClient();
        plain.connect("127.0.0.1", server.explicitPort());
        try {
            assertThat(plain.login("camera", "secret")).isFalse();
            assertThat(plain.getReplyCode()).isEqualTo(530);
        } finally {
            plain.disconnect();
        }
    }

    @Test
    void refusesDataInTheClear() throws IOException {
        var client = CameraClient.connected(server, false);
        clients.add(client);
        client.login("camera", "secret");
        client.enterLocalPassiveMode();

        assertThat(client.upload("a.jpg", "abc")).isFalse();
        assertThat(client.getReplyCode()).isEqualTo(522);
        assertThat(client.listNames()).isNull();
        assertThat(client.getReplyCode()).isEqualTo(522);
        assertThatThrownBy(() -> client.execPROT("C")).hasMessageContaining("534");
        assertThat(uploads()).isEmpty();
    }

    @Test
    void refusesAWrongPasswordAndAnUnknownUser() throws IOException {
        assertThatThrownBy(() -> ready("camera", "wrong")).hasMessageContaining("530");
        assertThatThrownBy(() -> ready("nobody", "secret")).hasMessageContaining("530");
        assertThatThrownBy(() -> ready("anonymous", "a@b")).hasMessageContaining("530");
    }

    @Test
    void letsNobodyOutOfTheirRoot() throws IOException {
        Files.createDirectories(folder.resolve("ftps/other"));
        Files.writeString(folder.resolve("ftps/other/private.jpg"), "private");
        Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(home.resolve("link"), folder.resolve("ftps/other"));
        Files.createSymbolicLink(home.resolve("file-link"), folder.resolve("secret.txt"));
        var client = camera();

        for (var way :
                List.of(
                        "../other/private.jpg",
                        "/../other/private.jpg",
                        "..\\other\\private.jpg",
                        "~/../other/private.jpg",
                        folder.resolve("ftps/other/private.jpg").toString(),
                        "link/private.jpg",
                        "file-link")) {
            assertThat(client.retrieveFileStream(way)).as(way).isNull();
            assertThat(client.deleteFile(way)).as(way).isFalse();
        }
        client.upload("../../planted.jpg", "planted");
        client.upload("link/planted.jpg", "planted");
        client.upload("file-link", "planted");
        client.makeDirectory("link/planted");
        client.upload("mine.jpg", "mine");
        client.rename("mine.jpg", "../other/planted.jpg");
        client.rename("link/private.jpg", "stolen.jpg");

        assertThat(client.changeWorkingDirectory("link")).isFalse();
        assertThat(folder.resolve("ftps/other").toFile().list()).containsExactly("private.jpg");
        assertThat(folder.resolve("ftps").toFile().list())
                .containsExactlyInAnyOrder("camera", "other");
        assertThat(folder.resolve("secret.txt")).hasContent("secret");
        assertThat(home.resolve("stolen.jpg")).doesNotExist();
    }

    @Test
    void showsAFileOnlyWhenItIsWhole() throws IOException {
        var client = camera();
        var out = client.storeFileStream("IMG_1.JPG");
        out.write(new byte[100_000]);
        out.flush();
        eventually(() -> hidden().size() == 1);

        assertThat(uploads()).isEmpty();

        out.close();
        assertThat(client.completePendingCommand()).isTrue();
        assertThat(uploads().keySet()).containsExactly("IMG_1.JPG");
        assertThat(hidden()).isEmpty();
    }

    @Test
    void keepsAnUploadThatWasCutUntilTheWholeOneComes() throws IOException {
        var client = camera();
        var half = "first half ".repeat(10_000);
        var out = client.storeFileStream("IMG_1.JPG");
        out.write(half.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        eventually(() -> hidden().stream().anyMatch(file -> file.toFile().length() > 80_000));
        client.cut();
        assertThat(client.completePendingCommand()).isFalse();
        assertThat(client.getReplyCode()).isEqualTo(426);
        assertThat(hidden()).isEmpty();
        assertThat(uploads().keySet()).containsExactly("IMG_1.JPG");
        assertThat(half).startsWith(uploads().get("IMG_1.JPG"));

        assertThat(client.upload("IMG_1.JPG", half + "second half")).isTrue();

        assertThat(uploads().values()).containsExactly(half + "second half");
        assertThat(hidden()).isEmpty();
    }

    @Test
    void keepsNothingOfAnUploadThatWasCutBeforeItsFirstByte() throws IOException {
        var client = camera();
        client.storeFileStream("IMG_1.JPG");
        client.cut();

        assertThat(client.completePendingCommand()).isFalse();
        assertThat(uploads()).isEmpty();
        assertThat(hidden()).isEmpty();
    }

    @Test
    void keepsAnEmptyFileBecauseItTellsOfACameraInTrouble() throws IOException {
        assertThat(camera().upload("empty.jpg", "")).isTrue();

        assertThat(uploads()).containsExactly(Map.entry("empty.jpg", ""));
    }

    @Test
    void refusesToResumeAndToAppend() throws IOException {
        var client = camera();
        client.upload("a.jpg", "abc");
        client.setRestartOffset(3);

        assertThat(client.upload("a.jpg", "def")).isFalse();
        assertThat(client.appendFile("a.jpg", InputStream.nullInputStream())).isFalse();
        assertThat(client.storeUniqueFile(InputStream.nullInputStream())).isFalse();
        assertThat(uploads()).containsExactly(Map.entry("a.jpg", "abc"));
    }

    @Test
    void takesUpWhatWasCutWhenTheServerWasKilled() throws IOException {
        Files.createDirectories(home.resolve("north"));
        Files.writeString(home.resolve("north/.in.0123456789ab.IMG_1.JPG"), "half");
        Files.writeString(home.resolve("north/.in.0123456789ac.IMG_2.JPG"), "");
        Files.writeString(home.resolve("north/IMG_1.JPG"), "another");
        server.close();

        start(FtpsLimits.DEFAULT);

        assertThat(uploads())
                .containsExactly(
                        Map.entry("north/IMG_1.JPG", "another"),
                        Map.entry("north/IMG_1.JPG.1", "half"));
        assertThat(hidden()).isEmpty();
    }

    @Test
    void overwritesNothing() throws IOException {
        var client = camera();

        client.upload("IMG_1.JPG", "one");
        client.upload("IMG_1.JPG", "two");
        client.upload("IMG_1.JPG", "two more");
        client.upload("IMG_1.JPG", "one");

        assertThat(uploads().values()).containsExactlyInAnyOrder("one", "two", "two more");
    }

    @Test
    void aRenameOverwritesNothingAndAlwaysSucceeds() throws IOException {
        var client = camera();
        client.upload("IMG_1.jpg", "one");
        client.upload("IMG_1.jpg_", "two");

        assertThat(client.rename("IMG_1.jpg_", "IMG_1.jpg")).isTrue();
        assertThat(client.rename("IMG_1.jpg", "IMG_1.jpg")).isTrue();
        assertThat(client.rename("IMG_1.jpg", "moved.jpg")).isTrue();

        assertThat(uploads())
                .containsExactly(Map.entry("IMG_1.jpg.1", "two"), Map.entry("moved.jpg", "one"));
    }

    @Test
    void refusesAFileThatIsTooLargeAndKeepsNothingOfIt() throws IOException {
        server.close();
        start(limits(10, 10, 1000, 0));
        var client = camera();

        assertThat(upload(client, "large.jpg", "x".repeat(100_000))).isFalse();

        assertThat(uploads()).isEmpty();
        eventually(() -> hidden().isEmpty());
        assertThat(camera().upload("small.jpg", "x".repeat(1000))).isTrue();
    }

    @Test
    void refusesUploadsWhileTheDiskIsNearlyFull() throws IOException {
        server.close();
        start(limits(10, 10, 1000, Long.MAX_VALUE));
        var client = camera();

        assertThat(client.upload("a.jpg", "abc")).isFalse();
        assertThat(client.getReplyCode()).isEqualTo(452);
        assertThat(uploads()).isEmpty();
    }

    @Test
    void limitsTheConnectionsOfAnAccount() throws IOException {
        server.close();
        start(limits(10, 2, 1000, 0));
        camera();
        var second = camera();

        assertThatThrownBy(this::camera).isInstanceOf(IOException.class);

        second.logout();
        second.disconnect();
        eventually(
                () -> {
                    try {
                        return camera().isConnected();
                    } catch (IOException e) {
                        return false;
                    }
                });
    }

    @Test
    void survivesHostileNames() throws IOException {
        var client = camera();
        var longName = "ü".repeat(300) + ".jpg";

        assertThat(client.upload("bear 🐻 größe +%41;&.jpg", "emoji")).isTrue();
        assertThat(client.upload(longName, "long")).isTrue();
        assertThat(client.upload("con\u0001trol.jpg", "control")).isFalse();
        assertThat(client.makeDirectory("con\u0007trol")).isFalse();
        assertThat(client.upload("-rf", "dash")).isTrue();
        assertThat(client.upload("nowhere/a.jpg", "no folder")).isFalse();
        assertThat(client.upload("good.jpg", "good")).isTrue();

        var uploads = uploads();
        assertThat(uploads.values()).containsExactlyInAnyOrder("emoji", "long", "dash", "good");
        assertThat(uploads.keySet()).contains("bear 🐻 größe +%41;&.jpg", "-rf", "good.jpg");
        assertThat(uploads.keySet())
                .filteredOn(name -> name.startsWith("üü"))
                .singleElement()
                .asString()
                .endsWith(".jpg")
                .satisfies(
                        name ->
                                assertThat(name.getBytes(StandardCharsets.UTF_8).length)
                                        .isLessThan(255));
    }

    @Test
    void aLineFeedInANameIsNotACommand() throws Exception {
        camera().upload("keep.jpg", "keep");
        try (var socket = rawImplicit()) {
            var out = socket.getOutputStream();
            var in = socket.getInputStream();
            out.write(
                    "USER camera\r\nPASS secret\r\nPBSZ 0\r\nPROT P\r\nMKD a\nDELE keep.jpg\r\nQUIT\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            in.readAllBytes();
        }

        // The server ends commands at a line feed too. Whoever may log in may delete anyway.
        assertThat(home.resolve("a\nDELE keep.jpg")).doesNotExist();
    }

    @Test
    void keepsWhatManyCamerasUploadAtOnceUnderOneName() throws Exception {
        var uploading = new ArrayList<CompletableFuture<Boolean>>();
        for (var number = 0; number < 8; number++) {
            var content = "camera " + number;
            var client = camera();
            uploading.add(
                    CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return client.upload("IMG_0001.JPG", content);
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            }));
        }
        for (var upload : uploading) {
            assertThat(upload.get(60, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(uploads().values()).doesNotHaveDuplicates().hasSize(8);
    }

    @Test
    void changesAccountsWhileItRuns() throws IOException {
        var staying = camera();
        server.accounts(List.of(account("camera", "secret"), account("second", "other")));
        var second = ready("second", "other");
        assertThat(second.upload("a.jpg", "abc")).isTrue();
        assertThat(folder.resolve("ftps/second/a.jpg")).hasContent("abc");

        server.accounts(List.of(account("camera", "secret"), account("second", "changed")));

        assertThat(staying.upload("b.jpg", "abc")).isTrue();
        assertThatThrownBy(() -> upload(second, "b.jpg", "abc")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ready("second", "other")).hasMessageContaining("530");
        assertThat(ready("second", "changed").isConnected()).isTrue();

        server.accounts(List.of(account("camera", "secret")));

        assertThatThrownBy(() -> ready("second", "changed")).hasMessageContaining("530");
    }

    @Test
    void showsTheCertificateWithTheFingerprintItTells() throws Exception {
        try (var socket = rawImplicit()) {
            var shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            var digest = MessageDigest.getInstance("SHA-256");

            assertThat(HexFormat.of().formatHex(digest.digest(shown.getEncoded())))
                    .isEqualTo(certificate.fingerprint());
            shown.checkValidity();
        }
    }

    @Test
    void saysPlainlyWhichPortIsTaken() {
        var settings =
                new FtpsSettings(
                        server.explicitPort(), server.implicitPort(), "0", Optional.empty());

        assertThatThrownBy(
                        () ->
                                new FtpsServer(
                                        folder.resolve("second"),
                                        settings,
                                        FtpsLimits.DEFAULT,
                                        certificate,
                                        List.of()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(String.valueOf(server.explicitPort()))
                .hasMessageContaining("TRAPLINE_FTPS_PORT");
    }

    private void start(FtpsLimits limits) throws IOException {
        server = new FtpsServer(folder.resolve("ftps"), ANY_PORT, limits, certificate, List.of());
        server.accounts(List.of(account("camera", "secret")));
    }

    private FtpsAccount account(String user, String password) {
        return new FtpsAccount(user, password, folder.resolve("ftps").resolve(user));
    }

    private static FtpsLimits limits(
            int connections, int connectionsPerAccount, long fileBytes, long reserveBytes) {
        return new FtpsLimits(
                connections, connectionsPerAccount, fileBytes, reserveBytes, Duration.ofMinutes(1));
    }

    private CameraClient camera() throws IOException {
        return ready("camera", "secret");
    }

    private CameraClient ready(String user, String password) throws IOException {
        var client = CameraClient.connected(server, false);
        clients.add(client);
        return CameraClient.ready(client, user, password);
    }

    /** The server may close the data connection in the middle of what it refuses, and says so. */
    private static boolean upload(CameraClient client, String name, String content)
            throws IOException {
        try (var in = new ByteArrayInputStream(content.getBytes(StandardCharsets.ISO_8859_1))) {
            return client.storeFile(name, in);
        } catch (CopyStreamException e) {
            return client.completePendingCommand();
        }
    }

    private SSLSocket rawImplicit() throws Exception {
        var context = CameraClient.trusting();
        var socket =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(
                                        InetAddress.getLoopbackAddress(), server.implicitPort());
        socket.setSoTimeout(30_000);
        socket.startHandshake();
        return socket;
    }

    /** Visible files below the account's home, by name, with what is in them. */
    private Map<String, String> uploads() throws IOException {
        var found = new TreeMap<String, String>();
        for (var file : FilesBelow.of(home)) {
            if (!isHidden(file)) {
                found.put(
                        home.relativize(file).toString(),
                        Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return found;
    }

    /** What is not whole yet. */
    private List<Path> hidden() throws IOException {
        return FilesBelow.of(home).stream().filter(FtpsServerIT::isHidden).toList();
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    /** Something that becomes true by itself. */
    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void eventually(Condition condition) throws IOException {
        var watch = Executors.newSingleThreadScheduledExecutor();
        var done = new CompletableFuture<Void>();
        var watching =
                watch.scheduleWithFixedDelay(
                        () -> {
                            try {
                                if (condition.holds()) {
                                    done.complete(null);
                                }
                            } catch (IOException | RuntimeException e) {
                                done.completeExceptionally(e);
                            }
                        },
                        0,
                        20,
                        TimeUnit.MILLISECONDS);
        try {
            done.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("not in time", e);
        } finally {
            watching.cancel(true);
            watch.shutdownNow();
        }
    }
}
