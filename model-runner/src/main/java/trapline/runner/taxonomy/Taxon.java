package trapline.runner.taxonomy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One label and its place in the taxonomy. Ranks that are not known are empty.
 *
 * @param label as the label file writes it; what tells it from all others
 * @param shown as people read it
 * @param ranks class, order, family, genus and species, in lower case
 * @param common the name people use, or empty
 */
public record Taxon(String label, String shown, List<String> ranks, String common) {
    private static final int RANKS = 5;

    public Taxon {
        ranks = ranks.stream().map(rank -> rank.strip().toLowerCase(Locale.ROOT)).toList();
        if (ranks.size() != RANKS) {
            throw new IllegalArgumentException("a taxon has five ranks, not " + ranks);
        }
    }

    /** A label that is nothing in the taxonomy, such as a plain one. */
    public static Taxon plain(String label) {
        return new Taxon(label, label, List.of("", "", "", "", ""), label);
    }

    /** Whether it has a place among the animals. */
    public boolean isPlaced() {
        return !ranks.get(0).isEmpty() || !ranks.get(4).isEmpty() || !ranks.get(3).isEmpty();
    }

    /** {@code class;order;family;genus;species}, as geofences name it. */
    public String key() {
        return String.join(";", ranks);
    }

    /** The Latin names of all it belongs to, in lower case; of a species with its genus. */
    public List<String> lineage() {
        var names = new ArrayList<>(ranks.subList(0, RANKS - 1));
        if (!ranks.get(RANKS - 1).isEmpty()) {
            names.add((ranks.get(RANKS - 2) + " " + ranks.get(RANKS - 1)).strip());
        }
        return names.stream().filter(name -> !name.isEmpty()).toList();
    }

    /**
     * The key of what it belongs to at a rank.
     *
     * @return empty when that rank is not known of it
     */
    Optional<String> key(Rank rank) {
        if (rank == Rank.KINGDOM) {
            return isPlaced() ? Optional.of(";;;;") : Optional.empty();
        }
        var kept = rank.known();
        if (ranks.get(kept - 1).isEmpty()) {
            return Optional.empty();
        }
        var parts = String.join(";", ranks.subList(0, kept));
        return Optional.of(parts + ";".repeat(RANKS - kept));
    }
}
