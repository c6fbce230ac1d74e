package trapline.api.insight;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import trapline.api.insight.PlacedCamera.Position;

/** What was seen at each place. */
final class PlaceCounts {

    private PlaceCounts() {}

    /**
     * @param rate independent events on a hundred trap-days
     */
    record Point(
            UUID placeId,
            String place,
            double latitude,
            double longitude,
            List<UUID> cameras,
            long trapDays,
            long events,
            long individuals,
            long species,
            double rate) {}

    /**
     * The places that have a position, by their names.
     *
     * @param cameras all that count; the first one of a place that has a position says where it is
     */
    static List<Point> map(
            List<IndependentEvent> events, List<Effort> efforts, List<PlacedCamera> cameras) {
        var trapDays =
                efforts.stream().collect(Collectors.toMap(Effort::cameraId, Effort::trapDays));
        var seen = new HashMap<UUID, PlaceTally>();
        for (var event : events) {
            seen.computeIfAbsent(event.camera().placeId(), place -> new PlaceTally()).add(event);
        }
        return cameras.stream()
                .sorted(Comparator.comparing(camera -> camera.cameraId().toString()))
                .collect(
                        Collectors.groupingBy(
                                PlacedCamera::placeId, HashMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(
                        place ->
                                position(place)
                                        .map(where -> point(place, where, trapDays, seen))
                                        .stream())
                .sorted(
                        Comparator.comparing(Point::place)
                                .thenComparing(point -> point.placeId().toString()))
                .toList();
    }

    private static Optional<Position> position(List<PlacedCamera> place) {
        return place.stream().flatMap(camera -> camera.position().stream()).findFirst();
    }

    private static Point point(
            List<PlacedCamera> place,
            Position where,
            Map<UUID, Integer> trapDaysOfCameras,
            Map<UUID, PlaceTally> seen) {
        var id = place.get(0).placeId();
        var tally = seen.getOrDefault(id, new PlaceTally());
        var trapDays =
                place.stream()
                        .mapToLong(camera -> trapDaysOfCameras.getOrDefault(camera.cameraId(), 0))
                        .sum();
        return new Point(
                id,
                place.get(0).place(),
                where.latitude(),
                where.longitude(),
                place.stream().map(PlacedCamera::cameraId).toList(),
                trapDays,
                tally.events,
                tally.individuals,
                tally.names.stream().filter(Counts::isSpecies).count(),
                trapDays == 0 ? 0 : Counts.rounded(100.0 * tally.events / trapDays));
    }

    /** What is known of one place so far. */
    private static final class PlaceTally {
        private final Set<String> names = new HashSet<>();
        private long events;
        private long individuals;

        void add(IndependentEvent event) {
            names.add(event.name());
            events++;
            individuals += event.most();
        }
    }
}
