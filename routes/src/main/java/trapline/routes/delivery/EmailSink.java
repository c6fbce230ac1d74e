package trapline.routes.delivery;

import jakarta.mail.internet.MimeMessage;
import java.util.Locale;
import trapline.delivery.Channel;
import trapline.delivery.Channels;
import trapline.delivery.Dispatch;
import trapline.project.OwnAddresses;
import trapline.stage.PermanentFailure;

/**
 * What the sink for mail needs besides Camel's own component: the mail, and the server's address.
 */
public class EmailSink {
    private static final String SERVER =
            "%s://%s:%d?connectionTimeout=%4$d&mail.smtp.timeout=%4$d&mail.smtp.writetimeout=%4$d"
                    + "&mail.smtps.timeout=%4$d&mail.smtps.writetimeout=%4$d"
                    + "&mail.smtp.starttls.enable=%5$s&mail.smtp.starttls.required=%5$s"
                    + "&mail.smtp.ssl.checkserveridentity=true"
                    + "&mail.smtps.ssl.checkserveridentity=true%6$s";

    private final Channels channels;
    private final SinkMessages messages;
    private final EmailMessage emailMessage;
    private final OwnAddresses own;

    public EmailSink(
            Channels channels, SinkMessages messages, EmailMessage emailMessage, OwnAddresses own) {
        this.channels = channels;
        this.messages = messages;
        this.emailMessage = emailMessage;
        this.own = own;
    }

    /**
     * @param body a {@link Dispatch}, or the text of a mail
     * @param to whom a text is for; not asked for a dispatch, which knows
     */
    public MimeMessage write(Object body, String channelId, String to) {
        return body instanceof Dispatch dispatch
                ? emailMessage.write(dispatch)
                : emailMessage.plain(messages.of(body, channelId, to), channel(channelId));
    }

    /**
     * The endpoint of a channel's mail server; user and password are in a bean, never in it.
     *
     * @throws PermanentFailure if its name leads to an address that is for a machine's own use
     */
    public String server(String channelId) {
        var channel = channel(channelId);
        if (own.leadsTo(channel.host())) {
            throw new PermanentFailure(
                    "The name of the mail server leads to an address that is for a machine's own"
                            + " use.");
        }
        return SERVER.formatted(
                channel.security() == Channel.Security.TLS ? "smtps" : "smtp",
                channel.host(),
                channel.port(),
                channel.timeout().toMillis(),
                String.valueOf(channel.security() == Channel.Security.STARTTLS)
                        .toLowerCase(Locale.ROOT),
                channel.username().isPresent() ? "&authenticator=#bean:" + login(channelId) : "");
    }

    /** The bean that knows user and password of a channel. */
    public static String login(String channelId) {
        return "login-" + channelId;
    }

    private Channel.Email channel(String channelId) {
        return channels.find(channelId)
                .filter(Channel.Email.class::isInstance)
                .map(Channel.Email.class::cast)
                .orElseThrow(
                        () ->
                                new PermanentFailure(
                                        "There is no e-mail channel %s any more."
                                                .formatted(channelId)));
    }
}
