package trapline.runner.taxonomy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The labels that occur at all. The scores of the others are shared out among them, so that they
 * add up to what they added up to before, as far as they can.
 *
 * @param names labels, common names, or taxa of any rank, in lower case
 */
record AllowList(Set<String> names) {

    static AllowList of(List<String> written) {
        return new AllowList(
                written.stream()
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * The allowed labels with shares of 1, best first; labels that are no animals always are
     * allowed. All of them as they were, when nothing allowed has any score.
     */
    List<Scored> apply(List<Scored> scores) {
        if (names.isEmpty()) {
            return scores;
        }
        var kept = scores.stream().filter(scored -> allows(scored.taxon())).toList();
        var sum = kept.stream().mapToDouble(Scored::score).sum();
        return sum <= 0
                ? scores
                : kept.stream().map(one -> new Scored(one.taxon(), one.score() / sum)).toList();
    }

    private boolean allows(Taxon taxon) {
        var binomial = (taxon.ranks().get(3) + " " + taxon.ranks().get(4)).strip();
        var isNoAnimal =
                Set.of("blank", "empty", "human", "person", "vehicle")
                        .contains(taxon.common().toLowerCase(Locale.ROOT));
        return isNoAnimal
                || names.contains(taxon.label().toLowerCase(Locale.ROOT))
                || names.contains(taxon.shown().toLowerCase(Locale.ROOT))
                || names.contains(taxon.common().toLowerCase(Locale.ROOT))
                || names.contains(binomial)
                || taxon.ranks().subList(0, 4).stream()
                        .anyMatch(rank -> !rank.isEmpty() && names.contains(rank));
    }

    /** The written names that mean no label of this taxonomy: typing mistakes. */
    List<String> unknown(Taxonomy taxonomy) {
        return names.stream()
                .filter(
                        name ->
                                taxonomy.labels().stream()
                                        .noneMatch(new AllowList(Set.of(name))::means))
                .sorted()
                .toList();
    }

    private boolean means(Taxon taxon) {
        return allows(taxon);
    }
}
