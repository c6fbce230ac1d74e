package trapline.api.insight;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What was sighted, one entry for each capture and name, in the order of time. Columns of numbers
 * instead of objects, because there are many and they are kept: 20 bytes each.
 */
final class Sightings {
    private static final int BYTES_OF_ONE = Long.BYTES + 3 * Integer.BYTES;
    private static final int BYTES_OF_NAME = 100;

    /** Captures of the same moment in the order in which the database has them. */
    private static final Comparator<One> IN_TIME =
            Comparator.comparingLong(One::at)
                    .thenComparing(one -> one.captureId().toString())
                    .thenComparing(One::name);

    private final List<UUID> cameras;
    private final List<String> names;
    private final long[] at;
    private final int[] camera;
    private final int[] name;
    private final int[] count;

    /**
     * One name on one capture.
     *
     * @param at when it was taken, in microseconds since 1970
     * @param count the most on one picture, or on one frame of a clip
     */
    record One(UUID captureId, UUID cameraId, long at, String name, int count) {}

    private Sightings(List<One> all) {
        var cameraNumbers = new LinkedHashMap<UUID, Integer>();
        var nameNumbers = new LinkedHashMap<String, Integer>();
        at = new long[all.size()];
        camera = new int[all.size()];
        name = new int[all.size()];
        count = new int[all.size()];
        for (var i = 0; i < all.size(); i++) {
            var one = all.get(i);
            at[i] = one.at();
            camera[i] = number(cameraNumbers, one.cameraId());
            name[i] = number(nameNumbers, one.name());
            count[i] = one.count();
        }
        cameras = List.copyOf(cameraNumbers.keySet());
        names = List.copyOf(nameNumbers.keySet());
    }

    /** Two labels of a capture that mean the same are one sighting, with the larger number. */
    static Sightings of(Collection<One> found) {
        var sorted = new ArrayList<>(found);
        sorted.sort(IN_TIME);
        var each = new ArrayList<One>(sorted.size());
        for (var one : sorted) {
            var last = each.isEmpty() ? null : each.get(each.size() - 1);
            if (last == null
                    || !last.captureId().equals(one.captureId())
                    || !last.name().equals(one.name())) {
                each.add(one);
            } else if (last.count() < one.count()) {
                each.set(each.size() - 1, one);
            }
        }
        return new Sightings(each);
    }

    private static <T> int number(Map<T, Integer> numbers, T value) {
        var next = numbers.size();
        var known = numbers.putIfAbsent(value, next);
        return known == null ? next : known;
    }

    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** The cameras that sighted something; {@link #camera} is a place in this list. */
    List<UUID> cameras() {
        return cameras;
    }

    /** What was sighted; {@link #name} is a place in this list. */
    List<String> names() {
        return names;
    }

    int size() {
        return at.length;
    }

    long at(int index) {
        return at[index];
    }

    int camera(int index) {
        return camera[index];
    }

    int name(int index) {
        return name[index];
    }

    int count(int index) {
        return count[index];
    }

    /** About how much memory it takes. */
    int bytes() {
        return size() * BYTES_OF_ONE + (cameras.size() + names.size()) * BYTES_OF_NAME;
    }
}
