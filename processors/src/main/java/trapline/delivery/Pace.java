package trapline.delivery;

import java.util.List;

/**
 * How fast one recipient and a whole channel may be written to; all rates hold at once.
 *
 * @param all over the channel
 * @param each to one recipient
 */
public record Pace(List<Rate> all, List<Rate> each) {

    /** As fast as it goes. */
    public static final Pace FREE = new Pace(List.of(), List.of());

    public Pace {
        all = List.copyOf(all);
        each = List.copyOf(each);
    }
}
