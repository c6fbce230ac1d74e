package trapline.routes.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trapline.delivery.AlertText;
import trapline.delivery.ChannelPolicy;
import trapline.delivery.Channels;
import trapline.delivery.DeliveryOutcome;
import trapline.delivery.Dispatch;
import trapline.delivery.EarthRangerChannel;
import trapline.delivery.Masking;
import trapline.delivery.Message;
import trapline.delivery.Uploads;
import trapline.delivery.Vocabulary;
import trapline.stage.PermanentFailure;

/**
 * Makes a report of an alert on an EarthRanger site, adds its picture and shows the camera. Each of
 * these steps finds out by itself whether it was done before, so an attempt that broke off anywhere
 * is repeated without a second report.
 */
public class EarthRangerSink {
    private static final Logger log = LoggerFactory.getLogger(EarthRangerSink.class);

    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration FOREVER = Duration.ofDays(36_500);
    private static final int MOST_PAGES = 5;
    private static final int TOO_LARGE = 413;

    private final Channels channels;
    private final SinkMessages messages;
    private final Uploads uploads;
    private final Vocabulary vocabulary;
    private final EarthRangerApi api;
    private final EarthRangerAnswers answers;
    private final Clock clock;

    public EarthRangerSink(
            Channels channels,
            SinkMessages messages,
            Uploads uploads,
            Vocabulary vocabulary,
            EarthRangerApi api,
            Clock clock) {
        this.channels = channels;
        this.messages = messages;
        this.uploads = uploads;
        this.vocabulary = vocabulary;
        this.api = api;
        this.answers = new EarthRangerAnswers(new Masking());
        this.clock = clock;
    }

    /**
     * @param id the site's; empty: it is there, but could not be found again
     * @param fresh made just now, so nothing was added to it yet
     */
    private record Made(Optional<String> id, boolean fresh) {}

    /**
     * @param body a {@link Message}, or the text of one
     * @param to a name for the site; not asked for a message
     * @throws NotAccepted if the site did not take it
     */
    public DeliveryOutcome send(Object body, String channelId, String to) {
        var channel = channel(channelId);
        var message = messages.of(body, channelId, to);
        var report = new EarthRangerReport(channel, message, text(channel, message));
        try {
            return message.edits().isPresent()
                    ? change(channel, report, message.edits().get())
                    : make(channel, report, message);
        } catch (PartyClient.NotReached | PartyClient.AnswerLost e) {
            throw new NotAccepted(EarthRangerAnswers.unanswered(e));
        }
    }

    private DeliveryOutcome make(
            EarthRangerChannel channel, EarthRangerReport report, Message message)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        var made = made(channel, report);
        if (made.id().isEmpty()) {
            log.atWarn()
                    .addKeyValue("deliveryId", message.id())
                    .addKeyValue("channel", channel.channelId())
                    .log("The report is on the site, but could not be found to add its picture");
            return new DeliveryOutcome.Accepted(report.externalId());
        }
        var id = made.id().get();
        if (message.picture().isPresent()) {
            attach(channel, report, made, message.picture().get());
        }
        showCamera(channel, report);
        if (report.dispatch().filter(dispatch -> !dispatch.withPicture()).isPresent()) {
            sayThatThePictureIsMissing(channel, report, id);
        }
        return new DeliveryOutcome.Accepted(id);
    }

    private Made made(EarthRangerChannel channel, EarthRangerReport report)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        var name = "report " + report.externalId();
        var known = uploads.find(channel.channelId(), name, KEPT);
        if (known.isPresent()) {
            return new Made(known, false);
        }
        var said = api.post(channel, "activity/events", report.json(eventSource(channel)));
        if (said.status() == 409) {
            var found = find(channel, report);
            found.ifPresent(id -> uploads.keep(channel.channelId(), name, id));
            return new Made(found, false);
        }
        var id = said.data().path("id").asText("");
        if (!said.isDone() || !EarthRangerReport.isId(id)) {
            throw refused(channel, report, said);
        }
        uploads.keep(channel.channelId(), name, id);
        return new Made(Optional.of(id), true);
    }

    /** A repeat is answered without the report's id. */
    private Optional<String> find(EarthRangerChannel channel, EarthRangerReport report)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        var since = report.earliest(clock.instant());
        for (var page = 1; page <= MOST_PAGES; page++) {
            var said = api.events(channel, since, page);
            if (!said.isDone()) {
                throw refused(channel, report, said);
            }
            var results = said.data().path("results");
            for (var event : results) {
                var id = event.path("id").asText("");
                if (report.is(event) && EarthRangerReport.isId(id)) {
                    return Optional.of(id);
                }
            }
            if (results.size() < EarthRangerApi.PAGE) {
                break;
            }
        }
        return Optional.empty();
    }

    /**
     * What makes the site take each report once. It is made with the first report; two that make it
     * at the same time agree on the one that is kept.
     */
    private String eventSource(EarthRangerChannel channel)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        var name = "source %s %s".formatted(channel.site(), channel.eventType());
        var known = uploads.find(channel.channelId(), name, FOREVER);
        if (known.isPresent()) {
            return known.get();
        }
        var provider = EarthRangerApi.JSON.createObjectNode().put("display", "Trapline");
        var additional = provider.putObject("additional");
        channel.consoleUrl().ifPresent(url -> additional.put("external_event_url", url.toString()));
        var source =
                EarthRangerApi.JSON
                        .createObjectNode()
                        .put("external_event_type", "camera-alert")
                        .put("display", "Camera alert")
                        .put("event_type", channel.eventType());
        var providerId = create(channel, "activity/eventproviders/", provider);
        var id = create(channel, "activity/eventprovider/" + providerId + "/eventsources", source);
        return uploads.keepFirst(channel.channelId(), name, id);
    }

    private String create(EarthRangerChannel channel, String path, ObjectNode body)
            throws PartyClient.NotReached {
        EarthRangerApi.Said said;
        try {
            said = api.post(channel, path, body);
        } catch (PartyClient.AnswerLost e) {
            // No report was sent yet, so this is no lost message.
            throw new PartyClient.NotReached("did not let Trapline in: " + e.getMessage());
        }
        var id = said.data().path("id").asText("");
        if (!said.isDone() || !EarthRangerReport.isId(id)) {
            throw new NotAccepted(answers.outcome(channel, said, 1));
        }
        return id;
    }

    private void attach(
            EarthRangerChannel channel,
            EarthRangerReport report,
            Made made,
            Message.Picture picture)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        var id = made.id().orElseThrow();
        var fileName = report.externalId().replace(':', '-') + ".jpg";
        if (!made.fresh() && hasFile(channel, report, id, fileName)) {
            return;
        }
        var said = api.attach(channel, id, fileName, picture.jpeg());
        if (said.status() == TOO_LARGE) {
            var smaller = SmallerPicture.of(picture.jpeg());
            if (smaller.isPresent()) {
                said = api.attach(channel, id, fileName, smaller.get());
            }
        }
        if (!said.isDone()) {
            throw refused(channel, report, said);
        }
    }

    private boolean hasFile(
            EarthRangerChannel channel, EarthRangerReport report, String id, String fileName)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        var said = api.get(channel, "activity/event/" + id + "/files/");
        if (!said.isDone()) {
            throw refused(channel, report, said);
        }
        var files = said.data().isArray() ? said.data() : said.data().path("results");
        for (var file : files) {
            if (file.path("filename").asText("").equals(fileName)) {
                return true;
            }
        }
        return false;
    }

    private void sayThatThePictureIsMissing(
            EarthRangerChannel channel, EarthRangerReport report, String id)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        var note =
                EarthRangerApi.JSON
                        .createObjectNode()
                        .put("event", id)
                        .put("text", "The picture is too large for this site; it is in Trapline.");
        var said = api.post(channel, "activity/event/" + id + "/notes", note);
        if (!said.isDone()) {
            throw refused(channel, report, said);
        }
    }

    /** A camera that cannot be shown takes nothing from the report, which is on the site. */
    private void showCamera(EarthRangerChannel channel, EarthRangerReport report)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        var exact =
                report.dispatch()
                        .filter(d -> leaving(channel, d) == ChannelPolicy.Position.EXACT)
                        .isPresent();
        var camera = report.camera(exact);
        if (channel.subjects().isEmpty() || camera.isEmpty()) {
            return;
        }
        var path = "sensors/generic/%s/status".formatted(channel.subjects().get());
        var said = api.post(channel, path, camera.get());
        if (said.isDone() || said.status() == 409) {
            return;
        }
        var outcome = answers.outcome(channel, said, tries(report));
        if (!(outcome instanceof DeliveryOutcome.Refused)) {
            throw new NotAccepted(outcome);
        }
        log.atWarn()
                .addKeyValue("channel", channel.channelId())
                .log("The report is there, the camera is not shown: {}", outcome.reasonOrNull());
    }

    private DeliveryOutcome change(
            EarthRangerChannel channel, EarthRangerReport report, String receipt)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        var state = report.dispatch().flatMap(EarthRangerReport::state);
        if (state.isEmpty()) {
            return new DeliveryOutcome.Accepted(receipt);
        }
        var id = EarthRangerReport.isId(receipt) ? Optional.of(receipt) : find(channel, report);
        if (id.isEmpty()) {
            throw new NotAccepted(
                    new DeliveryOutcome.Refused("The report could not be found on the site."));
        }
        var change = report.change(state.get());
        var said = api.patch(channel, "activity/event/" + id.get(), change);
        if (!said.isDone()) {
            throw refused(channel, report, said);
        }
        return new DeliveryOutcome.Accepted(id.get());
    }

    private NotAccepted refused(
            EarthRangerChannel channel, EarthRangerReport report, EarthRangerApi.Said said) {
        return new NotAccepted(answers.outcome(channel, said, tries(report)));
    }

    private static int tries(EarthRangerReport report) {
        return report.dispatch().map(Dispatch::tries).orElse(1);
    }

    private Optional<AlertText> text(EarthRangerChannel channel, Message message) {
        var policy = channels.policy(channel.channelId());
        return message.dispatch()
                .map(
                        dispatch ->
                                new AlertText(
                                        dispatch,
                                        channel.consoleUrl(),
                                        vocabulary.in(policy.language()),
                                        leaving(channel, dispatch)));
    }

    private ChannelPolicy.Position leaving(EarthRangerChannel channel, Dispatch dispatch) {
        return channels.policy(channel.channelId()).position(dispatch.label());
    }

    private EarthRangerChannel channel(String channelId) {
        return channels.find(channelId)
                .filter(EarthRangerChannel.class::isInstance)
                .map(EarthRangerChannel.class::cast)
                .orElseThrow(
                        () ->
                                new PermanentFailure(
                                        "There is no EarthRanger channel %s."
                                                .formatted(channelId)));
    }
}
