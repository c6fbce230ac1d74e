package trapline.routes.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import trapline.delivery.Channel;
import trapline.delivery.Patience;
import trapline.routes.ftps.Eventually;
import trapline.standin.camera.SyntheticPictures;
import trapline.testing.TestDatabase;

/** A mail through a real Postfix, read again from the mailbox it was put into. */
class PostfixIT {
    private static final String CHANNEL = "mail";
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
    @TempDir private Path folder;

    @Test
    void bringsAWellFormedMailThatShowsItsPicture() throws Exception {
        Postfix.need();
        var picture = picture();
        try (var postfix = new Postfix(folder);
                var world = new DeliveryWorld(database)) {
            world.open(channel(postfix.port()));
            var capture = world.leopard("Porte d’été");
            world.picture(capture, picture);

            var delivery = world.owe(capture, "leopards", CHANNEL, "ranger@example.org");
            world.settles(delivery, "accepted");
            Eventually.holds("the mail is in the mailbox", () -> postfix.mails().size() == 1);

            var bytes = Files.readAllBytes(postfix.mails().get(0));
            keep(bytes);
            hasShortPlainLines(bytes);
            var mail =
                    new MimeMessage(
                            Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
            for (var once :
                    List.of("From", "To", "Subject", "Date", "Message-ID", "MIME-Version")) {
                assertThat(mail.getHeader(once)).as(once).hasSize(1);
            }
            assertThat(mail.getMessageID())
                    .isEqualTo("<%s@example.org>".formatted(delivery.deliveryId()));
            assertThat(mail.getSubject()).contains("Leopard at Porte d’été");
            assertThat(mail.getHeader("List-Unsubscribe")[0]).startsWith("<https://");
            showsThePicture(mail, picture);
        }
    }

    private static void showsThePicture(MimeMessage mail, byte[] picture) throws Exception {
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        var alternatives = (Multipart) mail.getContent();
        assertThat(alternatives.getBodyPart(0).getContent().toString())
                .contains("Leopard at Porte d’été");
        var related = (Multipart) alternatives.getBodyPart(1).getContent();
        var html = related.getBodyPart(0).getContent().toString();
        var shown = (MimeBodyPart) related.getBodyPart(1);
        assertThat(html)
                .contains("src=\"cid:" + shown.getContentID().replaceAll("[<>]", "") + "\"");
        assertThat(shown.getDisposition()).isEqualTo("inline");
        assertThat(shown.getContentType()).startsWith("image/jpeg");
        var bytes = shown.getInputStream().readAllBytes();
        assertThat(bytes).isEqualTo(picture);
        assertThat(ImageIO.read(new ByteArrayInputStream(bytes)).getWidth()).isEqualTo(WIDTH);
    }

    /** What RFC 5322 allows on the way: ASCII, at most 998 signs on a line. */
    private static void hasShortPlainLines(byte[] mail) {
        for (var one : mail) {
            assertThat(one).as("every sign is ASCII").isPositive();
        }
        assertThat(new String(mail, StandardCharsets.US_ASCII).split("\n"))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(998));
    }

    /** For who wants to open it in a mail program. */
    private static void keep(byte[] mail) throws Exception {
        Files.write(Files.createDirectories(Path.of("target/mails")).resolve("postfix.eml"), mail);
    }

    private byte[] picture() throws Exception {
        var written =
                new SyntheticPictures(5, WIDTH, HEIGHT)
                        .write(
                                folder.resolve("pictures"),
                                LocalDateTime.parse("2026-03-01T12:00:00"),
                                1);
        return Files.readAllBytes(written.get(written.size() - 1));
    }

    private static Channel.Email channel(int port) {
        return new Channel.Email(
                CHANNEL,
                "127.0.0.1",
                port,
                Channel.Security.NONE,
                Optional.empty(),
                Optional.empty(),
                "Trapline Alerts <alerts@example.org>",
                Optional.empty(),
                Optional.of(URI.create("https://trapline.example.org")),
                Duration.ofSeconds(20),
                Patience.DEFAULT);
    }
}
