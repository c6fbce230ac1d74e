package trapline.api.insight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Finds the independent events in sightings that come in the order of time: a gap of more than so
 * many minutes begins a new event of a species at a place.
 */
class Independence {
    private final Map<UUID, PlacedCamera> cameras;
    private final long from;
    private final long to;
    private final long gap;
    private final Optional<String> only;
    private final double sure;
    private final Map<Cell, Series> all = new HashMap<>();
    private final List<IndependentEvent> closed = new ArrayList<>();

    private record Cell(UUID placeId, String name) {}

    /**
     * @param cameras what others saw does not count
     * @param period what was sighted outside of it does not count
     * @param only if given, nothing but this name
     * @param sure from which confidence on a model counts, 0 to 1
     */
    Independence(
            List<PlacedCamera> cameras,
            Period period,
            Duration gap,
            Optional<String> only,
            double sure) {
        this.cameras =
                cameras.stream().collect(Collectors.toMap(PlacedCamera::cameraId, one -> one));
        this.from = Sightings.micros(period.from());
        this.to = Sightings.micros(period.to());
        this.gap = gap.toNanos() / 1000;
        this.only = only;
        this.sure = sure;
    }

    /** Adds what was sighted next. Nothing in it is before what was added to the same place. */
    void add(Sightings sightings) {
        var seenBy = sightings.cameras().stream().map(cameras::get).toArray(PlacedCamera[]::new);
        var series = new Series[seenBy.length][sightings.names().size()];
        for (var i = 0; i < sightings.size(); i++) {
            var camera = seenBy[sightings.camera(i)];
            var at = sightings.at(i);
            if (camera == null || at < from || at >= to) {
                continue;
            }
            var count = sightings.count(i, sure);
            if (count == 0) {
                continue;
            }
            var ofCamera = series[sightings.camera(i)];
            var name = sightings.name(i);
            if (ofCamera[name] == null) {
                ofCamera[name] = series(camera, sightings.names().get(name));
            }
            ofCamera[name].add(camera, at, count);
        }
    }

    private Series series(PlacedCamera camera, String name) {
        return all.computeIfAbsent(
                new Cell(camera.placeId(), name),
                cell -> new Series(name, only.map(name::equals).orElse(true)));
    }

    /** The events of all that was added, in no order. Nothing can be added any more. */
    List<IndependentEvent> events() {
        all.values().forEach(Series::close);
        return Collections.unmodifiableList(closed);
    }

    /** One species at one place: the event that may still grow. */
    private final class Series {
        private final String name;
        private final boolean isWanted;
        private PlacedCamera first;
        private long began;
        private long last;
        private int captures;
        private int most;

        Series(String name, boolean isWanted) {
            this.name = name;
            this.isWanted = isWanted;
        }

        void add(PlacedCamera camera, long at, int count) {
            if (!isWanted) {
                return;
            }
            if (captures > 0 && at - last > gap) {
                close();
            }
            if (captures == 0) {
                first = camera;
                began = at;
            }
            last = at;
            captures++;
            most = Math.max(most, count);
        }

        void close() {
            if (captures > 0) {
                closed.add(
                        new IndependentEvent(
                                first, name, Sightings.instant(began), captures, most));
            }
            captures = 0;
            most = 0;
        }
    }
}
