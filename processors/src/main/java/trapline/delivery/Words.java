package trapline.delivery;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The words of messages in one language. */
public final class Words {
    /** The language that every message can fall back on. */
    public static final String ENGLISH_CODE = "en";

    /** The languages that there are words in, ISO 639-1. */
    public static final List<String> LANGUAGES =
            List.of(ENGLISH_CODE, "nl", "fr", "es", "de", "sw", "pt");

    private final String language;
    private final Map<String, String> phrases;

    private Words(String language, Map<String, String> phrases) {
        this.language = language;
        this.phrases = Map.copyOf(phrases);
    }

    public static Words english() {
        return of(ENGLISH_CODE);
    }

    /**
     * @throws IllegalArgumentException if there are none in this language
     */
    public static Words of(String language) {
        if (!LANGUAGES.contains(language)) {
            throw new IllegalArgumentException("there are no words in the language " + language);
        }
        var properties = new Properties();
        try (var file = Words.class.getResourceAsStream("words/%s.properties".formatted(language));
                var reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("The words cannot be read: " + language, e);
        }
        var phrases = new HashMap<String, String>();
        properties.forEach((key, phrase) -> phrases.put((String) key, (String) phrase));
        return new Words(language, phrases);
    }

    public String language() {
        return language;
    }

    /** All phrases by key, with their blanks not filled in. */
    public Map<String, String> phrases() {
        return phrases;
    }

    /**
     * @throws IllegalArgumentException if there is no such phrase
     */
    public String of(String key, Map<String, ?> values) {
        return Mustache.compiler().withEscaper(Escapers.NONE).compile(phrase(key)).execute(values);
    }

    /** A phrase without blanks. */
    public String phrase(String key) {
        var phrase = phrases.get(key);
        if (phrase == null) {
            throw new IllegalArgumentException("there is no phrase " + key);
        }
        return phrase;
    }
}
