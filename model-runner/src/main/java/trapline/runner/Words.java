package trapline.runner;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The words of a descriptor: how choices are written there, and which known word a typo is near.
 */
final class Words {
    private static final int MOST_EDITS = 3;

    private Words() {}

    /** A choice as it is written in a descriptor. */
    static String of(Enum<?> choice) {
        try {
            var field = choice.getDeclaringClass().getField(choice.name());
            var written = field.getAnnotation(JsonProperty.class);
            return written == null ? choice.name() : written.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("an enum has a field for each of its values", e);
        }
    }

    /** Every choice of a field as it is written. */
    static List<String> all(Class<? extends Enum<?>> choices) {
        return Arrays.stream(choices.getEnumConstants()).map(Words::of).toList();
    }

    /** The known word that was probably meant. */
    static Optional<String> nearest(String written, List<String> known) {
        var best = Optional.<String>empty();
        var fewest = Math.min(MOST_EDITS, Math.max(1, written.length() / 2)) + 1;
        for (var word : known) {
            var edits = edits(written.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
            if (edits < fewest) {
                fewest = edits;
                best = Optional.of(word);
            }
        }
        return best;
    }

    /** Levenshtein's distance. */
    private static int edits(String a, String b) {
        var before = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var now = new int[b.length() + 1];
            now[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                now[j] = Math.min(Math.min(now[j - 1], before[j]) + 1, before[j - 1] + same);
            }
            before = now;
        }
        return before[b.length()];
    }
}
