package trapline.runner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Greedy non-maximum suppression within each category. */
final class Suppression {
    /** At most so many boxes are reported for a picture. */
    private static final int MOST = 100;

    private final Map<Integer, String> categories;
    private final double mostOverlap;

    Suppression(ModelDescriptor descriptor) {
        this.categories = descriptor.categories();
        this.mostOverlap = descriptor.suppressionOverlap();
    }

    /**
     * Of boxes of one category that overlap, the surest is kept; of equally sure ones, the one that
     * the network named first.
     *
     * @return surest first
     */
    List<Candidate> suppress(List<Candidate> candidates) {
        var sorted = new ArrayList<>(candidates);
        sorted.sort(Comparator.comparing(Candidate::confidence).reversed());
        var kept = new ArrayList<Candidate>();
        for (var candidate : sorted) {
            if (kept.size() == MOST) {
                break;
            }
            if (!repeats(candidate, kept)) {
                kept.add(candidate);
            }
        }
        return kept;
    }

    private boolean repeats(Candidate candidate, List<Candidate> kept) {
        for (var other : kept) {
            if (category(other).equals(category(candidate))
                    && other.overlap(candidate) > mostOverlap) {
                return true;
            }
        }
        return false;
    }

    private String category(Candidate candidate) {
        return categories.get(candidate.classIndex());
    }
}
