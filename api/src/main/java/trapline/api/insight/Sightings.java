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
 * instead of objects, because there are many and they are kept: 32 bytes each, and 8 for each
 * animal on it. How sure models are is among them, so that they are counted from any confidence on.
 */
final class Sightings {
    private static final int BYTES_OF_ONE = Long.BYTES + Double.BYTES + 4 * Integer.BYTES;
    private static final int BYTES_OF_NAME = 100;

    /** Captures of the same moment in the order in which the database has them. */
    private static final Comparator<One> IN_TIME =
            Comparator.comparingLong(One::at)
                    .thenComparing(one -> one.captureId().toString())
                    .thenComparing(One::name)
                    .thenComparing(one -> one.sureness().above());

    private final List<UUID> cameras;
    private final List<String> names;
    private final long[] at;
    private final int[] camera;
    private final int[] name;

    /** See {@link Sureness}; the confidences of each lie between two begins. */
    private final int[] said;

    private final double[] above;
    private final int[] begin;
    private final double[] confidence;

    /**
     * One name on one capture.
     *
     * @param at when it was taken, in microseconds since 1970
     * @param sureness how many there are
     */
    record One(UUID captureId, UUID cameraId, long at, String name, Sureness sureness) {

        private boolean isAlso(One other) {
            return captureId.equals(other.captureId)
                    && name.equals(other.name)
                    && sureness.above() == other.sureness.above();
        }

        private One or(One other) {
            return new One(captureId, cameraId, at, name, sureness.or(other.sureness));
        }
    }

    private Sightings(List<One> all) {
        var cameraNumbers = new LinkedHashMap<UUID, Integer>();
        var nameNumbers = new LinkedHashMap<String, Integer>();
        at = new long[all.size()];
        camera = new int[all.size()];
        name = new int[all.size()];
        said = new int[all.size()];
        above = new double[all.size()];
        begin = new int[all.size() + 1];
        confidence = new double[all.stream().mapToInt(one -> one.sureness().size()).sum()];
        for (var i = 0; i < all.size(); i++) {
            var one = all.get(i);
            at[i] = one.at();
            camera[i] = number(cameraNumbers, one.cameraId());
            name[i] = number(nameNumbers, one.name());
            add(i, one.sureness());
        }
        cameras = List.copyOf(cameraNumbers.keySet());
        names = List.copyOf(nameNumbers.keySet());
    }

    private void add(int index, Sureness sureness) {
        said[index] = sureness.said();
        above[index] = sureness.above();
        begin[index + 1] = begin[index] + sureness.size();
        for (var i = 0; i < sureness.size(); i++) {
            confidence[begin[index] + i] = sureness.of(i);
        }
    }

    /** Two labels of a capture that mean the same are one sighting, with the larger number. */
    static Sightings of(Collection<One> found) {
        var sorted = new ArrayList<>(found);
        sorted.sort(IN_TIME);
        var each = new ArrayList<One>(sorted.size());
        for (var one : sorted) {
            var last = each.isEmpty() ? null : each.get(each.size() - 1);
            if (last != null && last.isAlso(one)) {
                each.set(each.size() - 1, last.or(one));
            } else {
                each.add(one);
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

    /**
     * The most on one picture, or on one frame of a clip.
     *
     * @param sure from which confidence on a model counts, 0 to 1
     * @return 0: nobody is so sure
     */
    int count(int index, double sure) {
        if (sure <= above[index]) {
            return 0;
        }
        var count = said[index];
        for (var i = begin[index]; i < begin[index + 1] && confidence[i] >= sure; i++) {
            count++;
        }
        return count;
    }

    /** About how much memory it takes. */
    int bytes() {
        return size() * BYTES_OF_ONE
                + confidence.length * Double.BYTES
                + (cameras.size() + names.size()) * BYTES_OF_NAME;
    }
}
