package trapline.routes.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import trapline.delivery.AlertText;
import trapline.delivery.CapChannel;
import trapline.delivery.CapDocument;
import trapline.delivery.ChannelPolicy;
import trapline.delivery.Dispatch;
import trapline.delivery.Message;
import trapline.delivery.SpokenAlerts;
import trapline.event.EventKind;
import trapline.event.Severity;

/** Says an alert in the words of CAP. */
final class CapInfos {
    /** What CAP advises for headlines. */
    private static final int LONGEST_HEADLINE = 160;

    /** A camera sees less far; receivers draw nothing smaller. */
    private static final String RADIUS_KM = "0.5";

    /** Half of the tenth of a degree to which positions are rounded. */
    private static final double HALF_CELL = 0.05;

    private static final double LIKELY = 0.8;
    private static final double POSSIBLE = 0.5;
    private static final Set<String> PEOPLE = Set.of("person", "human", "vehicle");

    private final SpokenAlerts spoken;

    CapInfos(SpokenAlerts spoken) {
        this.spoken = spoken;
    }

    /**
     * The picture that documents of one alert show.
     *
     * @param uri where it can be fetched; empty: nowhere
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Shown(byte[] jpeg, Optional<String> uri, boolean inside) {}

    /** An alert in each language of the channel. */
    List<CapInfo> of(
            CapChannel channel,
            Dispatch dispatch,
            CapDocument.Type type,
            Instant sent,
            ChannelPolicy.Position leaving,
            Optional<Shown> shown) {
        return channel.languages().stream()
                .map(
                        language ->
                                info(
                                        channel,
                                        spoken.speak(dispatch, language),
                                        dispatch,
                                        type,
                                        sent,
                                        leaving,
                                        shown))
                .toList();
    }

    /** Somebody's own words, about which CAP has nothing to say. */
    static CapInfo of(CapChannel channel, Message message, Instant sent) {
        return new CapInfo(
                channel.languages().get(0),
                "Other",
                AlertText.cut(message.headline(), LONGEST_HEADLINE),
                "None",
                "Unknown",
                "Unknown",
                "Unknown",
                Optional.empty(),
                utc(sent),
                utc(sent.plus(channel.expires())),
                AlertText.cut(message.headline(), LONGEST_HEADLINE),
                message.text(),
                channel.consoleUrl().map(Object::toString),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static CapInfo info(
            CapChannel channel,
            SpokenAlerts.Spoken spoken,
            Dispatch dispatch,
            CapDocument.Type type,
            Instant sent,
            ChannelPolicy.Position leaving,
            Optional<Shown> shown) {
        var text = spoken.text();
        var category = category(dispatch);
        return new CapInfo(
                text.words().language(),
                category,
                AlertText.cut(event(dispatch, text), LONGEST_HEADLINE),
                response(category, type),
                urgency(dispatch, type),
                severity(dispatch),
                certainty(dispatch),
                Optional.of(CapXml.time(dispatch.capturedAt().atZone(dispatch.zone()))),
                utc(sent),
                utc(sent.plus(channel.expires())),
                AlertText.cut(text.headline(), LONGEST_HEADLINE),
                spoken.whole(),
                text.more().map(Object::toString),
                codes(dispatch),
                parameters(dispatch),
                shown.map(picture -> resource(picture, text)),
                Optional.of(area(text, leaving)));
    }

    private static String utc(Instant time) {
        return CapXml.time(time.atZone(ZoneOffset.UTC));
    }

    private static boolean isSighting(Dispatch dispatch) {
        return dispatch.details().headline().isEmpty();
    }

    private static String event(Dispatch dispatch, AlertText text) {
        return isSighting(dispatch) ? text.what() : text.headline();
    }

    private static String category(Dispatch dispatch) {
        var kind = dispatch.details().kind();
        if (kind == EventKind.THEFT) {
            return "Security";
        }
        if (kind == EventKind.CAMERA || kind == EventKind.SYSTEM) {
            return "Infra";
        }
        if (kind == EventKind.DIGEST) {
            return "Other";
        }
        if (isOfPeople(dispatch)) {
            return "Security";
        }
        return dispatch.details().severity() == Severity.CRITICAL ? "Safety" : "Env";
    }

    private static boolean isOfPeople(Dispatch dispatch) {
        if (PEOPLE.contains(dispatch.label().toLowerCase(Locale.ROOT))) {
            return true;
        }
        return !dispatch.seen().isEmpty()
                && dispatch.seen().stream().allMatch(seen -> PEOPLE.contains(seen.category()));
    }

    private static String response(String category, CapDocument.Type type) {
        if (type == CapDocument.Type.CANCEL) {
            return "AllClear";
        }
        return switch (category) {
            case "Safety" -> "Avoid";
            case "Security", "Infra" -> "Assess";
            default -> "Monitor";
        };
    }

    private static String urgency(Dispatch dispatch, CapDocument.Type type) {
        if (type == CapDocument.Type.CANCEL) {
            return "Past";
        }
        return dispatch.details().severity() == Severity.CRITICAL ? "Immediate" : "Expected";
    }

    private static String severity(Dispatch dispatch) {
        return switch (dispatch.details().severity()) {
            case CRITICAL -> "Severe";
            case WARNING -> "Moderate";
            case INFO -> "Minor";
        };
    }

    /** What the clock or a report of a camera says was observed; a model only thinks so. */
    private static String certainty(Dispatch dispatch) {
        if (!isSighting(dispatch)) {
            return "Observed";
        }
        if (dispatch.confidence() >= LIKELY) {
            return "Likely";
        }
        return dispatch.confidence() >= POSSIBLE ? "Possible" : "Unlikely";
    }

    private static List<CapInfo.Named> codes(Dispatch dispatch) {
        return isSighting(dispatch)
                ? List.of(new CapInfo.Named("trapline:label", dispatch.label()))
                : List.of(new CapInfo.Named("trapline:kind", dispatch.details().kind().id()));
    }

    private static List<CapInfo.Named> parameters(Dispatch dispatch) {
        var parameters = new ArrayList<CapInfo.Named>();
        if (isSighting(dispatch)) {
            parameters.add(
                    new CapInfo.Named(
                            "confidence",
                            String.format(Locale.ROOT, "%.2f", dispatch.confidence())));
            parameters.add(new CapInfo.Named("count", String.valueOf(dispatch.count())));
            parameters.add(new CapInfo.Named("camera", dispatch.cameraName()));
        }
        parameters.add(
                new CapInfo.Named("captures", String.valueOf(dispatch.details().captures())));
        parameters.add(new CapInfo.Named("rule", dispatch.ruleId()));
        return parameters;
    }

    private static CapInfo.Resource resource(Shown shown, AlertText text) {
        return new CapInfo.Resource(
                text.pictureText(),
                shown.jpeg().length,
                shown.uri(),
                shown.inside()
                        ? Optional.of(
                                new String(
                                        Base64.getEncoder().encode(shown.jpeg()),
                                        StandardCharsets.US_ASCII))
                        : Optional.empty(),
                sha1(shown.jpeg()));
    }

    /** A rounded position stands for all of its cell, so that is drawn, and no point in it. */
    private static CapInfo.Area area(AlertText text, ChannelPolicy.Position leaving) {
        var latitude = text.latitude();
        var longitude = text.longitude();
        if (latitude.isEmpty() || longitude.isEmpty()) {
            return new CapInfo.Area(text.place(), Optional.empty(), Optional.empty());
        }
        return leaving == ChannelPolicy.Position.ROUNDED
                ? new CapInfo.Area(
                        text.place(),
                        Optional.of(cell(latitude.get(), longitude.get())),
                        Optional.empty())
                : new CapInfo.Area(
                        text.place(),
                        Optional.empty(),
                        Optional.of(pair(latitude.get(), longitude.get()) + " " + RADIUS_KM));
    }

    private static String cell(double latitude, double longitude) {
        var south = Math.max(-90, latitude - HALF_CELL);
        var north = Math.min(90, latitude + HALF_CELL);
        var west = Math.max(-180, longitude - HALF_CELL);
        var east = Math.min(180, longitude + HALF_CELL);
        return String.join(
                " ",
                pair(south, west),
                pair(south, east),
                pair(north, east),
                pair(north, west),
                pair(south, west));
    }

    /** Latitude first, unlike GeoJSON; five decimals are about a metre. */
    private static String pair(double latitude, double longitude) {
        return String.format(Locale.ROOT, "%.5f,%.5f", latitude, longitude);
    }

    private static String sha1(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
