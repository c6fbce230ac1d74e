package trapline.api.insight;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What can be counted of independent events. */
final class Counts {
    /** Names that are no species. */
    private static final Set<String> KINDS = Set.of("human", "vehicle", "animal");

    private Counts() {}

    /**
     * @param events independent ones
     * @param individuals the most on one picture, over the events
     * @param places how many saw it
     */
    record Species(
            String name,
            long events,
            long captures,
            long individuals,
            long places,
            Instant firstAt,
            Instant lastAt) {}

    /** Events of one species that began in the day, week or month from this day on. */
    record Count(LocalDate day, String name, long events, long individuals) {}

    /** How many species were known after so many trap-days. */
    record Known(LocalDate day, long trapDays, long species) {}

    /**
     * @param naive the part of the places that saw it, 0 to 1; what was overlooked is not thought
     *     of
     */
    record Occupancy(String name, long seenAt, long places, double naive) {}

    /** Events in which so many were on one picture. */
    record Group(String name, int size, long events) {}

    /** How long the pieces of a timeline are. */
    enum Step {
        DAY,
        WEEK,
        MONTH;

        private LocalDate start(LocalDate day) {
            return switch (this) {
                case DAY -> day;
                case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTH -> day.withDayOfMonth(1);
            };
        }
    }

    /** The most frequent first. */
    static List<Species> species(List<IndependentEvent> events) {
        return by(events, IndependentEvent::name).entrySet().stream()
                .map(entry -> species(entry.getKey(), entry.getValue()))
                .sorted(
                        Comparator.comparingLong(Species::events)
                                .reversed()
                                .thenComparing(Species::name))
                .toList();
    }

    private static Species species(String name, List<IndependentEvent> events) {
        var times = events.stream().map(IndependentEvent::at).sorted().toList();
        return new Species(
                name,
                events.size(),
                events.stream().mapToLong(IndependentEvent::captures).sum(),
                individuals(events),
                places(events),
                times.get(0),
                times.get(times.size() - 1));
    }

    /** By day, UTC, and name. */
    static List<Count> timeline(List<IndependentEvent> events, Step step) {
        var counts = new ArrayList<Count>();
        by(events, event -> step.start(Period.day(event.at())))
                .forEach(
                        (day, ofDay) ->
                                by(ofDay, IndependentEvent::name)
                                        .forEach(
                                                (name, named) ->
                                                        counts.add(
                                                                new Count(
                                                                        day,
                                                                        name,
                                                                        named.size(),
                                                                        individuals(named)))));
        return counts;
    }

    /** After each day from the first to the last on which a camera worked. */
    static List<Known> accumulation(List<IndependentEvent> events, List<Effort> efforts) {
        var met = new TreeMap<LocalDate, Long>();
        by(events, IndependentEvent::name)
                .forEach(
                        (name, ofName) -> {
                            if (isSpecies(name)) {
                                met.merge(Period.day(first(ofName)), 1L, Long::sum);
                            }
                        });
        var changes = new TreeMap<LocalDate, Long>();
        for (var effort : efforts) {
            for (var stretch : effort.stretches()) {
                changes.merge(stretch.from(), 1L, Long::sum);
                changes.merge(stretch.to().plusDays(1), -1L, Long::sum);
            }
        }
        var known = new ArrayList<Known>();
        var working = 0L;
        var trapDays = 0L;
        var species = 0L;
        var end = changes.isEmpty() ? LocalDate.MIN : changes.lastKey();
        for (var day = changes.isEmpty() ? end : changes.firstKey();
                day.isBefore(end);
                day = day.plusDays(1)) {
            working += changes.getOrDefault(day, 0L);
            trapDays += working;
            species += met.getOrDefault(day, 0L);
            known.add(new Known(day, trapDays, species));
        }
        return known;
    }

    /**
     * Places that saw it, of all places that worked; the most first.
     *
     * @param cameras all that count
     */
    static List<Occupancy> occupancy(
            List<IndependentEvent> events, List<Effort> efforts, List<PlacedCamera> cameras) {
        var worked = efforts.stream().map(Effort::cameraId).collect(Collectors.toSet());
        var working =
                cameras.stream()
                        .filter(camera -> worked.contains(camera.cameraId()))
                        .map(PlacedCamera::placeId)
                        .collect(Collectors.toSet());
        var there =
                events.stream().filter(one -> working.contains(one.camera().placeId())).toList();
        return by(there, IndependentEvent::name).entrySet().stream()
                .map(entry -> occupancy(entry.getKey(), places(entry.getValue()), working.size()))
                .sorted(
                        Comparator.comparingLong(Occupancy::seenAt)
                                .reversed()
                                .thenComparing(Occupancy::name))
                .toList();
    }

    private static Occupancy occupancy(String name, long seenAt, long places) {
        return new Occupancy(name, seenAt, places, rounded((double) seenAt / places));
    }

    /** By name and size. */
    static List<Group> groups(List<IndependentEvent> events) {
        var groups = new ArrayList<Group>();
        by(events, IndependentEvent::name)
                .forEach(
                        (name, named) ->
                                by(named, IndependentEvent::most)
                                        .forEach(
                                                (size, same) ->
                                                        groups.add(
                                                                new Group(
                                                                        name, size, same.size()))));
        return groups;
    }

    static <K extends Comparable<? super K>> Map<K, List<IndependentEvent>> by(
            List<IndependentEvent> events, Function<IndependentEvent, K> what) {
        return events.stream()
                .collect(Collectors.groupingBy(what, TreeMap::new, Collectors.toList()));
    }

    static long individuals(Collection<IndependentEvent> events) {
        return events.stream().mapToLong(IndependentEvent::most).sum();
    }

    static boolean isSpecies(String name) {
        return !KINDS.contains(name);
    }

    private static Instant first(List<IndependentEvent> events) {
        return events.stream()
                .map(IndependentEvent::at)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static long places(Collection<IndependentEvent> events) {
        return events.stream().map(event -> event.camera().placeId()).distinct().count();
    }

    static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
