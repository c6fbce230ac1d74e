package trapline.runner.taxonomy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Names what many unsure labels have in common: at each rank in turn the scores of everything that
 * belongs to the same taxon are added, and the first rank at which the best sum is above the
 * threshold is named. This is SpeciesNet's rule, used for any taxonomy.
 *
 * @param ranks tried in this order
 * @param threshold what the sum must be above, 0 to 1
 * @see <a href="https://github.com/google/cameratrapai">SpeciesNet, its ensemble</a>
 */
record RollUp(List<Rank> ranks, double threshold) {

    RollUp {
        ranks = List.copyOf(ranks);
    }

    /** What was named, and at which rank. */
    record Named(Scored scored, Rank rank) {
        String source() {
            return "rollup_to_" + rank.word();
        }
    }

    /** Empty when nothing adds up to enough. Taxa that do not occur at the place are not named. */
    Optional<Named> of(List<Scored> scores, Taxonomy taxonomy, Geofence fence, Place place) {
        return ranks.stream()
                .flatMap(
                        rank ->
                                best(scores, rank, taxonomy, fence, place)
                                        .filter(best -> best.score() > threshold)
                                        .map(best -> new Named(best, rank))
                                        .stream())
                .findFirst();
    }

    private static Optional<Scored> best(
            List<Scored> scores, Rank rank, Taxonomy taxonomy, Geofence fence, Place place) {
        Map<Taxon, Double> sums = new LinkedHashMap<>();
        for (var scored : scores) {
            taxonomy.ancestor(scored.taxon(), rank)
                    .ifPresent(taxon -> sums.merge(taxon, scored.score(), Double::sum));
        }
        return sums.entrySet().stream()
                .filter(sum -> !fence.excludes(sum.getKey(), place))
                .map(sum -> new Scored(sum.getKey(), Math.min(1, sum.getValue())))
                .reduce((first, second) -> second.score() > first.score() ? second : first);
    }
}
