package trapline.condition;

import java.util.Locale;

/** Whether a label belongs to a group of animals, as far as the label itself says so. */
final class Taxa {
    private Taxa() {}

    /**
     * Label lists write the ranks of a species with semicolons (SpeciesNet: {@code
     * id;class;order;family;genus;species;common}), synonyms with commas, and the Latin name in
     * brackets. A genus is within a Latin name that begins with it.
     */
    static boolean isWithin(String label, String taxon) {
        var wanted = taxon.strip().toLowerCase(Locale.ROOT);
        for (var part : label.toLowerCase(Locale.ROOT).split("[;,()]")) {
            var name = part.strip();
            if (name.equals(wanted) || name.startsWith(wanted + " ")) {
                return true;
            }
        }
        return false;
    }
}
