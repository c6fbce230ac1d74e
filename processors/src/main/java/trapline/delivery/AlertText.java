package trapline.delivery;

import java.net.URI;
import java.text.BreakIterator;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An alert in words, the same on every channel. Names that people, cameras and models gave are
 * taken as they are, less what could not be seen or would break a line.
 */
public class AlertText {
    /** Longer subjects are cut by phones, and some servers count it as spam. */
    static final int LONGEST_SUBJECT = 70;

    private static final int LONGEST_NAME = 120;

    /** Control characters, line separators, and marks that turn the direction of reading. */
    private static final Pattern UNSEEN =
            Pattern.compile(
                    "[\\p{Cc}\\s\\u2028\\u2029\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]+");

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final Dispatch dispatch;
    private final Optional<URI> consoleUrl;

    public AlertText(Dispatch dispatch, Optional<URI> consoleUrl) {
        this.dispatch = dispatch;
        this.consoleUrl = consoleUrl;
    }

    /** One fact with its name. */
    public record Fact(String name, String value) {}

    /** What, how many and where: {@code 2 x Mule deer at North Gate}. */
    public String headline() {
        if (dispatch.details().headline().isPresent()) {
            return clean(dispatch.details().headline().get());
        }
        var count = dispatch.count() > 1 ? dispatch.count() + " × " : "";
        return "%s%s at %s".formatted(count, what(), place());
    }

    /** The headline with the camera's time, on one line, at most 70 characters, time kept. */
    public String subject() {
        var time = ", " + CLOCK.format(dispatch.capturedAt().atZone(dispatch.zone()));
        return cut(headline(), LONGEST_SUBJECT - time.length()) + time;
    }

    /** What is on the picture, for who cannot see it. */
    public String pictureText() {
        return subject();
    }

    /** The species or kind, without the synonyms that label lists carry. */
    public String what() {
        var name = clean(dispatch.label()).split(",", 2)[0].strip();
        if (name.isEmpty()) {
            return "Something";
        }
        var first = name.offsetByCodePoints(0, 1);
        return name.substring(0, first).toUpperCase(Locale.ROOT) + name.substring(first);
    }

    /** The site, else the camera. */
    public String place() {
        return dispatch.siteName()
                .map(AlertText::clean)
                .filter(name -> !name.isEmpty())
                .orElseGet(this::camera);
    }

    public String camera() {
        return clean(dispatch.cameraName());
    }

    /** The facts of the alert, most important first. */
    public List<Fact> facts() {
        var facts = new ArrayList<Fact>();
        if (dispatch.details().headline().isPresent()) {
            dispatch.details().facts().stream()
                    .map(fact -> new Fact(clean(fact.name()), clean(fact.value())))
                    .forEach(facts::add);
            facts.add(new Fact("Time", time()));
            facts.add(new Fact("Rule", clean(dispatch.ruleId())));
            return facts;
        }
        facts.add(
                new Fact(
                        "What",
                        "%d × %s, confidence %s"
                                .formatted(
                                        dispatch.count(),
                                        clean(dispatch.label()),
                                        confidence(dispatch.confidence()))));
        dispatch.siteName().map(AlertText::clean).ifPresent(s -> facts.add(new Fact("Site", s)));
        facts.add(new Fact("Camera", camera()));
        facts.add(new Fact("Time", time()));
        position().ifPresent(position -> facts.add(new Fact("Position", position)));
        if (!dispatch.seen().isEmpty()) {
            facts.add(new Fact("Seen", seen()));
        }
        facts.add(new Fact("Rule", clean(dispatch.ruleId())));
        return facts;
    }

    /** When the camera says it was, on its own clock. */
    public String time() {
        var at = dispatch.capturedAt().atZone(dispatch.zone());
        var offset = at.getOffset().getTotalSeconds() == 0 ? "UTC" : "UTC" + at.getOffset().getId();
        var zone = dispatch.zone() instanceof ZoneOffset ? offset : dispatch.zone() + ", " + offset;
        return "%s (%s)".formatted(DAY_AND_TIME.format(at), zone);
    }

    /** Latitude and longitude in degrees, five decimals: about a metre. */
    public Optional<String> position() {
        return dispatch.latitude()
                .flatMap(
                        latitude ->
                                dispatch.longitude()
                                        .map(longitude -> degrees(latitude, longitude, ", ")));
    }

    /** A map with a marker at the position. */
    public Optional<URI> map() {
        return dispatch.latitude()
                .flatMap(
                        latitude ->
                                dispatch.longitude()
                                        .map(
                                                longitude ->
                                                        URI.create(
                                                                "https://www.openstreetmap.org/?mlat=%s&mlon=%s#map=15/%s"
                                                                        .formatted(
                                                                                degrees(latitude),
                                                                                degrees(longitude),
                                                                                degrees(
                                                                                        latitude,
                                                                                        longitude,
                                                                                        "/")))));
    }

    /** The event in the console. */
    public Optional<URI> more() {
        return consoleUrl.map(
                url ->
                        URI.create(
                                "%s/events/%s"
                                        .formatted(
                                                url.toString().replaceAll("/+$", ""),
                                                dispatch.eventId())));
    }

    /** The whole alert as plain text, complete on its own; lines end with a line feed. */
    public String plain() {
        var lines = new ArrayList<String>();
        lines.add(headline());
        lines.add("");
        facts().forEach(fact -> lines.add("%-9s %s".formatted(fact.name() + ":", fact.value())));
        map().ifPresent(url -> lines.add("%-9s %s".formatted("Map:", url)));
        more().ifPresent(url -> lines.add("%-9s %s".formatted("More:", url)));
        lines.add("");
        lines.add(whySent());
        return String.join("\n", lines) + "\n";
    }

    /** Why somebody gets this, and the number to ask about. */
    public String whySent() {
        return "Sent by Trapline, because the rule %s names you. Delivery %s."
                .formatted(clean(dispatch.ruleId()), dispatch.delivery().deliveryId());
    }

    private String seen() {
        return dispatch.seen().stream()
                .limit(10)
                .map(
                        box ->
                                "%s %s"
                                        .formatted(
                                                box.label()
                                                        .map(AlertText::clean)
                                                        .orElse(clean(box.category())),
                                                confidence(box.confidence())))
                .collect(Collectors.joining("; "));
    }

    /** On one line, without what cannot be seen, and not endless. */
    static String clean(String name) {
        return cut(UNSEEN.matcher(name).replaceAll(" ").strip(), LONGEST_NAME);
    }

    /** Cut between characters as a reader counts them, so that no letter or emoji is torn. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        var end =
                characters.isBoundary(longest - 1)
                        ? longest - 1
                        : characters.preceding(longest - 1);
        return text.substring(0, Math.max(end, 0)).strip() + "…";
    }

    private static String confidence(double confidence) {
        return String.format(Locale.ROOT, "%.2f", confidence);
    }

    private static String degrees(double latitude, double longitude, String between) {
        return degrees(latitude) + between + degrees(longitude);
    }

    private static String degrees(double degrees) {
        return String.format(Locale.ROOT, "%.5f", degrees);
    }
}
