package trapline.routes.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.component.mail.MailComponent;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import trapline.delivery.Channel;
import trapline.delivery.Patience;
import trapline.routes.ftps.CapturedLog;
import trapline.standin.smtp.SmtpSettings;
import trapline.standin.smtp.SmtpStandIn;
import trapline.standin.tls.SelfMadeCertificate;
import trapline.testing.TestDatabase;

/** What goes over the wire when a channel asks for TLS, and what does not without it. */
class EmailTlsIT {
    private static final String PASSWORD = "correct-horse-battery-staple";

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
    private static SelfMadeCertificate certificate;

    @TempDir private Path folder;
    private DeliveryWorld world;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = SelfMadeCertificate.make();
    }

    @BeforeEach
    void startRoutes() throws Exception {
        world = new DeliveryWorld(database);
    }

    @AfterEach
    void stopRoutes() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "TLS"})
    void sendsOverTlsToAServerThatIsTrusted(Channel.Security security) throws Exception {
        trustTheCertificate();
        try (var smtp = server(security)) {
            world.open(channel(smtp.port(), security));
            var delivery = world.owe("mail", "ranger@example.org");

            world.settles(delivery, "accepted");

            assertThat(smtp.received().get(0).encrypted()).isTrue();
            assertThat(smtp.received().get(0).login()).isEqualTo("trapline");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "TLS"})
    void sendsNothingToAServerThatIsNotTrusted(Channel.Security security) throws Exception {
        try (var smtp = server(security)) {
            world.open(channel(smtp.port(), security));
            var delivery = world.owe("mail", "ranger@example.org");

            var attempt = world.attempt(delivery, 1);

            assertThat(attempt.outcome()).isEqualTo("deferred");
            assertThat(attempt.reason()).containsIgnoringCase("certificate");
            assertThat(world.state(delivery)).isEqualTo("due");
            assertThat(smtp.taken()).isZero();
        }
    }

    @Test
    void sendsNeitherPasswordNorMailToAServerWithoutTheTlsThatIsAskedFor() throws Exception {
        var log = new CapturedLog("ROOT", Level.DEBUG);
        try (log;
                var smtp = SmtpStandIn.start(SmtpSettings.PLAIN.withLogin("trapline", PASSWORD))) {
            world.open(channel(smtp.port(), Channel.Security.STARTTLS));
            var delivery = world.owe("mail", "ranger@example.org");

            var attempt = world.attempt(delivery, 1);

            assertThat(attempt.outcome()).isEqualTo("deferred");
            assertThat(attempt.reason())
                    .startsWith("The mail server does not offer the TLS that the channel asks for");
            assertThat(smtp.taken()).isZero();
            assertThat(log.lines()).noneMatch(line -> line.contains(PASSWORD));
        }
    }

    private static SmtpStandIn server(Channel.Security security) {
        var login = SmtpSettings.PLAIN.withLogin("trapline", PASSWORD);
        return SmtpStandIn.start(
                security == Channel.Security.TLS
                        ? login.withTls(certificate.server())
                        : login.withStartTls(certificate.server()));
    }

    /** As an installation does it whose machine trusts the server. */
    private void trustTheCertificate() throws Exception {
        var file = folder.resolve("trusted.p12");
        certificate.writeTrust(file, "changeit");
        var store = new KeyStoreParameters();
        store.setResource("file:" + file);
        store.setPassword("changeit");
        store.setType("PKCS12");
        var trust = new TrustManagersParameters();
        trust.setKeyStore(store);
        var tls = new SSLContextParameters();
        tls.setTrustManagers(trust);
        world.camel.setSSLContextParameters(tls);
        for (var scheme : new String[] {"smtp", "smtps"}) {
            world.camel
                    .getComponent(scheme, MailComponent.class)
                    .setUseGlobalSslContextParameters(true);
        }
    }

    private static Channel.Email channel(int port, Channel.Security security) {
        return new Channel.Email(
                "mail",
                "127.0.0.1",
                port,
                security,
                Optional.of("trapline"),
                Optional.of(PASSWORD),
                "Trapline <alerts@example.org>",
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(10),
                Patience.DEFAULT);
    }
}
