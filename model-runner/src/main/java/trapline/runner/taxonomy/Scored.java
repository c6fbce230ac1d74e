package trapline.runner.taxonomy;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A label with its score, 0 to 1. */
record Scored(Taxon taxon, double score) {

    /** The first label with the highest score. */
    static Scored best(List<Taxon> labels, float[] scores) {
        return sorted(labels, scores).get(0);
    }

    /** Best first; labels of equal score keep their order. */
    static List<Scored> sorted(List<Taxon> labels, float[] scores) {
        if (labels.size() != scores.length) {
            throw new IllegalArgumentException(
                    "%d labels do not fit %d scores".formatted(labels.size(), scores.length));
        }
        return IntStream.range(0, scores.length)
                .mapToObj(i -> new Scored(labels.get(i), Math.max(0, Math.min(1, scores[i]))))
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .toList();
    }
}
