package trapline.routes.ftps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ch.qos.logback.classic.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trapline.testing.FilesBelow;
import trapline.testing.FreePort;

/** The kamelet against a server in this process. */
class FtpsSourceIT {
    private static TestCertificate certificate;
    @TempDir static Path shared;
    @TempDir Path folder;
    private final Instant old = Clock.systemUTC().instant().minus(Duration.ofHours(30));
    private Path home;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = TestCertificate.make(shared, "field");
    }

    @BeforeEach
    void makeHome() throws Exception {
        home = Files.createDirectories(folder.resolve("home"));
        Files.createDirectories(home.resolve("cameras"));
    }

    @ParameterizedTest
    @CsvSource({"false,TLSv1.2", "false,TLSv1.3", "true,TLSv1.2", "true,TLSv1.3"})
    void takesAFileWholeAndDeletesIt(boolean implicit, String protocol) throws Exception {
        var bytes = bytes(300_000);
        var file = put("cameras/north/IMG_0001.JPG", bytes);
        var settings = EmbeddedFtps.Settings.explicit(home, certificate).with(protocol);

        try (var server = new EmbeddedFtps(implicit ? settings.asImplicit() : settings);
                var pulled =
                        new PulledFolder(
                                settings(server).folder("cameras").with("implicit=" + implicit))) {
            var taken = pulled.next();

            assertThat(taken.content()).isEqualTo(content(bytes));
            assertThat(taken.source()).isEqualTo("north");
            assertThat(taken.account()).isNull();
            assertThat(taken.path()).isEqualTo("north/IMG_0001.JPG");
            assertThat(taken.modifiedMillis()).isCloseTo(old.toEpochMilli(), within(60_000L));
            Eventually.holds("the file is deleted", () -> !Files.exists(file));
        }
    }

    @Test
    void takesNamesWithSpacesUnicodePlusAndPercent() throws Exception {
        var names =
                Map.of(
                        "cam one/a b.jpg", "cam one/a b.jpg",
                        "cäm/größe.jpg", "cäm/größe.jpg",
                        "c+m/100%25+.jpg", "c+m/100%25+.jpg",
                        "c[1]{2}/x*?.jpg", "c[1]{2}/x*?.jpg",
                        "-la/-rf.jpg", "-la/-rf.jpg",
                        "熊/🐻.jpg", "熊/🐻.jpg",
                        "c&d=e#f/;'\"$(x).jpg", "c&d=e#f/;'\"$(x).jpg");
        for (var name : names.keySet()) {
            put("cameras +%41 ü& (1)/" + name, name.getBytes(StandardCharsets.UTF_8));
        }

        try (var server = new EmbeddedFtps(EmbeddedFtps.Settings.explicit(home, certificate));
                var pulled = new PulledFolder(settings(server).folder("/cameras +%41 ü& (1)"))) {
            var paths = new ArrayList<String>();
            for (var count = 0; count < names.size(); count++) {
                var taken = pulled.next();
                paths.add(taken.path());
                assertThat(taken.content())
                        .isEqualTo(content(taken.path().getBytes(StandardCharsets.UTF_8)));
            }

            assertThat(paths).containsExactlyInAnyOrderElementsOf(names.values());
            Eventually.holds("all are deleted", () -> FilesBelow.of(home).isEmpty());
            assertThat(FilesBelow.of(folder.resolve("my work+1"))).isEmpty();
        }
    }

    @Test
    void takesManyFilesOfManyCamerasOnceEach() throws Exception {
        var expected = new ArrayList<String>();
        for (var camera = 0; camera < 4; camera++) {
            for (var picture = 0; picture < 30; picture++) {
                var name = "c%d/2026/IMG_%04d.jpg".formatted(camera, picture);
                put("cameras/" + name, bytes(100));
                expected.add(name);
            }
        }

        try (var server = new EmbeddedFtps(EmbeddedFtps.Settings.explicit(home, certificate));
                var pulled = new PulledFolder(settings(server).folder("cameras"))) {
            var paths = new ArrayList<String>();
            for (var count = 0; count < expected.size(); count++) {
                paths.add(pulled.next().path());
            }
            Eventually.holds("all are deleted", () -> FilesBelow.of(home).isEmpty());

            assertThat(paths).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(pulled.rest()).isEmpty();
            // The first round has the same share of each camera.
            assertThat(paths.subList(0, 80)).filteredOn(path -> path.startsWith("c3/")).hasSize(20);
        }
    }

    @Test
    void leavesUnfinishedNamesAlone() throws Exception {
        put("cameras/IMG_1.jpg_", bytes(10));
        put("cameras/IMG_2.jpg.part", bytes(10));
        put("cameras/.in.IMG_3.jpg", bytes(10));
        put("cameras/.hidden/IMG_4.jpg", bytes(10));
        put("cameras/IMG_5.jpg", bytes(10));

        try (var server = new EmbeddedFtps(EmbeddedFtps.Settings.explicit(home, certificate));
                var pulled = new PulledFolder(settings(server).folder("cameras"))) {
            assertThat(pulled.next().path()).isEqualTo("IMG_5.jpg");
            Eventually.holds("five listings", () -> server.count("LIST") > 10);

            assertThat(pulled.rest()).isEmpty();
            assertThat(FilesBelow.of(home)).hasSize(4);
        }
    }

    @Test
    void waitsWhileAFileGrows() throws Exception {
        var file = home.resolve("cameras/growing.bin");
        try (var server = new EmbeddedFtps(EmbeddedFtps.Settings.explicit(home, certificate));
                var pulled = new PulledFolder(settings(server).folder("cameras"))) {
            try (var out = Files.newOutputStream(file)) {
                // Each listing shows a different size, so no two are alike.
                for (var round = 0; round < 6; round++) {
                    var listings = server.count("LIST");
                    out.write(new byte[1000]);
                    out.flush();
                    Eventually.holds("one more listing", () -> server.count("LIST") > listings);
                }
            }

            assertThat(pulled.next().content()).hasSize(6000);
            assertThat(pulled.rest()).isEmpty();
        }
    }

    @Test
    void aCutPictureWaitsToBeSentAgain() throws Exception {
        var whole = new byte[] {(byte) 0xFF, (byte) 0xD8, 1, 2, 3, (byte) 0xFF, (byte) 0xD9};
        put("cameras/IMG_1.jpg", Arrays.copyOf(whole, 5));

        try (var server = new EmbeddedFtps(EmbeddedFtps.Settings.explicit(home, certificate))) {
            var settings = settings(server).folder("cameras");
            settings.grace = Duration.ofHours(1);
            try (var pulled = new PulledFolder(settings)) {
                Eventually.holds("fetched once", () -> server.count("RETR") == 1);
                var listings = server.count("LIST");
                Eventually.holds("more listings", () -> server.count("LIST") > listings + 5);
                assertThat(server.count("RETR")).isEqualTo(1);
                assertThat(pulled.rest()).isEmpty();

                put("cameras/IMG_1.jpg", whole);

                assertThat(pulled.next().content()).isEqualTo(content(whole));
            }
        }
    }

    @Test
    void aFailureBehindLeavesTheFileAndOffersItAgain() throws Exception {
        var file = put("cameras/IMG_1.jpg", bytes(10));
        try (var server = new EmbeddedFtps(EmbeddedFtps.Settings.explicit(home, certificate))) {
            var settings = settings(server).folder("cameras");
            settings.failures = 2;
            try (var pulled = new PulledFolder(settings);
                    var log = new CapturedLog("trapline.routes.ftps", Level.INFO)) {
                Eventually.holds("two failures", () -> pulled.failed() == 2);
                assertThat(file).exists();

                assertThat(pulled.next().path()).isEqualTo("IMG_1.jpg");
                Eventually.holds("deleted", () -> !Files.exists(file));
                assertThat(log.lines()).anyMatch(line -> line.contains("the database is away"));
                assertThat(log.lines()).anyMatch(line -> line.contains("taken in again"));
            }
        }
    }

    @Test
    void comesBackAfterAnOutage() throws Exception {
        put("cameras/IMG_1.jpg", bytes(10));
        var settings = EmbeddedFtps.Settings.explicit(home, certificate);
        var first = new EmbeddedFtps(settings);
        var port = first.port();
        try (var pulled = new PulledFolder(settings(first).folder("cameras"));
                var log = new CapturedLog("trapline.routes.ftps", Level.INFO)) {
            assertThat(pulled.next().path()).isEqualTo("IMG_1.jpg");

            first.close();
            put("cameras/IMG_2.jpg", bytes(10));
            Eventually.holds("the outage is told", () -> log.has("could not be read"));

            try (var second = new EmbeddedFtps(settings.on(port))) {
                assertThat(pulled.next().path()).isEqualTo("IMG_2.jpg");
                Eventually.holds("the return is told", () -> log.has("can be read again"));
                assertThat(second.port()).isEqualTo(port);
            }
        }
    }

    @Test
    void movesFilesWhereTheyAreKept() throws Exception {
        put("cameras/north/IMG 1.jpg", bytes(10));

        try (var server = new EmbeddedFtps(EmbeddedFtps.Settings.explicit(home, certificate));
                var pulled =
                        new PulledFolder(
                                settings(server)
                                        .folder("/cameras")
                                        .with("delete=false")
                                        .with("move=.taken"))) {
            assertThat(pulled.next().path()).isEqualTo("north/IMG 1.jpg");

            Eventually.holds(
                    "moved", () -> Files.exists(home.resolve("cameras/north/.taken/IMG 1.jpg")));
            assertThat(pulled.rest()).isEmpty();
        }
    }

    @Test
    void fetchesFilesThatStayOnlyOnceAlsoAfterARestart() throws Exception {
        put("cameras/IMG_1.jpg", bytes(10));
        var memory = folder.resolve("state/taken.txt");
        try (var server =
                new EmbeddedFtps(EmbeddedFtps.Settings.explicit(home, certificate).readOnly())) {
            try (var pulled = new PulledFolder(staying(server, memory, "a"))) {
                assertThat(pulled.next().path()).isEqualTo("IMG_1.jpg");
            }
            try (var pulled = new PulledFolder(staying(server, memory, "b"))) {
                put("cameras/IMG_2.jpg", bytes(10));

                assertThat(pulled.next().path()).isEqualTo("IMG_2.jpg");
                assertThat(pulled.rest()).isEmpty();
                // It counts when it has answered.
                Eventually.holds("two are fetched", () -> server.count("RETR") >= 2);
                assertThat(server.count("RETR")).isEqualTo(2);
            }
        }
    }

    @Test
    void aFileThatCannotBeDeletedIsNotFetchedInEachRound() throws Exception {
        put("cameras/IMG_1.jpg", bytes(10));

        try (var server =
                        new EmbeddedFtps(
                                EmbeddedFtps.Settings.explicit(home, certificate).readOnly());
                var log = new CapturedLog("trapline.routes.ftps", Level.INFO);
                var pulled = new PulledFolder(settings(server).folder("cameras"))) {
            assertThat(pulled.next().path()).isEqualTo("IMG_1.jpg");
            Eventually.holds("it is told", () -> log.has("could not be deleted"));
            var listings = server.count("LIST");
            Eventually.holds("more listings", () -> server.count("LIST") > listings + 5);

            assertThat(server.count("RETR")).isEqualTo(1);
        }
    }

    @Test
    void aWrongFingerprintIsRefusedAndTheRightOneShown() throws Exception {
        try (var server = new EmbeddedFtps(EmbeddedFtps.Settings.explicit(home, certificate))) {
            var wrong = "ab".repeat(32);

            assertThat(refusal(plain(server).with("fingerprint=" + wrong).folder("cameras")))
                    .contains(certificate.fingerprint())
                    .contains(wrong)
                    .contains("pin");
        }
    }

    @Test
    void aSelfSignedCertificateIsRefusedWithoutFingerprintAndItsOwnShown() throws Exception {
        try (var server = new EmbeddedFtps(EmbeddedFtps.Settings.explicit(home, certificate))) {
            assertThat(refusal(plain(server).folder("cameras")))
                    .contains("not signed by anyone this machine trusts")
                    .contains(certificate.fingerprint());
        }
    }

    @Test
    void aCertificateThatThisMachineTrustsMustBearTheHostsName() throws Exception {
        var trusted = TestCertificate.make(folder, "trusted", "-ext", "SAN=DNS:localhost");
        put("cameras/IMG_1.jpg", bytes(10));
        System.setProperty("javax.net.ssl.trustStore", trusted.keyStore().toString());
        System.setProperty("javax.net.ssl.trustStorePassword", TestCertificate.PASSWORD);
        try (var server = new EmbeddedFtps(EmbeddedFtps.Settings.explicit(home, trusted))) {
            var byAddress = new PulledFolder.Settings(server.port(), folder.resolve("my work+1"));
            assertThat(refusal(byAddress.host("127.0.0.1").folder("cameras")))
                    .contains("another host name")
                    .contains(trusted.fingerprint());

            try (var pulled = new PulledFolder(plain(server).folder("cameras"))) {
                assertThat(pulled.next().path()).isEqualTo("IMG_1.jpg");
            }
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
    }

    @Test
    void anExpiredCertificateIsRefusedAndItsDateShown() throws Exception {
        var expired =
                TestCertificate.make(folder, "expired", "-startdate", "-20d", "-validity", "5");
        try (var server = new EmbeddedFtps(EmbeddedFtps.Settings.explicit(home, expired))) {
            assertThat(
                            refusal(
                                    plain(server)
                                            .with("fingerprint=" + expired.fingerprint())
                                            .folder("cameras")))
                    .contains("expired on");
        }
    }

    @Test
    void aWrongPasswordIsSaidPlainlyAndNotShown() throws Exception {
        try (var server = new EmbeddedFtps(EmbeddedFtps.Settings.explicit(home, certificate))) {
            var settings = settings(server).folder("cameras");
            settings.password = "not-the-password";

            assertThat(refusal(settings))
                    .contains("refused the login")
                    .doesNotContain("not-the-password");
        }
    }

    @Test
    void theWrongKindOfTlsIsSaidPlainly() throws Exception {
        try (var server = new EmbeddedFtps(EmbeddedFtps.Settings.explicit(home, certificate))) {
            assertThat(refusal(settings(server).folder("cameras").with("implicit=true")))
                    .contains("explicit")
                    .contains("implicit");
        }
    }

    @Test
    void aRefusedConnectionIsSaidPlainly() throws Exception {
        var server = new EmbeddedFtps(EmbeddedFtps.Settings.explicit(home, certificate));
        server.close();

        assertThat(
                        refusal(
                                new PulledFolder.Settings(
                                                FreePort.next(), folder.resolve("my work+1"))
                                        .host("localhost")
                                        .folder("cameras")))
                .contains("The connection was refused");
    }

    @Test
    void aMissingFolderIsSaidPlainly() throws Exception {
        try (var server = new EmbeddedFtps(EmbeddedFtps.Settings.explicit(home, certificate))) {
            assertThat(refusal(settings(server).folder("nowhere"))).contains("nowhere");
        }
    }

    @Test
    void thePasswordIsInNoLogAddressOrRouteDump() throws Exception {
        put("cameras/IMG_1.jpg", bytes(10));
        try (var server = new EmbeddedFtps(EmbeddedFtps.Settings.explicit(home, certificate));
                var log = new CapturedLog("ROOT", Level.TRACE);
                var pulled = new PulledFolder(settings(server).folder("cameras"))) {
            pulled.next();
            var addresses = new ArrayList<String>();
            for (var endpoint : pulled.camel().getEndpoints()) {
                addresses.add(endpoint.getEndpointUri() + " " + endpoint);
            }

            pulled.camel().getRouteDefinitions().forEach(route -> addresses.add(route.toString()));
            pulled.camel()
                    .getRouteDefinitions()
                    .forEach(route -> addresses.add(String.valueOf(route.getTemplateParameters())));

            assertThat(addresses).noneMatch(text -> text.contains(EmbeddedFtps.PASSWORD));
            assertThat(log.lines())
                    .filteredOn(line -> line.contains(EmbeddedFtps.PASSWORD))
                    .filteredOn(line -> !line.contains("RECEIVED"))
                    .isEmpty();
        }
    }

    private Path put(String name, byte[] bytes) throws Exception {
        var file = home.resolve(name);
        Files.createDirectories(file.getParent());
        var unfinished = folder.resolve("unfinished");
        Files.write(unfinished, bytes);
        Files.setLastModifiedTime(unfinished, FileTime.from(old));
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        return file;
    }

    /** What is told when the server cannot be read. */
    private String refusal(PulledFolder.Settings settings) throws Exception {
        try (var log = new CapturedLog("trapline.routes.ftps", Level.INFO);
                var pulled = new PulledFolder(settings)) {
            Eventually.holds("the refusal is told", () -> log.has("could not be read"));
            assertThat(pulled.rest()).isEmpty();
            return String.join("\n", log.lines());
        }
    }

    private PulledFolder.Settings staying(EmbeddedFtps server, Path memory, String work)
            throws Exception {
        var settings =
                new PulledFolder.Settings(server.port(), folder.resolve(work))
                        .host("localhost")
                        .with("fingerprint=" + certificate.fingerprint())
                        .with("delete=false")
                        .folder("cameras");
        settings.stay = Optional.of(TakenFiles.in(memory));
        return settings;
    }

    private PulledFolder.Settings settings(EmbeddedFtps server) throws Exception {
        return plain(server).with("fingerprint=" + certificate.fingerprint());
    }

    private PulledFolder.Settings plain(EmbeddedFtps server) {
        return new PulledFolder.Settings(server.port(), folder.resolve("my work+1"))
                .host("localhost");
    }

    private static byte[] bytes(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static String content(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
