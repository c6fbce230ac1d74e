package trapline.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import trapline.delivery.Channel;
import trapline.delivery.Channels;
import trapline.delivery.Patience;
import trapline.delivery.People;
import trapline.delivery.SignedLinks;
import trapline.delivery.Vocabulary;
import trapline.project.Identifiers;
import trapline.project.OwnAddresses;
import trapline.routes.delivery.EmailMessage;
import trapline.routes.delivery.EmailSink;
import trapline.routes.delivery.SinkMessages;
import trapline.standin.smtp.SmtpStandIn;

class ChannelMailIT {
    private static final URI CONSOLE = URI.create("https://trapline.example.org");

    private final Channels channels = new Channels();

    @Test
    void sendsThroughTheFirstChannelThatKnowsTheConsole() throws Exception {
        try (var smtp = SmtpStandIn.start();
                var camel = new DefaultCamelContext()) {
            camel.start();
            channels.replace(
                    List.of(
                            email("a", smtp.port(), Optional.empty()),
                            email("b", smtp.port(), Optional.of(CONSOLE))));
            var mail = mail(camel);

            mail.send(
                    "nina@example.org",
                    "Invitation to north\nBcc: spy@example.org",
                    "Join:\nhttps://x/#code");

            assertThat(mail.console()).contains(CONSOLE);
            var mails = smtp.await(1, Duration.ofSeconds(20));
            assertThat(mails).hasSize(1);
            assertThat(mails.get(0).recipients()).containsExactly("nina@example.org");
            assertThat(mails.get(0).content())
                    .contains("Subject: Invitation to north Bcc: spy@example.org")
                    .contains("https://x/#code");
            mail.destroy();
        }
    }

    @Test
    void knowsNoConsoleWhileNoChannelDoes() throws Exception {
        try (var camel = new DefaultCamelContext()) {
            channels.replace(List.of(email("a", 25, Optional.empty())));

            assertThat(mail(camel).console()).isEmpty();
        }
    }

    private ChannelMail mail(DefaultCamelContext camel) {
        var identifiers = new Identifiers();
        var message =
                new EmailMessage(
                        channels,
                        new People(),
                        (capture, blurred) -> Optional.empty(),
                        new Vocabulary(),
                        new SignedLinks("a secret of this test", Clock.systemUTC()));
        return new ChannelMail(
                channels,
                new EmailSink(channels, new SinkMessages(identifiers), message, new OwnAddresses()),
                camel.createProducerTemplate(),
                identifiers);
    }

    private static Channel.Email email(String id, int port, Optional<URI> console) {
        return new Channel.Email(
                id,
                "127.0.0.1",
                port,
                Channel.Security.NONE,
                Optional.empty(),
                Optional.empty(),
                "trapline@example.org",
                Optional.empty(),
                console,
                Duration.ofSeconds(5),
                Patience.DEFAULT);
    }
}
