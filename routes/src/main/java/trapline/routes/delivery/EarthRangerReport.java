package trapline.routes.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import trapline.delivery.AlertText;
import trapline.delivery.Dispatch;
import trapline.delivery.EarthRangerChannel;
import trapline.delivery.Message;

/** A message as an EarthRanger report, and how it is known again among others. */
final class EarthRangerReport {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    /** EarthRanger's green, amber and red. */
    private static final int GREEN = 100;

    private static final int AMBER = 200;
    private static final int RED = 300;

    private final EarthRangerChannel channel;
    private final Message message;
    private final Optional<AlertText> text;

    /**
     * @param text what of the alert may be told; empty for a message of an admin's own route
     */
    EarthRangerReport(EarthRangerChannel channel, Message message, Optional<AlertText> text) {
        this.channel = channel;
        this.message = message;
        this.text = text;
    }

    Optional<Dispatch> dispatch() {
        return message.dispatch();
    }

    String title() {
        return text.map(AlertText::headline).orElse(message.headline());
    }

    /** The same at every try, so the site takes it once. */
    String externalId() {
        return "trapline:" + message.id();
    }

    ObjectNode json(String eventSource) {
        var event = EarthRangerApi.JSON.createObjectNode();
        event.put("event_type", channel.eventType());
        event.put("eventsource", eventSource).put("external_event_id", externalId());
        event.put("title", title()).put("state", "new");
        event.putArray("notes").addObject().put("text", note());
        dispatch().ifPresent(dispatch -> facts(event, dispatch));
        return event;
    }

    private void facts(ObjectNode event, Dispatch dispatch) {
        event.put("time", time(dispatch));
        event.put(
                "priority",
                switch (dispatch.details().severity()) {
                    case CRITICAL -> RED;
                    case WARNING -> AMBER;
                    case INFO -> GREEN;
                });
        text.flatMap(AlertText::latitude)
                .ifPresent(
                        latitude ->
                                text.flatMap(AlertText::longitude)
                                        .ifPresent(
                                                longitude ->
                                                        event.putObject("location")
                                                                .put("latitude", latitude)
                                                                .put("longitude", longitude)));
        details(event.putObject("event_details"), dispatch, channel.eventType(), text);
    }

    /** The report as the alert stands now: who takes care of it changes what it says, too. */
    ObjectNode change(String state) {
        var change = EarthRangerApi.JSON.createObjectNode().put("state", state);
        change.put("title", title());
        dispatch()
                .ifPresent(
                        dispatch ->
                                details(
                                        change.putObject("event_details"),
                                        dispatch,
                                        channel.eventType(),
                                        text));
        return change;
    }

    /** The site drops keys that the type's schema does not have. */
    static void details(
            ObjectNode details, Dispatch dispatch, String eventType, Optional<AlertText> text) {
        if (eventType.equals(EarthRangerChannel.BUILT_IN_TYPE)) {
            details.put("cameratraprep_camera-name", dispatch.cameraName());
            return;
        }
        details.put("species", dispatch.label()).put("count", dispatch.count());
        details.put("confidence", dispatch.confidence()).put("camera", dispatch.cameraName());
        details.put("rule", dispatch.ruleId());
        text.flatMap(AlertText::more).ifPresent(link -> details.put("link", link.toString()));
    }

    /** The alert in words, with the number it is known by. */
    String note() {
        return message.text() + "\n" + externalId();
    }

    static String time(Dispatch dispatch) {
        return TIME.format(dispatch.capturedAt().atZone(dispatch.zone()));
    }

    /** Whether a report of the site is this one. */
    boolean is(JsonNode event) {
        for (var note : event.path("notes")) {
            if (note.path("text").asText("").contains(externalId())) {
                return true;
            }
        }
        return event.path("external_event_id").asText("").equals(externalId());
    }

    /** When the site can have got it at the earliest, by any clock that is not an hour off. */
    Instant earliest(Instant now) {
        return dispatch().map(Dispatch::raisedAt).orElse(now).minusSeconds(3600);
    }

    /**
     * One observation of the camera, as a fixed thing on the map; empty: where it is may not leave.
     */
    Optional<ObjectNode> camera(boolean exact) {
        if (!exact || dispatch().isEmpty()) {
            return Optional.empty();
        }
        var dispatch = dispatch().get();
        if (dispatch.latitude().isEmpty() || dispatch.longitude().isEmpty()) {
            return Optional.empty();
        }
        var subject = EarthRangerApi.JSON.createObjectNode();
        // Here the keys are short; in a report they are whole words.
        subject.putObject("location")
                .put("lat", dispatch.latitude().get())
                .put("lon", dispatch.longitude().get());
        subject.put("recorded_at", time(dispatch));
        subject.put("manufacturer_id", dispatch.course().project() + ":" + dispatch.cameraName());
        subject.put("subject_name", dispatch.cameraName());
        subject.put("subject_subtype", "camera_trap").put("source_type", "trap");
        return Optional.of(subject);
    }

    /**
     * What a change of the event makes of the report: someone takes care of it, or it is over. An
     * event that ends by the clock is not resolved, and one that only grows is left alone: any
     * change would make a new report an active one.
     */
    static Optional<String> state(Dispatch dispatch) {
        var details = dispatch.details();
        if (details.eventState().equals("closed")
                && (details.acknowledgedBy().isPresent() || details.summary().isEmpty())) {
            return Optional.of("resolved");
        }
        return details.acknowledgedBy().map(who -> "active");
    }

    static boolean isId(String receipt) {
        return receipt.matches("[A-Za-z0-9-]{1,64}");
    }
}
