package trapline.api.insight;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How long each camera worked: the days on which it was heard of, with the days between them where
 * they are less than three.
 */
class Efforts {
    /** From one day with a word to the next of the same stretch. */
    private static final int LONGEST_STEP = 3;

    private final List<PlacedCamera> cameras;
    private final long from;
    private final long to;
    private final int firstDay;
    private final Map<UUID, BitSet> days = new HashMap<>();

    /**
     * @param cameras what others did does not count
     * @param period of which the first and the last day may be parts of days, but not of the same
     */
    Efforts(List<PlacedCamera> cameras, Period period) {
        this.cameras = cameras;
        this.from = Sightings.micros(period.from());
        this.to = Sightings.micros(period.to());
        this.firstDay = (int) period.firstDay().toEpochDay();
    }

    void add(Heard heard) {
        for (var one : heard.days()) {
            if (one.last() >= from && one.first() < to) {
                days.computeIfAbsent(one.cameraId(), camera -> new BitSet())
                        .set(one.day() - firstDay);
            }
        }
    }

    /** Those of the cameras that were heard of at all, by their names. */
    List<Effort> all() {
        return cameras.stream()
                .filter(camera -> days.containsKey(camera.cameraId()))
                .map(camera -> effort(camera, days.get(camera.cameraId())))
                .sorted(
                        Comparator.comparing(Effort::camera)
                                .thenComparing(one -> one.cameraId().toString()))
                .toList();
    }

    private Effort effort(PlacedCamera camera, BitSet heard) {
        var stretches = new ArrayList<Effort.Stretch>();
        var start = heard.nextSetBit(0);
        var gap = 0;
        while (start >= 0) {
            var end = start;
            var next = heard.nextSetBit(end + 1);
            while (next >= 0 && next - end <= LONGEST_STEP) {
                end = next;
                next = heard.nextSetBit(end + 1);
            }
            stretches.add(new Effort.Stretch(day(start), day(end), end - start + 1, gap));
            gap = next - end - 1;
            start = next;
        }
        return new Effort(
                camera.cameraId(),
                camera.name(),
                camera.place(),
                stretches.stream().mapToInt(Effort.Stretch::days).sum(),
                stretches);
    }

    private LocalDate day(int offset) {
        return LocalDate.ofEpochDay((long) firstDay + offset);
    }
}
