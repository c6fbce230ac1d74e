package trapline.routes.delivery;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import trapline.delivery.Channels;
import trapline.delivery.DeliveryOutcome;
import trapline.delivery.Dispatch;
import trapline.delivery.Masking;
import trapline.stage.PermanentFailure;

/** What a mail server's answer means (RFC 5321 section 4.2, RFC 1870, RFC 4954). */
public class SmtpAnswers {
    private static final Duration LATER = Duration.ofMinutes(1);
    private static final int TOO_LARGE = 552;
    private static final Set<Integer> LOGIN_REFUSED = Set.of(530, 534, 535, 538);

    private static final Pattern BEFORE_MESSAGE = Pattern.compile("(?i)(MAIL|RCPT|DATA)\\b");

    private final Channels channels;
    private final Masking masking;

    public SmtpAnswers(Channels channels, Masking masking) {
        this.channels = channels;
        this.masking = masking;
    }

    /** The server has taken the mail. */
    public DeliveryOutcome accepted(String messageId) {
        return new DeliveryOutcome.Accepted(messageId == null ? "" : messageId);
    }

    /** The server refused, or did not answer. */
    public DeliveryOutcome failed(Dispatch dispatch, Throwable failure) {
        var said = root(failure);
        var reason =
                channels.find(dispatch.delivery().channel())
                        .map(channel -> masking.mask(said, channel))
                        .orElse("");
        return code(failure)
                .map(code -> answered(code, reason, failure))
                .orElseGet(() -> unanswered(failure, reason));
    }

    private static DeliveryOutcome answered(int code, String reason, Throwable failure) {
        if (LOGIN_REFUSED.contains(code)) {
            return barred(reason);
        }
        if (code == TOO_LARGE) {
            // For a recipient it means a full mailbox, which may be emptied.
            return find(failure, SMTPAddressFailedException.class).isPresent()
                    ? new DeliveryOutcome.Deferred(reason, LATER)
                    : new DeliveryOutcome.TooLarge(reason);
        }
        return code >= 500
                ? new DeliveryOutcome.Refused(reason)
                : new DeliveryOutcome.Deferred(reason, Duration.ZERO);
    }

    private static DeliveryOutcome unanswered(Throwable failure, String reason) {
        if (find(failure, PermanentFailure.class).isPresent()) {
            return new DeliveryOutcome.Refused(reason);
        }
        if (find(failure, AuthenticationFailedException.class).isPresent()) {
            return barred(reason);
        }
        if (find(failure, MailConnectException.class).isPresent()) {
            return new DeliveryOutcome.Deferred(
                    "The mail server cannot be reached: " + reason, Duration.ZERO);
        }
        if (find(failure, CertificateException.class).isPresent()) {
            return new DeliveryOutcome.Deferred(
                    "The mail server's certificate is not trusted, or is for another name: "
                            + reason,
                    LATER);
        }
        if (find(failure, SSLException.class).isPresent() || reason.contains("STARTTLS")) {
            return new DeliveryOutcome.Deferred(
                    "The mail server does not offer the TLS that the channel asks for: " + reason,
                    LATER);
        }
        if (isBeforeMessage(failure)) {
            return new DeliveryOutcome.Deferred(
                    "The mail server cannot be used now: " + reason, Duration.ZERO);
        }
        if (find(failure, IOException.class).isPresent()
                || find(failure, MessagingException.class).isPresent()) {
            // Nobody knows whether the mail arrived; the repeat has the same Message-ID.
            return new DeliveryOutcome.Unknown("The mail server did not answer: " + reason);
        }
        return new DeliveryOutcome.Deferred("The mail could not be sent: " + reason, LATER);
    }

    /**
     * Whether it failed while the connection was made, or with a command before the message: then
     * the server has not got it, which is more than a lost answer says.
     */
    private static boolean isBeforeMessage(Throwable failure) {
        for (var cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof SMTPSendFailedException send
                    && send.getCommand() != null
                    && BEFORE_MESSAGE.matcher(send.getCommand()).lookingAt()) {
                return true;
            }
            // Jakarta Mail has no exception of its own for it.
            for (var frame : cause.getStackTrace()) {
                if (frame.getClassName().equals("jakarta.mail.Service")
                        && frame.getMethodName().equals("connect")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static DeliveryOutcome barred(String reason) {
        return new DeliveryOutcome.Barred(
                "The mail server does not accept user and password: " + reason);
    }

    private static Optional<Integer> code(Throwable failure) {
        for (var cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof SMTPAddressFailedException address) {
                return Optional.of(address.getReturnCode());
            }
            if (cause instanceof SMTPSenderFailedException sender) {
                return Optional.of(sender.getReturnCode());
            }
            if (cause instanceof SMTPSendFailedException send && send.getReturnCode() > 0) {
                return Optional.of(send.getReturnCode());
            }
        }
        return Optional.empty();
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> kind) {
        for (var cause = failure; cause != null; cause = next(cause)) {
            if (kind.isInstance(cause)) {
                return Optional.of(kind.cast(cause));
            }
        }
        return Optional.empty();
    }

    /** Mail exceptions chain in their own way. */
    private static Throwable next(Throwable failure) {
        if (failure instanceof MessagingException mail && mail.getNextException() != null) {
            return mail.getNextException();
        }
        return failure.getCause() == failure ? null : failure.getCause();
    }

    private static String root(Throwable failure) {
        var last = failure;
        for (var cause = failure; cause != null; cause = next(cause)) {
            last = cause;
        }
        return last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
    }
}
