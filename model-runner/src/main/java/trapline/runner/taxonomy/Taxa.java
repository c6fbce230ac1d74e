package trapline.runner.taxonomy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Reads taxa from the columns of a label file, and from SpeciesNet's taxonomy. */
final class Taxa {
    private static final List<String> RANKS =
            List.of("class", "order", "family", "genus", "species");
    private static final int PARTS = 7;

    private Taxa() {}

    /**
     * @param label the line as it is written
     * @param shown as people read it
     * @param fields by column; none for a plain label
     */
    static Taxon of(String label, String shown, Map<String, String> fields) {
        var ranks =
                new ArrayList<>(RANKS.stream().map(rank -> fields.getOrDefault(rank, "")).toList());
        var words = ranks.get(4).strip().split("\\s+");
        if (words.length > 1) {
            // A species written with its genus.
            if (ranks.get(3).isBlank()) {
                ranks.set(3, words[0]);
            }
            ranks.set(4, String.join(" ", List.of(words).subList(1, words.length)));
        }
        return new Taxon(
                label, shown, ranks, fields.getOrDefault("common", fields.isEmpty() ? label : ""));
    }

    /**
     * Lines of {@code uuid;class;order;family;genus;species;common}.
     *
     * @throws IllegalArgumentException if a line has not seven parts; the message says which
     */
    static List<Taxon> lines(List<String> lines) {
        var taxa = new ArrayList<Taxon>();
        for (var i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            var parts = List.of(lines.get(i).split(";", -1));
            if (parts.size() != PARTS) {
                throw new IllegalArgumentException(
                        "line %d has %d parts; expected are the seven of uuid;class;order;family;genus;species;common."
                                .formatted(i + 1, parts.size()));
            }
            taxa.add(new Taxon(lines.get(i), shown(parts), parts.subList(1, 6), parts.get(6)));
        }
        return taxa;
    }

    private static String shown(List<String> parts) {
        var scientific =
                Stream.of(
                                (parts.get(4) + " " + parts.get(5)).strip(),
                                parts.get(3),
                                parts.get(2),
                                parts.get(1))
                        .filter(name -> !name.isBlank())
                        .findFirst()
                        .map(
                                name ->
                                        name.substring(0, 1).toUpperCase(Locale.ROOT)
                                                + name.substring(1))
                        .orElse("");
        var common = parts.get(6);
        if (scientific.isEmpty() || common.isEmpty() || scientific.equalsIgnoreCase(common)) {
            return scientific.isEmpty() ? common : scientific;
        }
        return "%s (%s)".formatted(scientific, common);
    }
}
