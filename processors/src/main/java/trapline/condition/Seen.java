package trapline.condition;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.MonthDay;
import java.time.Period;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import trapline.observation.Observations;
import trapline.observation.Observations.Observation;

/**
 * Something is seen. All that is given must hold; empty sets mean "any".
 *
 * @param labels of the classifier, compared without regard to case
 * @param taxa groups that a label belongs to, such as Canidae or Canis; by the label itself, or by
 *     the taxonomy of the model that gives it
 * @param categories animal, person, vehicle or motion; looked at where no label or taxon is named
 * @param minConfidence 0 to 1; of the label where labels are named, else of the box
 * @param minCount at least this many of one kind in one picture
 * @param maxCount at most this many of one kind in one picture
 * @param minGroup at least this many in one picture, all kinds that match together
 * @param hours of the camera's own clock
 * @param days of the camera's own clock; a night belongs to the day of its evening
 * @param notSeenFor nothing of it was seen at the same place for so long
 * @param firstSince nothing of it was seen at the same place since this day last came
 */
public record Seen(
        Set<String> labels,
        Set<String> taxa,
        Set<String> categories,
        double minConfidence,
        int minCount,
        OptionalInt maxCount,
        int minGroup,
        Optional<HourWindow> hours,
        Set<DayOfWeek> days,
        Optional<Period> notSeenFor,
        Optional<MonthDay> firstSince)
        implements OnCapture {

    /** Everything that can be seen. */
    public static final Set<String> ALL_CATEGORIES =
            Set.of("animal", "person", "vehicle", "motion");

    public Seen {
        labels = Set.copyOf(labels);
        taxa = Set.copyOf(taxa);
        categories = Set.copyOf(categories);
        days = Set.copyOf(days);
        if (!(minConfidence >= 0 && minConfidence <= 1)) {
            throw new IllegalArgumentException("minConfidence is not in 0 to 1: " + minConfidence);
        }
        if (minCount < 1 || minGroup < 1 || maxCount.orElse(minCount) < minCount) {
            throw new IllegalArgumentException(
                    "counts begin at 1, and the most is not below the least: %d, %d, %s"
                            .formatted(minCount, minGroup, maxCount));
        }
    }

    @Override
    public List<Observation> find(Look look) {
        if (!isInTime(look)) {
            return List.of();
        }
        var found =
                candidates(look)
                        .filter(
                                seen ->
                                        seen.count() >= minCount
                                                && seen.count() <= maxCount.orElse(seen.count()))
                        // By name too, so that equals stand in one order wherever they come from.
                        .sorted(
                                Comparator.comparingDouble(Observation::confidence)
                                        .reversed()
                                        .thenComparing(Observation::name))
                        .toList();
        if (found.stream().mapToInt(Observation::count).sum() < minGroup) {
            return List.of();
        }
        return found.stream().filter(seen -> isNew(look, seen)).toList();
    }

    /**
     * A sentence that says why it does not hold for this capture; for one for which it does not.
     */
    public String whyNot(Look look) {
        if (!isInTime(look)) {
            return "It was taken outside of the rule's hours or days, at %s."
                    .formatted(look.cameraTime());
        }
        var seen = look.observations();
        var anything =
                Stream.concat(
                                seen.labelled(0).stream()
                                        .filter(
                                                one ->
                                                        !isAboutCategories()
                                                                && isNamed(
                                                                        one.name(),
                                                                        look.past()::taxaOf)),
                                seen.categories().stream()
                                        .filter(one -> isAboutCategories() && isWanted(one))
                                        .flatMap(one -> seen.ofCategory(one, 0).stream()))
                        .max(Comparator.comparingDouble(Observation::confidence));
        if (anything.isEmpty()) {
            return "Nothing on it is what the rule waits for.";
        }
        var best = anything.get();
        if (best.confidence() < minConfidence) {
            return "%s is on it with a confidence of %.2f; the rule wants %.2f."
                    .formatted(best.name(), best.confidence(), minConfidence);
        }
        var candidates = candidates(look).toList();
        if (candidates.stream()
                .noneMatch(
                        one ->
                                one.count() >= minCount
                                        && one.count() <= maxCount.orElse(one.count()))) {
            return "%s is on it %d times; the rule wants %s."
                    .formatted(
                            best.name(),
                            best.count(),
                            maxCount.isPresent()
                                    ? minCount + " to " + maxCount.getAsInt()
                                    : "at least " + minCount);
        }
        if (candidates.stream().mapToInt(Observation::count).sum() < minGroup) {
            return "There are fewer on it than the %d that the rule wants together."
                    .formatted(minGroup);
        }
        return "%s was seen at this place not long before.".formatted(best.name());
    }

    private boolean isAboutCategories() {
        return labels.isEmpty() && taxa.isEmpty();
    }

    private boolean isWanted(String category) {
        return (categories.isEmpty() ? ALL_CATEGORIES : categories).contains(category);
    }

    /**
     * Whether it is about what an event showed, hours and days aside.
     *
     * @param taxaOf the groups of a label, as {@link Past#taxaOf} gives them
     */
    public boolean names(
            boolean isLabel,
            String name,
            double confidence,
            int most,
            Function<String, Set<String>> taxaOf) {
        if (confidence < minConfidence || most < minCount) {
            return false;
        }
        if (labels.isEmpty() && taxa.isEmpty()) {
            return !isLabel && (categories.isEmpty() || categories.contains(name));
        }
        return isLabel && isNamed(name, taxaOf);
    }

    private boolean isNamed(String label, Function<String, Set<String>> taxaOf) {
        if (labels.stream().anyMatch(wanted -> Observations.means(label, wanted))
                || taxa.stream().anyMatch(taxon -> Taxa.isWithin(label, taxon))) {
            return true;
        }
        if (taxa.isEmpty()) {
            return false;
        }
        var groups = taxaOf.apply(label);
        return taxa.stream()
                .anyMatch(taxon -> groups.contains(taxon.strip().toLowerCase(Locale.ROOT)));
    }

    private boolean isInTime(Look look) {
        var time = look.cameraTime();
        var inHours = hours.map(window -> window.contains(time.toLocalTime())).orElse(true);
        var day = hours.map(window -> window.dayOf(time)).orElse(time.toLocalDate());
        return inHours && (days.isEmpty() || days.contains(day.getDayOfWeek()));
    }

    private boolean isNew(Look look, Observation seen) {
        return since(look)
                .map(from -> !look.past().wasSeen(look, seen, minConfidence, from))
                .orElse(true);
    }

    /** From when on nothing of it may have been seen: the earlier, where both are given. */
    private Optional<Instant> since(Look look) {
        var captured = look.capturedAt().atZone(look.zone());
        var rare = notSeenFor.map(period -> captured.minus(period).toInstant());
        var season =
                firstSince.map(
                        begin -> {
                            var date = begin.atYear(captured.getYear());
                            var last =
                                    date.isAfter(captured.toLocalDate())
                                            ? begin.atYear(captured.getYear() - 1)
                                            : date;
                            return last.atStartOfDay(look.zone()).toInstant();
                        });
        return Stream.of(rare, season).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    private Stream<Observation> candidates(Look look) {
        var observations = look.observations();
        if (labels.isEmpty() && taxa.isEmpty()) {
            var wanted = categories.isEmpty() ? ALL_CATEGORIES : categories;
            return wanted.stream().flatMap(c -> observations.ofCategory(c, minConfidence).stream());
        }
        return observations.labelled(minConfidence).stream()
                .filter(seen -> isNamed(seen.name(), look.past()::taxaOf));
    }
}
