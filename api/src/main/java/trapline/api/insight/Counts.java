package trapline.api.insight;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BinaryOperator;
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
        var tallies = new HashMap<String, SpeciesTally>();
        for (var event : events) {
            tallies.computeIfAbsent(event.name(), SpeciesTally::new).add(event);
        }
        return tallies.values().stream()
                .map(SpeciesTally::species)
                .sorted(
                        Comparator.comparingLong(Species::events)
                                .reversed()
                                .thenComparing(Species::name))
                .toList();
    }

    /** What is known of one species so far. */
    private static final class SpeciesTally {
        private final String name;
        private final Set<UUID> places = new HashSet<>();
        private long events;
        private long captures;
        private long individuals;
        private Instant firstAt = Instant.MAX;
        private Instant lastAt = Instant.MIN;

        SpeciesTally(String name) {
            this.name = name;
        }

        void add(IndependentEvent event) {
            events++;
            captures += event.captures();
            individuals += event.most();
            places.add(event.camera().placeId());
            firstAt = event.at().isBefore(firstAt) ? event.at() : firstAt;
            lastAt = event.at().isAfter(lastAt) ? event.at() : lastAt;
        }

        Species species() {
            return new Species(name, events, captures, individuals, places.size(), firstAt, lastAt);
        }
    }

    private record DayAndName(LocalDate day, String name) {}

    /** By day, UTC, and name. */
    static List<Count> timeline(List<IndependentEvent> events, Step step) {
        var starts = new HashMap<LocalDate, LocalDate>();
        return events.stream()
                .collect(
                        Collectors.groupingBy(
                                event ->
                                        new DayAndName(
                                                starts.computeIfAbsent(
                                                        Period.day(event.at()), step::start),
                                                event.name()),
                                Collectors.summarizingInt(IndependentEvent::most)))
                .entrySet()
                .stream()
                .map(
                        entry ->
                                new Count(
                                        entry.getKey().day(),
                                        entry.getKey().name(),
                                        entry.getValue().getCount(),
                                        entry.getValue().getSum()))
                .sorted(Comparator.comparing(Count::day).thenComparing(Count::name))
                .toList();
    }

    /** After each day from the first to the last on which a camera worked. */
    static List<Known> accumulation(List<IndependentEvent> events, List<Effort> efforts) {
        var met = new HashMap<LocalDate, Long>();
        events.stream()
                .filter(event -> isSpecies(event.name()))
                .collect(
                        Collectors.toMap(
                                IndependentEvent::name,
                                IndependentEvent::at,
                                BinaryOperator.minBy(Comparator.naturalOrder())))
                .values()
                .forEach(first -> met.merge(Period.day(first), 1L, Long::sum));
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
        return events.stream()
                .filter(event -> working.contains(event.camera().placeId()))
                .collect(
                        Collectors.groupingBy(
                                IndependentEvent::name,
                                Collectors.mapping(
                                        event -> event.camera().placeId(), Collectors.toSet())))
                .entrySet()
                .stream()
                .map(entry -> occupancy(entry.getKey(), entry.getValue().size(), working.size()))
                .sorted(
                        Comparator.comparingLong(Occupancy::seenAt)
                                .reversed()
                                .thenComparing(Occupancy::name))
                .toList();
    }

    private static Occupancy occupancy(String name, long seenAt, long places) {
        return new Occupancy(name, seenAt, places, rounded((double) seenAt / places));
    }

    private record NameAndSize(String name, int size) {}

    /** By name and size. */
    static List<Group> groups(List<IndependentEvent> events) {
        return events.stream()
                .collect(
                        Collectors.groupingBy(
                                event -> new NameAndSize(event.name(), event.most()),
                                Collectors.counting()))
                .entrySet()
                .stream()
                .map(
                        entry ->
                                new Group(
                                        entry.getKey().name(),
                                        entry.getKey().size(),
                                        entry.getValue()))
                .sorted(Comparator.comparing(Group::name).thenComparingInt(Group::size))
                .toList();
    }

    static boolean isSpecies(String name) {
        return !KINDS.contains(name);
    }

    static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
