package trapline.routes.delivery;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import trapline.delivery.AlertPicture;
import trapline.delivery.AlertText;
import trapline.delivery.Channel;
import trapline.delivery.Channels;
import trapline.delivery.Dispatch;
import trapline.stage.PermanentFailure;

/**
 * An alert as a mail: text, and HTML with the picture in it. The Message-ID is made from the
 * delivery, so a mail that is sent twice is one mail (RFC 5322, RFC 2387, RFC 2392).
 */
public class EmailMessage {
    private static final Pattern ONE_MAILBOX =
            Pattern.compile("[^@\\s\\p{Cntrl}<>,;:\"()\\[\\]\\\\]{1,64}@[A-Za-z0-9.-]{1,253}");

    private final Channels channels;
    private final AlertPicture pictures;

    public EmailMessage(Channels channels, AlertPicture pictures) {
        this.channels = channels;
        this.pictures = pictures;
    }

    /**
     * @throws PermanentFailure if the channel is gone or an address is none
     */
    public MimeMessage write(Dispatch dispatch) {
        var channel =
                channels.find(dispatch.delivery().channel())
                        .filter(Channel.Email.class::isInstance)
                        .map(Channel.Email.class::cast)
                        .orElseThrow(
                                () ->
                                        new PermanentFailure(
                                                "There is no e-mail channel %s any more."
                                                        .formatted(dispatch.delivery().channel())));
        var picture =
                dispatch.withPicture()
                        ? dispatch.shown().flatMap(id -> pictures.annotated(id, blurred(channel)))
                        : Optional.<byte[]>empty();
        try {
            return write(dispatch, channel, picture);
        } catch (MessagingException e) {
            throw new PermanentFailure("The mail could not be written: " + e.getMessage(), e);
        }
    }

    private Set<String> blurred(Channel channel) {
        return channels.policy(channel.channelId()).blurred();
    }

    private static MimeMessage write(
            Dispatch dispatch, Channel.Email channel, Optional<byte[]> picture)
            throws MessagingException {
        var text = new AlertText(dispatch, channel.consoleUrl());
        var message = new MimeMessage(Session.getInstance(new Properties()));
        var from = new InternetAddress(channel.from(), true);
        message.setFrom(from);
        if (channel.replyTo().isPresent()) {
            message.setReplyTo(
                    new InternetAddress[] {new InternetAddress(channel.replyTo().get(), true)});
        }
        message.setRecipient(Message.RecipientType.TO, recipient(dispatch.delivery().recipient()));
        message.setSubject(text.subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(dispatch.raisedAt()));
        var domain = domain(from);
        var messageId = messageId(dispatch.delivery().deliveryId(), domain);
        if (!dispatch.firstOfEvent().equals(dispatch.delivery().deliveryId())) {
            message.setHeader("In-Reply-To", messageId(dispatch.firstOfEvent(), domain));
            message.setHeader("References", messageId(dispatch.firstOfEvent(), domain));
        }
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Auto-Response-Suppress", "All");
        message.setContent(content(text, picture));
        message.saveChanges();
        // Saving makes an id of its own.
        message.setHeader("Message-ID", messageId);
        return message;
    }

    /** One person: the library would also take groups, comments, and names without a domain. */
    private static InternetAddress recipient(String address) throws MessagingException {
        if (!ONE_MAILBOX.matcher(address).matches()) {
            throw new PermanentFailure(
                    "The recipient is no mail address. Correct it in rules.yaml.");
        }
        return new InternetAddress(address, true);
    }

    private static MimeMultipart content(AlertText text, Optional<byte[]> picture)
            throws MessagingException {
        var plain = new MimeBodyPart();
        plain.setText(text.plain().replace("\n", "\r\n"), StandardCharsets.UTF_8.name());
        var html = new MimeBodyPart();
        html.setText(
                EmailBody.html(text, picture.isPresent()), StandardCharsets.UTF_8.name(), "html");
        var related = new MimeMultipart("related", html);
        if (picture.isPresent()) {
            related.addBodyPart(picture(picture.get()));
        }
        var rich = new MimeBodyPart();
        rich.setContent(related);
        return new MimeMultipart("alternative", plain, rich);
    }

    private static MimeBodyPart picture(byte[] jpeg) throws MessagingException {
        var picture = new MimeBodyPart();
        picture.setDataHandler(new DataHandler(new ByteArrayDataSource(jpeg, "image/jpeg")));
        picture.setContentID("<" + EmailBody.PICTURE + ">");
        picture.setDisposition(MimeBodyPart.INLINE);
        picture.setFileName("picture.jpg");
        return picture;
    }

    private static String domain(InternetAddress from) {
        var at = from.getAddress().lastIndexOf('@');
        return at < 0 ? "trapline.invalid" : from.getAddress().substring(at + 1);
    }

    private static String messageId(UUID deliveryId, String domain) {
        return "<%s@%s>".formatted(deliveryId, domain);
    }
}
