package trapline.app.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant. */
final class Nearest {
    private static final int LONGEST = 60;

    private Nearest() {}

    /** The known word that is only a slip away; empty when none is. */
    static Optional<String> to(String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        var allowed = Math.max(1, Math.min(3, word.length() / 3));
        return known.stream()
                .filter(other -> !other.equals(word) && other.length() <= LONGEST)
                .filter(other -> slips(word, other) <= allowed)
                .min(
                        Comparator.<String>comparingInt(other -> slips(word, other))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** A question to put behind a message, with its blank; empty when nothing comes near. */
    static String question(String word, Collection<String> known) {
        return to(word, known).map(" Did you mean '%s'?"::formatted).orElse("");
    }

    /** Letters added, left out, changed or swapped with their neighbour; case does not matter. */
    private static int slips(String one, String other) {
        var a = one.toLowerCase(Locale.ROOT);
        var b = other.toLowerCase(Locale.ROOT);
        var cost = new int[a.length() + 1][b.length() + 1];
        for (var i = 0; i <= a.length(); i++) {
            for (var j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                var same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] =
                        Math.min(
                                cost[i - 1][j - 1] + same,
                                Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
