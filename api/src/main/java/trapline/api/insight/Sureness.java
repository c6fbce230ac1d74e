package trapline.api.insight;

import java.util.Arrays;

/**
 * How many there are on a capture: it depends on how sure a model must be to count, and that is
 * asked for later. What people said counts whatever is asked for.
 */
final class Sureness {
    private static final double[] OF_NONE = {};

    private final int said;
    private final double above;
    private final double[] each;

    private Sureness(int said, double above, double[] each) {
        this.said = said;
        this.above = above;
        this.each = each;
    }

    /** People said that there are so many. */
    static Sureness said(int count) {
        return new Sureness(count, Double.NEGATIVE_INFINITY, OF_NONE);
    }

    /**
     * A model saw them on one picture, or on one frame of a clip.
     *
     * @param each how sure it is that there is one, that there are two, and so on: 0 to 1,
     *     descending
     */
    static Sureness seen(double... each) {
        return new Sureness(0, Double.NEGATIVE_INFINITY, each.clone());
    }

    /** The same, but they count only where more than this confidence is asked for. */
    Sureness above(double confidence) {
        return new Sureness(said, confidence, each);
    }

    /** As many as one of the two knows of: the one that knows of more. */
    Sureness or(Sureness other) {
        var most = Arrays.copyOf(each, Math.max(each.length, other.each.length));
        for (var i = 0; i < other.each.length; i++) {
            most[i] = Math.max(most[i], other.each[i]);
        }
        return new Sureness(Math.max(said, other.said), above, most);
    }

    /** Whether there is a confidence at which they count. */
    boolean canCount() {
        return said > 0 || highest() > above;
    }

    /** How sure the model is that there is one; below every confidence, if no model says so. */
    double highest() {
        return each.length == 0 ? Double.NEGATIVE_INFINITY : each[0];
    }

    /** How many people say there are; 0: a model says it. */
    int said() {
        return said;
    }

    /** They count only where more than this is asked for; below every confidence: always. */
    double above() {
        return above;
    }

    /** How many confidences there are. */
    int size() {
        return each.length;
    }

    /**
     * @param number from 0
     * @return how sure the model is that there is one more than this number
     */
    double of(int number) {
        return each[number];
    }
}
