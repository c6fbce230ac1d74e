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
import java.net.URI;
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
import trapline.delivery.People;
import trapline.delivery.SignedLinks;
import trapline.delivery.Vocabulary;
import trapline.stage.PermanentFailure;

/**
 * An alert as a mail: text, and HTML with the picture in it. The Message-ID is made from the
 * delivery, so a mail that is sent twice is one mail (RFC 5322, RFC 2387, RFC 2392).
 */
public class EmailMessage {
    private static final Pattern ONE_MAILBOX =
            Pattern.compile("[^@\\s\\p{Cntrl}<>,;:\"()\\[\\]\\\\]{1,64}@[A-Za-z0-9.-]{1,253}");

    private final Channels channels;
    private final People people;
    private final AlertPicture pictures;
    private final Vocabulary vocabulary;
    private final SignedLinks links;

    public EmailMessage(
            Channels channels,
            People people,
            AlertPicture pictures,
            Vocabulary vocabulary,
            SignedLinks links) {
        this.channels = channels;
        this.people = people;
        this.pictures = pictures;
        this.vocabulary = vocabulary;
        this.links = links;
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

    /** A mail in words of somebody's own. */
    MimeMessage plain(trapline.delivery.Message note, Channel.Email channel) {
        try {
            var message = new MimeMessage(Session.getInstance(new Properties()));
            var from = new InternetAddress(channel.from(), true);
            message.setFrom(from);
            message.setRecipient(Message.RecipientType.TO, recipient(note.recipient()));
            message.setSubject(note.headline(), StandardCharsets.UTF_8.name());
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setText(
                    note.text().replace("\r\n", "\n").replace("\n", "\r\n"),
                    StandardCharsets.UTF_8.name());
            message.saveChanges();
            message.setHeader(
                    "Message-ID", messageId(java.util.UUID.fromString(note.id()), domain(from)));
            return message;
        } catch (MessagingException e) {
            throw new PermanentFailure("The mail could not be written: " + e.getMessage(), e);
        }
    }

    private Set<String> blurred(Channel channel) {
        return channels.policy(channel.channelId()).blurred();
    }

    private MimeMessage write(Dispatch dispatch, Channel.Email channel, Optional<byte[]> picture)
            throws MessagingException {
        var text = text(dispatch, channel);
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
        var answers = answers(dispatch, channel);
        if (answers.isPresent()) {
            // One click of a mail program posts there, without a page between (RFC 8058).
            message.setHeader("List-Unsubscribe", "<%s>".formatted(answers.get().unsubscribe()));
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        message.setContent(content(text, answers, picture));
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

    private AlertText text(Dispatch dispatch, Channel.Email channel) {
        var delivery = dispatch.delivery();
        var policy = channels.policy(channel.channelId());
        var preferred =
                people.of(delivery.channel(), delivery.recipient())
                        .flatMap(People.Person::language);
        return new AlertText(
                dispatch,
                channel.consoleUrl(),
                vocabulary.in(policy.languageFor(preferred)),
                policy.position(dispatch.label()));
    }

    /** Empty when nobody knows where this installation can be reached. */
    private Optional<EmailBody.Answers> answers(Dispatch dispatch, Channel.Email channel) {
        var delivery = dispatch.delivery().deliveryId();
        return channel.consoleUrl()
                .map(
                        url ->
                                new EmailBody.Answers(
                                        answer(url, SignedLinks.Purpose.ACKNOWLEDGE, delivery),
                                        answer(url, SignedLinks.Purpose.UNSUBSCRIBE, delivery)));
    }

    private URI answer(URI console, SignedLinks.Purpose purpose, UUID delivery) {
        return URI.create(
                "%s/answers/%s"
                        .formatted(
                                console.toString().replaceAll("/+$", ""),
                                links.code(purpose, delivery)));
    }

    private static String plain(AlertText text, Optional<EmailBody.Answers> answers) {
        return text.plain()
                + answers.map(
                                to ->
                                        "\n%s: %s\n%s: %s\n"
                                                .formatted(
                                                        text.words().phrase("acknowledge"),
                                                        to.acknowledge(),
                                                        text.words().phrase("unsubscribe"),
                                                        to.unsubscribe()))
                        .orElse("");
    }

    private static MimeMultipart content(
            AlertText text, Optional<EmailBody.Answers> answers, Optional<byte[]> picture)
            throws MessagingException {
        var plain = new MimeBodyPart();
        plain.setText(plain(text, answers).replace("\n", "\r\n"), StandardCharsets.UTF_8.name());
        var html = new MimeBodyPart();
        html.setText(
                EmailBody.html(text, answers, picture.isPresent()),
                StandardCharsets.UTF_8.name(),
                "html");
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
