package trapline.routes.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Message;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trapline.delivery.Channel;
import trapline.delivery.Channels;
import trapline.delivery.Delivery;
import trapline.delivery.Dispatch;
import trapline.delivery.Patience;
import trapline.delivery.People;
import trapline.delivery.SignedLinks;
import trapline.delivery.Vocabulary;
import trapline.stage.PermanentFailure;

/** A mail as it goes over the wire, whatever people called their cameras. */
class EmailMessageTest {
    private static final UUID DELIVERY = UUID.fromString("018f0000-0000-7000-8000-000000000001");
    private static final UUID EARLIER = UUID.fromString("018f0000-0000-7000-8000-000000000002");

    private final Channels channels = new Channels();
    private final EmailMessage message =
            new EmailMessage(
                    channels,
                    new People(),
                    (id, blurred) -> Optional.of(DeliveryWorld.PICTURE),
                    new Vocabulary(),
                    new SignedLinks("a secret of this test", Clock.systemUTC()));

    @BeforeEach
    void aChannel() {
        channels.replace(List.of(channel(Optional.of("answers@example.org"))));
    }

    @Test
    void hasTextAndHtmlWithThePictureInIt() throws Exception {
        var mail = message.write(dispatch("North Gate", "ranger@example.org", DELIVERY, true));

        var alternative = (MimeMultipart) mail.getContent();
        assertThat(alternative.getContentType()).startsWith("multipart/alternative");
        assertThat(alternative.getCount()).isEqualTo(2);
        assertThat(alternative.getBodyPart(0).getContentType())
                .isEqualToIgnoringCase("text/plain; charset=UTF-8");
        var related = (MimeMultipart) alternative.getBodyPart(1).getContent();
        assertThat(related.getContentType()).startsWith("multipart/related");
        assertThat(related.getBodyPart(0).getContentType())
                .isEqualToIgnoringCase("text/html; charset=UTF-8");
        var picture = (MimeBodyPart) related.getBodyPart(1);
        assertThat(picture.getContentType()).startsWith("image/jpeg");
        assertThat(picture.getDisposition()).isEqualTo("inline");
        assertThat(picture.getContentID()).isEqualTo("<picture>");
        assertThat(picture.getInputStream()).hasBinaryContent(DeliveryWorld.PICTURE);
        assertThat((String) related.getBodyPart(0).getContent())
                .contains("src=\"cid:picture\"", "alt=\"", "https://console.example.org/events/");
        assertThat((String) alternative.getBodyPart(0).getContent())
                .contains("Leopard at North Gate", "https://console.example.org/events/");
    }

    @Test
    void hasTheHeadersOfAnAlert() throws Exception {
        var mail = message.write(dispatch("North Gate", "ranger@example.org", DELIVERY, true));

        assertThat(mail.getHeader("Message-ID")).containsExactly("<" + DELIVERY + "@example.org>");
        assertThat(mail.getHeader("In-Reply-To")).isNull();
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("X-Auto-Response-Suppress")).containsExactly("All");
        assertThat(mail.getSentDate()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(mail.getFrom()[0]).hasToString("Trapline <alerts@example.org>");
        assertThat(mail.getReplyTo()[0]).hasToString("answers@example.org");
        assertThat(mail.getRecipients(Message.RecipientType.CC)).isNull();
    }

    @Test
    void isTheSameMailWhenItIsWrittenAgain() throws Exception {
        var dispatch = dispatch("North Gate", "ranger@example.org", DELIVERY, true);

        assertThat(message.write(dispatch).getMessageID())
                .isEqualTo(message.write(dispatch).getMessageID());
    }

    @Test
    void answersTheFirstMailOfTheSameEvent() throws Exception {
        var mail = message.write(dispatch("North Gate", "ranger@example.org", EARLIER, true));

        assertThat(mail.getHeader("In-Reply-To")).containsExactly("<" + EARLIER + "@example.org>");
        assertThat(mail.getHeader("References")).containsExactly("<" + EARLIER + "@example.org>");
    }

    @Test
    void encodesEveryHeaderInLettersThatAnyServerTakes() throws Exception {
        var mail = message.write(dispatch("Größe 象 🐘 Süd", "ranger@example.org", DELIVERY, true));

        var wire = wire(mail);
        var head = wire.substring(0, wire.indexOf("\r\n\r\n"));
        assertThat(head.chars()).allMatch(letter -> letter < 128);
        assertThat(mail.getSubject()).contains("Größe 象 🐘 Süd");
        assertThat(head.lines()).allMatch(line -> line.length() <= 998);
        assertThat(wire.lines()).allMatch(line -> line.length() <= 998);
    }

    @Test
    void letsNoNameBringAHeaderOfItsOwn() throws Exception {
        var mail =
                message.write(
                        dispatch(
                                "Gate\r\nBcc: thief@example.org\r\n\r\n<script>alert(1)</script>",
                                "ranger@example.org",
                                DELIVERY,
                                true));

        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getSubject()).doesNotContain("\r", "\n");
        assertThat(wire(mail).lines().filter(line -> line.startsWith("Bcc"))).isEmpty();
        var alternative = (MimeMultipart) mail.getContent();
        var related = (MimeMultipart) alternative.getBodyPart(1).getContent();
        assertThat((String) related.getBodyPart(0).getContent()).doesNotContain("<script>");
    }

    @Test
    void hasNoPictureWhenItIsToGoWithout() throws Exception {
        var mail = message.write(dispatch("North Gate", "ranger@example.org", DELIVERY, false));

        assertThat(wire(mail)).doesNotContain("image/jpeg", "cid:");
    }

    @Test
    void refusesMoreThanOneRecipient() {
        for (var recipient :
                List.of(
                        "a@example.org, b@example.org",
                        "a@example.org\nBcc: b@example.org",
                        "a@example.org;b@example.org",
                        "group: a@example.org, b@example.org;",
                        "nobody",
                        "")) {
            assertThatThrownBy(
                            () -> message.write(dispatch("North Gate", recipient, DELIVERY, true)))
                    .as(recipient)
                    .isInstanceOf(PermanentFailure.class);
        }
    }

    @Test
    void saysThatItsChannelIsGone() {
        channels.replace(List.of());

        assertThatThrownBy(
                        () -> message.write(dispatch("Gate", "ranger@example.org", DELIVERY, true)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("no e-mail channel mail");
    }

    private static String wire(MimeMessage mail) throws Exception {
        var out = new ByteArrayOutputStream();
        mail.writeTo(out);
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private static Channel.Email channel(Optional<String> replyTo) {
        return new Channel.Email(
                "mail",
                "127.0.0.1",
                25,
                Channel.Security.NONE,
                Optional.empty(),
                Optional.empty(),
                "Trapline <alerts@example.org>",
                replyTo,
                Optional.of(URI.create("https://console.example.org")),
                Duration.ofSeconds(2),
                Patience.DEFAULT);
    }

    static Dispatch dispatch(
            String site, String recipient, UUID firstOfEvent, boolean withPicture) {
        var at = Instant.parse("2026-03-01T12:00:00Z");
        return new Dispatch(
                new Delivery(
                        DELIVERY,
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        "mail",
                        recipient,
                        Delivery.State.DUE),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "leopards",
                "leopard, Panthera pardus",
                1,
                0.91,
                at,
                at,
                at,
                ZoneOffset.UTC,
                "cam-1",
                Optional.of(site),
                Optional.of(-2.5),
                Optional.of(34.8),
                List.of(),
                firstOfEvent,
                1,
                1,
                at,
                withPicture);
    }
}
