package trapline.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import trapline.stage.PermanentFailure;

/**
 * The texts of messages, one Mustache template for each kind of channel. A template of the admin
 * takes the place of the one that travels with Trapline. What is filled in is made harmless for the
 * channel; a template sees names and texts, no objects of the program.
 */
public class AlertTemplates {
    /** The kinds that have a template. */
    public static final List<String> KINDS =
            List.of("telegram", "signal", "whatsapp", "cap", "push", "plain");

    private static final String WEBHOOK = "webhook-";
    private static final Pattern BODY = Pattern.compile(WEBHOOK + "[a-z0-9-]{1,40}");
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Inside the quotes of a JSON text. */
    private static final Mustache.Escaper JSON_TEXT =
            text -> new String(JsonStringEncoder.getInstance().quoteAsString(text));

    private static final Mustache.Escaper TELEGRAM =
            Escapers.simple(new String[][] {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}});

    /** In styled text these signs mean something; a backslash takes that away. */
    private static final Mustache.Escaper SIGNAL =
            Escapers.simple(
                    new String[][] {{"*", "\\*"}, {"~", "\\~"}, {"`", "\\`"}, {"||", "\\||"}});

    private final Map<String, Template> built = new HashMap<>();
    private volatile Map<String, Template> own = Map.of();

    public AlertTemplates() {
        KINDS.forEach(kind -> built.put(kind, compile(kind, shipped(kind))));
    }

    /**
     * Replaces the admin's templates.
     *
     * @param texts by {@code KIND} or {@code KIND.LANGUAGE}
     * @throws IllegalArgumentException with the line of what cannot be understood
     */
    public void replace(Map<String, String> texts) {
        var compiled = new HashMap<String, Template>();
        texts.forEach((name, text) -> compiled.put(name, compile(name, text)));
        own = Map.copyOf(compiled);
    }

    /**
     * Says what is wrong with a template; empty: nothing.
     *
     * @param name {@code KIND} or {@code KIND.LANGUAGE}
     */
    public static Optional<String> mistake(String name, String text) {
        try {
            compile(name, text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    /**
     * What a webhook posts, by a template of the admin; texts are made harmless inside quotes.
     *
     * @param name as in {@code webhook-NAME}
     * @throws PermanentFailure if there is no such template, or it makes something else than JSON
     */
    public String renderBody(String name, Map<String, Object> model) {
        var template = own.get(WEBHOOK + name);
        if (template == null) {
            throw new PermanentFailure(
                    "There is no template message-templates/%s%s.mustache. Add it, then redrive."
                            .formatted(WEBHOOK, name));
        }
        try {
            var body = template.execute(model).strip();
            JSON.readTree(body);
            return body;
        } catch (MustacheException | JsonProcessingException e) {
            throw new PermanentFailure(
                    "The template %s%s does not make JSON. Correct it, then redrive."
                            .formatted(WEBHOOK, name),
                    e);
        }
    }

    /** Whether a name is that of a template of what a webhook posts. */
    public static boolean isBody(String name) {
        return BODY.matcher(name).matches();
    }

    /** The text for one kind of channel, without blanks at its ends. */
    public String render(String kind, String language, Map<String, Object> model) {
        var templates = own;
        var template =
                Optional.ofNullable(templates.get(kind + "." + language))
                        .or(() -> Optional.ofNullable(templates.get(kind)))
                        .orElse(built.get(kind));
        try {
            return template.execute(model).strip();
        } catch (MustacheException e) {
            throw new PermanentFailure(
                    "The template %s cannot be filled in: %s".formatted(kind, e.getMessage()), e);
        }
    }

    private static Template compile(String name, String text) {
        var kind = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        if (!KINDS.contains(kind) && !isBody(name)) {
            throw new IllegalArgumentException(
                    "There is no kind %s; there are %s.".formatted(kind, KINDS));
        }
        try {
            return Mustache.compiler()
                    .withEscaper(escaper(kind))
                    .withCollector(new OnlyMaps())
                    .defaultValue("")
                    .emptyStringIsFalse(true)
                    .compile(text);
        } catch (MustacheException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Mustache.Escaper escaper(String kind) {
        return switch (kind) {
            case "telegram" -> TELEGRAM;
            case "signal" -> SIGNAL;
            default -> isBody(kind) ? JSON_TEXT : Escapers.NONE;
        };
    }

    private static String shipped(String kind) {
        try (var file =
                AlertTemplates.class.getResourceAsStream("templates/%s.mustache".formatted(kind))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The template cannot be read: " + kind, e);
        }
    }

    /** A template that reaches for a method or a field finds nothing. */
    private static final class OnlyMaps extends DefaultCollector {
        @Override
        public Mustache.VariableFetcher createFetcher(Object context, String name) {
            return context instanceof Map<?, ?> || name.equals(".")
                    ? super.createFetcher(context, name)
                    : (c, n) -> com.samskivert.mustache.Template.NO_FETCHER_FOUND;
        }
    }
}
