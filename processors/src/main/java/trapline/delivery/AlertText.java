package trapline.delivery;

import java.net.URI;
import java.text.BreakIterator;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    private final Words words;
    private final ChannelPolicy.Position leaving;

    /** In English, with the position as it is. */
    public AlertText(Dispatch dispatch, Optional<URI> consoleUrl) {
        this(dispatch, consoleUrl, Words.english(), ChannelPolicy.Position.EXACT);
    }

    /**
     * @param leaving what of the position may be told
     */
    public AlertText(
            Dispatch dispatch,
            Optional<URI> consoleUrl,
            Words words,
            ChannelPolicy.Position leaving) {
        this.dispatch = dispatch;
        this.consoleUrl = consoleUrl;
        this.words = words;
        this.leaving = leaving;
    }

    public Words words() {
        return words;
    }

    /** One fact with its name. */
    public record Fact(String name, String value) {}

    /** What, how many and where: {@code 2 x Mule deer at North Gate}. */
    public String headline() {
        if (dispatch.details().headline().isPresent()) {
            return clean(dispatch.details().headline().get());
        }
        var times = dispatch.count() > 1 ? dispatch.count() + " × " : "";
        return words.of("headline", Map.of("times", times, "what", what(), "place", place()));
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
            return words.phrase("something");
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
            dispatch.details()
                    .facts()
                    .forEach(fact -> facts.add(new Fact(clean(fact.name()), clean(fact.value()))));
            add(facts, "time", time());
            add(facts, "rule", clean(dispatch.ruleId()));
            return facts;
        }
        add(
                facts,
                "what",
                words.of(
                        "sure",
                        Map.of(
                                "count",
                                dispatch.count(),
                                "label",
                                clean(dispatch.label()),
                                "confidence",
                                confidence(dispatch.confidence()))));
        dispatch.siteName().map(AlertText::clean).ifPresent(site -> add(facts, "site", site));
        add(facts, "camera", camera());
        add(facts, "time", time());
        position().ifPresent(position -> add(facts, "position", position));
        if (!dispatch.seen().isEmpty()) {
            add(facts, "seen", seen());
        }
        add(facts, "rule", clean(dispatch.ruleId()));
        return facts;
    }

    private void add(List<Fact> facts, String key, String value) {
        facts.add(new Fact(words.phrase(key), value));
    }

    /** That an earlier try may have arrived too; empty: none has. */
    public Optional<String> repeated() {
        return dispatch.course().repeat() && dispatch.course().edits().isEmpty()
                ? Optional.of(words.phrase("repeat"))
                : Optional.empty();
    }

    /** What became of it: seen to, grown, or over; empty: nothing yet. */
    public Optional<String> progress() {
        var details = dispatch.details();
        var lines = new ArrayList<String>();
        if (details.eventState().equals("closed")) {
            lines.add(words.of("over", Map.of("captures", details.captures())));
        } else if (details.captures() > 1) {
            lines.add(words.of("grown", Map.of("captures", details.captures())));
        }
        details.acknowledgedBy()
                .ifPresent(who -> lines.add(words.of("acknowledged", Map.of("who", clean(who)))));
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
    }

    /** What the event came to, in its last message; empty in all others. */
    public Optional<String> ending() {
        return dispatch.course().ending() ? progress() : Optional.empty();
    }

    /** When the camera says it was, on its own clock. */
    public String time() {
        var at = dispatch.capturedAt().atZone(dispatch.zone());
        var offset = at.getOffset().getTotalSeconds() == 0 ? "UTC" : "UTC" + at.getOffset().getId();
        var zone = dispatch.zone() instanceof ZoneOffset ? offset : dispatch.zone() + ", " + offset;
        return "%s (%s)".formatted(DAY_AND_TIME.format(at), zone);
    }

    /**
     * Latitude and longitude in degrees, five decimals, which is about a metre; or one, when no
     * more may be told.
     */
    public Optional<String> position() {
        return latitude()
                .flatMap(
                        latitude ->
                                longitude().map(longitude -> degrees(latitude, longitude, ", ")));
    }

    /** A map with a marker at the position. */
    public Optional<URI> map() {
        return latitude()
                .flatMap(
                        latitude ->
                                longitude()
                                        .map(
                                                longitude ->
                                                        URI.create(
                                                                "https://www.openstreetmap.org/?mlat=%s&mlon=%s#map=%d/%s"
                                                                        .formatted(
                                                                                degrees(latitude),
                                                                                degrees(longitude),
                                                                                zoom(),
                                                                                degrees(
                                                                                        latitude,
                                                                                        longitude,
                                                                                        "/")))));
    }

    /** In degrees, as far as it may be told. */
    public Optional<Double> latitude() {
        return dispatch.latitude().flatMap(this::leaving);
    }

    /** In degrees, as far as it may be told. */
    public Optional<Double> longitude() {
        return dispatch.longitude().flatMap(this::leaving);
    }

    private Optional<Double> leaving(double degrees) {
        return switch (leaving) {
            case EXACT -> Optional.of(degrees);
            case ROUNDED -> Optional.of(Math.round(degrees * 10) / 10.0);
            case WITHHELD -> Optional.empty();
        };
    }

    private int zoom() {
        return leaving == ChannelPolicy.Position.EXACT ? 15 : 9;
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
        ending().ifPresent(lines::add);
        lines.add("");
        facts().forEach(fact -> lines.add("%-9s %s".formatted(fact.name() + ":", fact.value())));
        map().ifPresent(url -> lines.add("%-9s %s".formatted(words.phrase("map") + ":", url)));
        more().ifPresent(url -> lines.add("%-9s %s".formatted(words.phrase("more") + ":", url)));
        lines.add("");
        lines.add(whySent());
        return String.join("\n", lines) + "\n";
    }

    /** Why somebody gets this, and the number to ask about. */
    public String whySent() {
        return words.of(
                "why",
                Map.of(
                        "rule",
                        clean(dispatch.ruleId()),
                        "delivery",
                        dispatch.delivery().deliveryId()));
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
    public static String cut(String text, int longest) {
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

    private String degrees(double latitude, double longitude, String between) {
        return degrees(latitude) + between + degrees(longitude);
    }

    private String degrees(double degrees) {
        var format = leaving == ChannelPolicy.Position.EXACT ? "%.5f" : "%.1f";
        return String.format(Locale.ROOT, format, degrees);
    }
}
