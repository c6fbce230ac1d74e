package trapline.runner.taxonomy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The labels of a classifier in the order of its scores, and what they belong to.
 *
 * @param labels one for each score
 * @param byKey every taxon that may be named, by {@link Taxon#key}; the finest label's first one
 *     counts
 * @param open whether a genus, family, order or class may be named that no label stands for
 */
public record Taxonomy(List<Taxon> labels, Map<String, Taxon> byKey, boolean open) {
    private static final String NAMED_BY_NONE = ";;;;";

    public Taxonomy {
        labels = List.copyOf(labels);
        byKey = Map.copyOf(byKey);
    }

    /**
     * @param labels in the order of the scores
     * @param more taxa that have no score of their own, but may be named when scores are rolled up
     * @param open whether taxa may be named that stand in neither
     */
    public static Taxonomy of(List<Taxon> labels, List<Taxon> more, boolean open) {
        var byKey = new HashMap<String, Taxon>();
        var all = new ArrayList<>(labels);
        all.addAll(more);
        for (var taxon : all) {
            if (taxon.isPlaced()) {
                byKey.putIfAbsent(taxon.key(), taxon);
            } else if (taxon.common().equalsIgnoreCase("animal")) {
                byKey.put(NAMED_BY_NONE, taxon);
            }
        }
        return new Taxonomy(labels, byKey, open);
    }

    /** What each name belongs to, by the name as people read it. */
    Map<String, List<String>> lineages() {
        var lineages = new HashMap<String, List<String>>();
        Stream.concat(labels.stream(), byKey.values().stream())
                .filter(taxon -> !taxon.lineage().isEmpty())
                .forEach(taxon -> lineages.putIfAbsent(taxon.shown(), taxon.lineage()));
        return lineages;
    }

    /**
     * What a taxon belongs to at a rank; itself, if that is its rank.
     *
     * @return empty when it belongs to nothing there, or to nothing that may be named
     */
    public Optional<Taxon> ancestor(Taxon taxon, Rank rank) {
        if (rank == Rank.KINGDOM && taxon.equals(byKey.get(NAMED_BY_NONE))) {
            return Optional.of(taxon);
        }
        return taxon.key(rank)
                .flatMap(
                        key ->
                                Optional.ofNullable(byKey.get(key))
                                        .or(
                                                () ->
                                                        open
                                                                ? Optional.of(made(key))
                                                                : Optional.empty()));
    }

    /** A taxon that no label stands for, called by its finest rank's Latin name. */
    private static Taxon made(String key) {
        var ranks = List.of(key.split(";", -1));
        var finest = ranks.stream().filter(rank -> !rank.isEmpty()).reduce((a, b) -> b);
        var shown =
                finest.map(
                                name ->
                                        name.substring(0, 1).toUpperCase(Locale.ROOT)
                                                + name.substring(1))
                        .orElse("Animalia");
        return new Taxon(shown, shown, ranks, "");
    }
}
