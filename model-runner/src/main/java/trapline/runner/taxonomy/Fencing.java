package trapline.runner.taxonomy;

import java.util.List;

/** Names the best label, or what it belongs to where it does not occur; SpeciesNet's rule. */
record Fencing(Taxonomy taxonomy, Geofence fence, Place place) {
    private static final List<Rank> RANKS =
            List.of(Rank.FAMILY, Rank.ORDER, Rank.CLASS, Rank.KINGDOM);

    /** A sum that is just the best label's own score is enough. */
    private static final double ROUNDING = 1e-10;

    /** What SpeciesNet calls what it cannot name. */
    static final String UNKNOWN = "no cv result";

    /** What it is called, how sure, and by which way. */
    record Named(String label, double score, String source) {}

    /**
     * @param scores best first
     */
    Named best(List<Scored> scores) {
        var top = scores.get(0);
        if (!fence.excludes(top.taxon(), place)) {
            return new Named(top.taxon().shown(), top.score(), Prediction.CLASSIFIER);
        }
        return new RollUp(RANKS, top.score() - ROUNDING)
                .of(scores, taxonomy, fence, place)
                .map(found -> rolledUp(found, "classifier+geofence+"))
                .orElseGet(
                        () -> new Named(UNKNOWN, top.score(), "classifier+geofence+rollup_failed"));
    }

    static Named rolledUp(RollUp.Named found, String by) {
        return new Named(
                found.scored().taxon().shown(), found.scored().score(), by + found.source());
    }
}
