package trapline.api.insight;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Counts how often models said one thing, and people another or the same. */
class Confusion {
    private final Set<UUID> cameras;
    private final long from;
    private final long to;
    private final double sure;
    private final Map<Pair, Long> captures = new HashMap<>();

    private record Pair(String machine, String human) {}

    /**
     * Verified captures of which the models said one thing, and people the other.
     *
     * @param machine what the newest run was surest of; {@code blank}: of nothing
     */
    record Judged(String machine, String human, long captures) {}

    /**
     * @param cameras what others saw does not count
     * @param period what was taken outside of it does not count
     * @param sure from which confidence on a model counts, 0 to 1
     */
    Confusion(List<PlacedCamera> cameras, Period period, double sure) {
        this.cameras = cameras.stream().map(PlacedCamera::cameraId).collect(Collectors.toSet());
        this.from = Sightings.micros(period.from());
        this.to = Sightings.micros(period.to());
        this.sure = sure;
    }

    void add(Verdicts verdicts) {
        for (var one : verdicts.all()) {
            if (one.at() >= from && one.at() < to && cameras.contains(one.cameraId())) {
                captures.merge(new Pair(one.machine(sure), one.human()), 1L, Long::sum);
            }
        }
    }

    /** The most frequent first. */
    List<Judged> all() {
        return captures.entrySet().stream()
                .map(
                        entry ->
                                new Judged(
                                        entry.getKey().machine(),
                                        entry.getKey().human(),
                                        entry.getValue()))
                .sorted(
                        Comparator.comparingLong(Judged::captures)
                                .reversed()
                                .thenComparing(Judged::machine)
                                .thenComparing(Judged::human))
                .toList();
    }
}
