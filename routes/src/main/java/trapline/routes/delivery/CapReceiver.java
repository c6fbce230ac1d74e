package trapline.routes.delivery;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import trapline.delivery.AlertText;
import trapline.delivery.CapChannel;
import trapline.delivery.CapDocument;
import trapline.delivery.DeliveryOutcome;
import trapline.delivery.DeliveryOutcome.Concerns;
import trapline.delivery.Masking;

/** Posts documents to the receiver of a channel, and knows what its answers mean. */
class CapReceiver {
    private static final Set<Integer> LATER = Set.of(408, 421, 423, 425, 429);
    private static final int HAS_IT = 409;
    private static final int LONGEST_WORDS = 300;

    private final PartyClient client;
    private final Masking masking;

    CapReceiver(PartyClient client, Masking masking) {
        this.client = client;
        this.masking = masking;
    }

    /** Whether a document could be made smaller. */
    static boolean isLarge(CapDocument document) {
        return document.xml().contains("<derefUri>");
    }

    /**
     * @throws NotAccepted if the receiver does not have it, or may not have it
     */
    void post(CapChannel channel, CapDocument document) {
        var to = channel.receiver();
        if (to.isEmpty()) {
            return;
        }
        var request =
                HttpRequest.newBuilder(to.get().url())
                        .header("Content-Type", "application/cap+xml; charset=UTF-8")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        document.xml(), StandardCharsets.UTF_8));
        to.get().token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        try {
            judge(channel, document, client.call(request, channel.timeout()));
        } catch (PartyClient.NotReached e) {
            throw new NotAccepted(
                    new DeliveryOutcome.Deferred(
                            "The receiver %s.".formatted(e.getMessage()),
                            Duration.ZERO,
                            Concerns.CHANNEL));
        } catch (PartyClient.AnswerLost e) {
            throw new NotAccepted(
                    new DeliveryOutcome.Unknown(
                            "The receiver did not say whether it has the document: %s."
                                    .formatted(e.getMessage())));
        }
    }

    /** A document that it has already is as good as taken: only this one has its identifier. */
    private void judge(CapChannel channel, CapDocument document, PartyClient.Answer answer) {
        var status = answer.status();
        if ((status >= 200 && status < 300) || status == HAS_IT) {
            return;
        }
        var said =
                "The receiver answered %d: %s"
                        .formatted(
                                status,
                                AlertText.cut(
                                        masking.mask(answer.body(), channel).strip(),
                                        LONGEST_WORDS));
        if (status == 401 || status == 403) {
            throw new NotAccepted(new DeliveryOutcome.Barred(said));
        }
        if (status == 413 && isLarge(document)) {
            throw new NotAccepted(new DeliveryOutcome.TooLarge(said));
        }
        if (status >= 500 || LATER.contains(status)) {
            throw new NotAccepted(
                    new DeliveryOutcome.Deferred(said, answer.retryAfter(), Concerns.CHANNEL));
        }
        if (status >= 300 && status < 400) {
            throw new NotAccepted(
                    new DeliveryOutcome.Refused(
                            said
                                    + " Redirects are not followed: enter the new address in"
                                    + " channels.yaml."));
        }
        throw new NotAccepted(new DeliveryOutcome.Refused(said));
    }
}
