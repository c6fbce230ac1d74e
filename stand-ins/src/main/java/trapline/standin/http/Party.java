package trapline.standin.http;

import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** Whom a {@link HttpStandIn} stands in for. Called by many threads at once. */
public interface Party {

    /** As people call it. */
    String name();

    /** Does what is asked, as the party would, and answers. */
    StandInReply answer(StandInRequest request);

    /** What has arrived for people to look at, oldest first. */
    List<Shown> inbox();

    /** The faults that can be asked for by name on the inbox page. */
    Map<String, HttpFault> faults();

    /**
     * Faults of the party that are none of HTTP, by name; each is switched on for so many times.
     * They stand on the inbox page beside {@link #faults}.
     */
    default Map<String, IntConsumer> switches() {
        return Map.of();
    }

    /** Takes back what {@link #switches} switched on. */
    default void recover() {}

    /** Whether a request suffers faults; asking how the party is should not, for instance. */
    default boolean suffers(StandInRequest request) {
        return true;
    }

    /**
     * One message on the inbox page.
     *
     * @param to whom it was for
     * @param text as the reader would see it
     * @param pictures JPEG or PNG
     */
    record Shown(String to, String text, List<byte[]> pictures) {
        public Shown {
            pictures = List.copyOf(pictures);
        }
    }
}
