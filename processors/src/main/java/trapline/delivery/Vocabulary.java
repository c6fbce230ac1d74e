package trapline.delivery;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The words of all languages, read once. */
public final class Vocabulary {
    private final Map<String, Words> byLanguage =
            Words.LANGUAGES.stream()
                    .collect(Collectors.toUnmodifiableMap(Function.identity(), Words::of));

    /** Those of a language, else the English ones. */
    public Words in(String language) {
        return byLanguage.getOrDefault(language, byLanguage.get(Words.ENGLISH_CODE));
    }
}
