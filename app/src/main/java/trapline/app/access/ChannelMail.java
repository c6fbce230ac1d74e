package trapline.app.access;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import trapline.api.access.AccountMail;
import trapline.delivery.AlertText;
import trapline.delivery.Channel;
import trapline.delivery.Channels;
import trapline.delivery.Message;
import trapline.project.Identifiers;
import trapline.routes.delivery.EmailSink;
import trapline.stage.PermanentFailure;

/**
 * Sends mail about accounts through the first channel for mail, by its id, that knows the console's
 * address. In the background, so that nobody learns from the time it takes whether there is an
 * account.
 */
class ChannelMail implements AccountMail, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(ChannelMail.class);
    private static final int WAITING = 200;
    private static final int LONGEST_SUBJECT = 120;

    private final Channels channels;
    private final EmailSink mails;
    private final ProducerTemplate routes;
    private final Identifiers identifiers;
    private final ThreadPoolExecutor sender =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(WAITING),
                    work -> {
                        var thread = new Thread(work, "account-mail");
                        thread.setDaemon(true);
                        return thread;
                    });

    ChannelMail(
            Channels channels, EmailSink mails, ProducerTemplate routes, Identifiers identifiers) {
        this.channels = channels;
        this.mails = mails;
        this.routes = routes;
        this.identifiers = identifiers;
    }

    @Override
    public Optional<URI> console() {
        return channel().flatMap(Channel.Email::consoleUrl);
    }

    @Override
    public void send(String to, String subject, String text) {
        var channel = channel();
        if (channel.isEmpty()) {
            log.warn("A mail about an account was not sent: no channel for mail knows consoleUrl");
            return;
        }
        try {
            sender.execute(() -> sendNow(message(channel.get().channelId(), to, subject, text)));
        } catch (RejectedExecutionException e) {
            log.warn("A mail about an account was not sent: {} wait already", WAITING);
        }
    }

    private Message message(String channelId, String to, String subject, String text) {
        return new Message(
                identifiers.next().toString(),
                channelId,
                to,
                // Names of projects stand in it, and a header is one line.
                AlertText.cut(
                        subject.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " "), LONGEST_SUBJECT),
                text,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private void sendNow(Message message) {
        var channelId = message.channelId();
        try {
            routes.sendBody(
                    mails.server(channelId), mails.write(message, channelId, message.recipient()));
            log.atInfo().addKeyValue("channel", channelId).log("A mail about an account was sent");
        } catch (CamelExecutionException | PermanentFailure e) {
            log.atWarn()
                    .addKeyValue("channel", channelId)
                    .log("A mail about an account was not sent: {}", e.getMessage());
        }
    }

    private Optional<Channel.Email> channel() {
        return channels.current().stream()
                .filter(Channel.Email.class::isInstance)
                .map(Channel.Email.class::cast)
                .filter(email -> email.consoleUrl().isPresent())
                .min(Comparator.comparing(Channel.Email::channelId));
    }

    @Override
    public void destroy() {
        sender.shutdown();
    }
}
