package trapline.routes.delivery;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import trapline.delivery.CapChannel;
import trapline.delivery.CapDocument;
import trapline.delivery.CapDocuments;
import trapline.delivery.ChannelPolicy;
import trapline.delivery.Channels;
import trapline.delivery.DeliveryOutcome;
import trapline.delivery.Dispatch;
import trapline.delivery.Masking;
import trapline.delivery.Message;
import trapline.delivery.SpokenAlerts;
import trapline.delivery.TestStep;
import trapline.project.Projects;
import trapline.stage.PermanentFailure;

/**
 * Publishes an alert by CAP: the alert first, an update when it has grown, a cancel when its event
 * is over. A document is kept before it goes anywhere and goes again as it was, so a receiver knows
 * a repeat by its identifier. Only when it has the one before does it get the next.
 */
public class CapSink {
    /** One to be sent again, and one that says what has happened since. */
    private static final int MOST_AT_ONCE = 2;

    private final Channels channels;
    private final SinkMessages messages;
    private final CapDocuments documents;
    private final CapInfos infos;
    private final CapReceiver receiver;
    private final Projects projects;
    private final Clock clock;
    private final CapXml xml = new CapXml();

    public CapSink(
            Channels channels,
            SinkMessages messages,
            CapDocuments documents,
            SpokenAlerts spoken,
            PartyClient client,
            Projects projects,
            Clock clock) {
        this.channels = channels;
        this.messages = messages;
        this.documents = documents;
        this.infos = new CapInfos(spoken);
        this.receiver = new CapReceiver(client, new Masking());
        this.projects = projects;
        this.clock = clock;
    }

    /**
     * @param body a {@link Message}, or the text of one
     * @param to the project in whose feed a text appears; not asked for a message
     * @throws NotAccepted if the receiver did not take it
     */
    public DeliveryOutcome send(Object body, String channelId, String to) {
        var channel = channel(channelId);
        var message = messages.of(body, channelId, to);
        var id = UUID.fromString(message.id());
        var current = pending(channel, message, id);
        for (var made = 0; made < MOST_AT_ONCE; made++) {
            if (current.isPresent()) {
                hand(channel, current.get());
            }
            var published = documents.of(channelId, id);
            if (!published.isEmpty() && last(published).version() >= version(message)) {
                return new DeliveryOutcome.Accepted(last(published).identifier());
            }
            current = Optional.of(publish(channel, message, id, published));
        }
        hand(channel, current.orElseThrow());
        return new DeliveryOutcome.Accepted(current.orElseThrow().identifier());
    }

    /** A document that the receiver may not have. One that it will never take is given up. */
    private Optional<CapDocument> pending(CapChannel channel, Message message, UUID id) {
        var pending =
                documents.of(channel.channelId(), id).stream()
                        .filter(d -> !d.settled())
                        .findFirst();
        var isTooLarge = message.dispatch().filter(dispatch -> !dispatch.withPicture()).isPresent();
        if (pending.isPresent() && isTooLarge && CapReceiver.isLarge(pending.get())) {
            documents.withdraw(pending.get().identifier());
            return Optional.empty();
        }
        return pending;
    }

    private void hand(CapChannel channel, CapDocument document) {
        if (document.settled()) {
            return;
        }
        try {
            receiver.post(channel, document);
        } catch (NotAccepted e) {
            if (e.outcome() instanceof DeliveryOutcome.Refused
                    && document.type() != CapDocument.Type.ALERT) {
                documents.settle(document.identifier());
            }
            throw e;
        }
        documents.settle(document.identifier());
    }

    private CapDocument publish(
            CapChannel channel, Message message, UUID id, List<CapDocument> published) {
        var number = documents.nextNumber(channel.channelId(), id);
        var identifier = "trapline.%s.%d".formatted(id, number);
        var type = type(message, published);
        var sentAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var picture = shown(channel, message, published, identifier);
        var parts =
                message.dispatch()
                        .map(d -> infos.of(channel, d, type, sentAt, leaving(channel, d), picture))
                        .orElseGet(() -> List.of(CapInfos.of(channel, message, sentAt)));
        var sent = CapXml.time(sentAt.atZone(ZoneOffset.UTC));
        var text =
                xml.write(
                        channel, head(channel, message, identifier, type, sent, published), parts);
        var document =
                new CapDocument(
                        identifier,
                        channel.channelId(),
                        project(message),
                        id,
                        number,
                        type,
                        version(message),
                        new CapDocument.Sent(channel.header().sender(), sent, sentAt),
                        sentAt.plus(channel.expires()),
                        summary(status(channel, message), parts.get(0)),
                        text,
                        channel.receiver().isEmpty(),
                        false);
        documents.publish(document, message.picture().map(Message.Picture::jpeg));
        return documents.of(channel.channelId(), id).stream()
                .filter(kept -> kept.number() == number)
                .findFirst()
                .orElse(document);
    }

    /** An event that goes on after its cancel is told anew. */
    private static CapDocument.Type type(Message message, List<CapDocument> published) {
        var isOver =
                message.dispatch()
                        .filter(dispatch -> dispatch.details().eventState().equals("closed"))
                        .isPresent();
        if (published.isEmpty() || last(published).type() == CapDocument.Type.CANCEL) {
            return CapDocument.Type.ALERT;
        }
        return isOver ? CapDocument.Type.CANCEL : CapDocument.Type.UPDATE;
    }

    /** A message to try the channel is never meant for real. */
    private static CapChannel.Status status(CapChannel channel, Message message) {
        return message.dispatch().filter(d -> d.ruleId().equals(TestStep.RULE)).isPresent()
                ? CapChannel.Status.TEST
                : channel.header().status();
    }

    private CapXml.Head head(
            CapChannel channel,
            Message message,
            String identifier,
            CapDocument.Type type,
            String sent,
            List<CapDocument> published) {
        var dispatch = message.dispatch();
        return new CapXml.Head(
                identifier,
                status(channel, message),
                type,
                sent,
                dispatch.map(Dispatch::cameraName),
                type == CapDocument.Type.CANCEL
                        ? Optional.of("The event is over.")
                        : Optional.empty(),
                type == CapDocument.Type.ALERT
                        ? List.of()
                        : published.stream().map(CapDocument::reference).toList(),
                dispatch.map(d -> d.eventId().toString()));
    }

    /** Later documents show the picture of the first: what they do not repeat, they take away. */
    private Optional<CapInfos.Shown> shown(
            CapChannel channel, Message message, List<CapDocument> published, String identifier) {
        var isLarge = message.dispatch().filter(dispatch -> !dispatch.withPicture()).isPresent();
        var inside = channel.pictures() == CapChannel.Pictures.INSIDE;
        if (channel.pictures() == CapChannel.Pictures.NONE || (inside && isLarge)) {
            return Optional.empty();
        }
        if (message.picture().isPresent()) {
            var jpeg = message.picture().get().jpeg();
            return Optional.of(new CapInfos.Shown(jpeg, uri(channel, identifier), inside));
        }
        return published.stream()
                .filter(CapDocument::hasPicture)
                .reduce((before, after) -> after)
                .flatMap(
                        with ->
                                documents
                                        .picture(with.identifier())
                                        .map(
                                                jpeg ->
                                                        new CapInfos.Shown(
                                                                jpeg,
                                                                uri(channel, with.identifier()),
                                                                inside)));
    }

    private static Optional<String> uri(CapChannel channel, String identifier) {
        return channel.consoleUrl()
                .map(
                        url ->
                                "%s/api/cap/%s/%s.jpg"
                                        .formatted(
                                                url.toString().replaceAll("/+$", ""),
                                                channel.channelId(),
                                                identifier));
    }

    private ChannelPolicy.Position leaving(CapChannel channel, Dispatch dispatch) {
        return channels.policy(channel.channelId()).position(dispatch.label());
    }

    private static CapDocument.Summary summary(CapChannel.Status status, CapInfo info) {
        return new CapDocument.Summary(
                status.word(),
                CapXml.legal(info.headline()),
                CapXml.legal(info.event()),
                info.urgency(),
                info.severity(),
                info.certainty(),
                CapXml.legal(info.area().map(CapInfo.Area::description).orElse("")));
    }

    private UUID project(Message message) {
        return message.dispatch()
                .map(dispatch -> dispatch.delivery().projectId())
                .orElseGet(
                        () ->
                                projects.find(message.recipient())
                                        .orElseThrow(
                                                () ->
                                                        new PermanentFailure(
                                                                "There is no project %s. Set 'to'."
                                                                        .formatted(
                                                                                message
                                                                                        .recipient())))
                                        .projectId());
    }

    private static int version(Message message) {
        return message.dispatch().map(dispatch -> dispatch.details().version()).orElse(1);
    }

    private static CapDocument last(List<CapDocument> published) {
        return published.get(published.size() - 1);
    }

    private CapChannel channel(String channelId) {
        return channels.find(channelId)
                .filter(CapChannel.class::isInstance)
                .map(CapChannel.class::cast)
                .orElseThrow(
                        () ->
                                new PermanentFailure(
                                        "There is no CAP channel %s.".formatted(channelId)));
    }
}
