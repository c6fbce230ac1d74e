package trapline.api.export;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Latin name, as far as a label says one.
 *
 * @param rank of it, as Camtrap DP writes ranks; empty where the label does not tell
 * @param vernacular the English name beside it
 */
public record ScientificName(String name, Optional<String> rank, Optional<String> vernacular) {
    /** People. */
    public static final ScientificName HUMAN =
            new ScientificName("Homo sapiens", Optional.of("species"), Optional.of("human"));

    /** Latin, with the common name in brackets behind: {@code Canis lupus (wolf)}. */
    private static final Pattern WITH_COMMON =
            Pattern.compile("\\s*([A-Z][a-z]+(?: [a-z-]+){0,2})\\s*\\(([^()]+)\\)\\s*");

    /** Common names and the Latin one behind them: {@code timber wolf, grey wolf, Canis lupus}. */
    private static final Pattern BEHIND_COMMON =
            Pattern.compile(
                    "\\s*([^,]+?)\\s*,(?:.*,)?\\s*"
                            + "([A-Z][a-z]+ [a-z]+(?:us|a|um|is|ns|ax|ex|ix|os|i|ae|or|on))\\s*");

    /** {@code id;class;order;family;genus;species;common}, as SpeciesNet writes. */
    private static final int RANKS = 7;

    private static final Map<String, ScientificName> KNOWN =
            Map.of(
                    "bird", higher("Aves", "class", "bird"),
                    "mammal", higher("Mammalia", "class", "mammal"),
                    "reptile", higher("Reptilia", "class", "reptile"),
                    "amphibian", higher("Amphibia", "class", "amphibian"),
                    "insect", higher("Insecta", "class", "insect"),
                    "human", HUMAN,
                    "person", HUMAN);

    private static final String[] LEVELS = {"class", "order", "family", "genus"};

    /**
     * @return empty where the label has only a common name that is not among the few known here
     */
    public static Optional<ScientificName> of(String label) {
        var ranks = label.split(";", -1);
        if (ranks.length == RANKS) {
            return ofRanks(ranks);
        }
        var matcher = WITH_COMMON.matcher(label);
        if (matcher.matches()) {
            return Optional.of(named(matcher.group(1), Optional.of(matcher.group(2).strip())));
        }
        var behind = BEHIND_COMMON.matcher(label);
        if (behind.matches()) {
            return Optional.of(named(behind.group(2), Optional.of(behind.group(1))));
        }
        var known = KNOWN.get(label.strip().toLowerCase(Locale.ROOT));
        if (known != null) {
            return Optional.of(known);
        }
        // A person who verifies writes the Latin name alone.
        return label.strip()
                        .matches("[A-Z][a-z]+ [a-z]+(us|a|um|is|es|er|ns|ax|ex|ix|os|on|i|ae|e)")
                ? Optional.of(named(label.strip(), Optional.empty()))
                : Optional.empty();
    }

    private static Optional<ScientificName> ofRanks(String[] ranks) {
        var common = Optional.of(ranks[RANKS - 1].strip()).filter(name -> !name.isEmpty());
        var genus = ranks[4].strip();
        var species = ranks[5].strip();
        if (!genus.isEmpty() && !species.isEmpty()) {
            return Optional.of(
                    new ScientificName(
                            capital(genus) + " " + species.toLowerCase(Locale.ROOT),
                            Optional.of("species"),
                            common));
        }
        for (var i = LEVELS.length; i >= 1; i--) {
            if (!ranks[i].isBlank()) {
                return Optional.of(
                        new ScientificName(
                                capital(ranks[i].strip()), Optional.of(LEVELS[i - 1]), common));
            }
        }
        return Optional.empty();
    }

    private static ScientificName named(String latin, Optional<String> vernacular) {
        var words = latin.split(" ").length;
        var rank =
                switch (words) {
                    case 2 -> Optional.of("species");
                    case 3 -> Optional.of("subspecies");
                    default -> Optional.<String>empty();
                };
        return new ScientificName(latin, rank, vernacular);
    }

    private static ScientificName higher(String name, String rank, String vernacular) {
        return new ScientificName(name, Optional.of(rank), Optional.of(vernacular));
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT)
                + word.substring(1).toLowerCase(Locale.ROOT);
    }
}
