package trapline.routes.ftps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ch.qos.logback.classic.Level;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trapline.testing.FilesBelow;

/** The kamelet against a real vsftpd that insists on session reuse. */
class VsftpdIT {
    private static final String TICKETS = "jdk.tls.client.enableSessionTicketExtension";
    @TempDir Path folder;
    private Path home;
    private Path program;
    private TestCertificate certificate;

    @BeforeEach
    void prepare() throws Exception {
        program = Vsftpd.program();
        home = Files.createDirectories(folder.resolve("home"));
        certificate = TestCertificate.make(folder, "vsftpd");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takesFilesOfManyCamerasAndDeletesThem(boolean implicit) throws Exception {
        var modified = Clock.systemUTC().instant().minus(Duration.ofHours(3));
        var expected = new ArrayList<String>();
        for (var camera = 0; camera < 4; camera++) {
            for (var picture = 0; picture < 10; picture++) {
                var name = "cam +%d ü/[2026]/IMG %d.jpg".formatted(camera, picture);
                var file = home.resolve("cameras/" + name);
                Files.createDirectories(file.getParent());
                Files.writeString(file, name);
                Files.setLastModifiedTime(file, FileTime.from(modified));
                expected.add(name);
            }
        }

        try (var server = new Vsftpd(program, folder, home, certificate, implicit);
                var log = new CapturedLog("trapline.routes.ftps", Level.INFO);
                var pulled = new PulledFolder(settings(server).with("implicit=" + implicit))) {
            var paths = new ArrayList<String>();
            for (var count = 0; count < expected.size(); count++) {
                var taken = pulled.next();
                paths.add(taken.path());
                assertThat(taken.modifiedMillis())
                        .isCloseTo(modified.toEpochMilli(), within(61_000L));
            }

            assertThat(paths).containsExactlyInAnyOrderElementsOf(expected);
            Eventually.holds("all are deleted", () -> FilesBelow.of(home).isEmpty());
            assertThat(log.lines()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void continuesTls13SessionsWithAndWithoutTicketsOfTls12(String tickets) throws Exception {
        try (var server = new Vsftpd(program, folder, home, certificate, false)) {
            assertThat(readOver("TLSv1.3", tickets, server)).isEqualTo("hello");
        }
    }

    /** Java throws tickets away that are to live as long as vsftpd's, but keeps session ids. */
    @Test
    void continuesTls12SessionsWithoutTicketsAndSaysSoWithThem() throws Exception {
        try (var server = new Vsftpd(program, folder, home, certificate, false)) {
            assertThat(readOver("TLSv1.2", "false", server)).isEqualTo("hello");

            assertThatThrownBy(() -> readOver("TLSv1.2", "true", server))
                    .extracting(FtpsTrouble::explain)
                    .asString()
                    .contains("522")
                    .contains(TICKETS + "=false");
        }
    }

    /** A few listings and a file over one control connection. */
    private String readOver(String protocol, String tickets, Vsftpd server) throws Exception {
        System.setProperty(TICKETS, tickets);
        SSLContext tls;
        try {
            tls = ServerTrust.context(protocol, Optional.of(certificate.fingerprint()));
        } finally {
            System.clearProperty(TICKETS);
        }
        var client = new SessionReusingClient(false, tls, true, home.toString(), 1000);
        client.connect("127.0.0.1", server.port());
        try {
            assertThat(client.login(Vsftpd.USER, "guest")).isTrue();
            client.enterLocalPassiveMode();
            client.execPBSZ(0);
            client.execPROT("P");
            Files.writeString(home.resolve("hello.txt"), "hello");
            for (var round = 0; round < 5; round++) {
                assertThat(client.listFiles(home.toString())).hasSize(1);
            }
            var bytes = new ByteArrayOutputStream();
            client.retrieveFile(home.resolve("hello.txt").toString(), bytes);
            return bytes.toString(StandardCharsets.UTF_8);
        } finally {
            if (client.isConnected()) {
                client.disconnect();
            }
        }
    }

    private PulledFolder.Settings settings(Vsftpd server) throws Exception {
        var settings =
                new PulledFolder.Settings(Vsftpd.USER, server.port(), folder.resolve("work"))
                        .host("127.0.0.1")
                        .folder("cameras")
                        .with("fingerprint=" + certificate.fingerprint());
        settings.password = "guest";
        return settings;
    }
}
