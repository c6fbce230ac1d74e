package trapline.api.insight;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import trapline.api.access.Scope;
import trapline.api.problem.InvalidInput;

/**
 * Counts what people ask. The cameras are asked for with the asker's own rights, and nothing else
 * counts; what those cameras saw and did comes from {@link KeptReadings}.
 */
class Insights {
    private final InsightReadings readings;
    private final KeptReadings kept;
    private final FoundEvents events;
    private final Clock clock;
    private final ZoneId zone;

    /**
     * @param zone of cameras whose clock's zone nobody knows
     */
    Insights(
            InsightReadings readings,
            KeptReadings kept,
            FoundEvents events,
            Clock clock,
            ZoneId zone) {
        this.readings = readings;
        this.kept = kept;
        this.events = events;
        this.clock = clock;
        this.zone = zone;
    }

    Dated<List<Counts.Species>> species(Scope scope, InsightQuery query) {
        return events(question(scope, query)).map(Counts::species);
    }

    Dated<List<Counts.Count>> timeline(Scope scope, InsightQuery query, Counts.Step step) {
        return events(question(scope, query)).map(events -> Counts.timeline(events, step));
    }

    /**
     * @param bySun with sunrise at 6 and sunset at 18; else by the camera's own clock
     */
    Dated<Activity> activity(Scope scope, InsightQuery query, boolean bySun) {
        return events(question(scope, query))
                .map(events -> bySun ? Activity.bySun(events) : Activity.byClock(events, zone));
    }

    Dated<List<Effort>> effort(Scope scope, InsightQuery query) {
        return efforts(question(scope, query));
    }

    Dated<List<Counts.Known>> accumulation(Scope scope, InsightQuery query) {
        return both(question(scope, query), Counts::accumulation);
    }

    Dated<List<Counts.Occupancy>> occupancy(Scope scope, InsightQuery query) {
        var question = question(scope, query);
        return both(
                question,
                (events, efforts) -> Counts.occupancy(events, efforts, question.cameras()));
    }

    Dated<List<Counts.Group>> groups(Scope scope, InsightQuery query) {
        return events(question(scope, query)).map(Counts::groups);
    }

    Dated<List<PlaceCounts.Point>> map(Scope scope, InsightQuery query) {
        var question = question(scope, query);
        return both(
                question,
                (events, efforts) -> PlaceCounts.map(events, efforts, question.cameras()));
    }

    Dated<List<Confusion.Judged>> confusion(Scope scope, InsightQuery query) {
        var question = question(scope, query);
        var found = new Confusion(question.cameras(), question.period(), query.sure());
        var at = kept.verdicts(question.parts(), found::add);
        return new Dated<>(found.all(), at);
    }

    /**
     * @param cameras that count, of those that the asker may see
     */
    private record Question(List<PlacedCamera> cameras, Period period, InsightQuery query) {

        /** Months of projects, and years of the camera if only one is asked for. */
        Parts parts() {
            return new Parts(
                    parts(period.months(), Optional.empty()),
                    query.maybeCamera().map(one -> parts(period.years(), Optional.of(one))));
        }

        /** Each of these periods, in their order, with every project that has cameras. */
        List<PartOf> parts(List<Period> periods, Optional<UUID> camera) {
            var projects = cameras.stream().map(PlacedCamera::projectId).distinct().toList();
            return periods.stream()
                    .flatMap(
                            part ->
                                    projects.stream()
                                            .map(project -> new PartOf(project, camera, part)))
                    .toList();
        }
    }

    private Question question(Scope scope, InsightQuery query) {
        var period = query.period(clock);
        return new Question(readings.cameras(scope, query.maybeCamera()), period, query);
    }

    private Dated<List<IndependentEvent>> events(Question question) {
        var query = question.query();
        var asked =
                new FoundEvents.Asked(
                        question.cameras(),
                        question.period(),
                        query.gap(),
                        query.maybeSpecies(),
                        query.sure());
        return events.get(asked, () -> find(asked, question.parts()));
    }

    private Dated<List<IndependentEvent>> find(FoundEvents.Asked asked, Parts parts) {
        var found =
                new Independence(
                        asked.cameras(), asked.period(), asked.gap(), asked.only(), asked.sure());
        var at = kept.sightings(parts, found::add);
        return new Dated<>(found.events(), at);
    }

    private Dated<List<Effort>> efforts(Question question) {
        var period = question.period();
        var found = new Efforts(question.cameras(), period);
        if (period.firstDay().equals(period.lastDay())) {
            // What is kept knows days; whether it was in the middle of one, the database knows.
            var at = clock.instant();
            question.parts(List.of(period), question.query().maybeCamera())
                    .forEach(which -> found.add(readings.heard(which)));
            return new Dated<>(found.all(), at);
        }
        var at = kept.heard(question.parts(), found::add);
        return new Dated<>(found.all(), at);
    }

    private <T> Dated<T> both(
            Question question, BiFunction<List<IndependentEvent>, List<Effort>, T> with) {
        return events(question).and(efforts(question), with);
    }

    /** As it stands in an address. */
    static Counts.Step step(String name) {
        return Arrays.stream(Counts.Step.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInput("step", "must be day, week or month"));
    }
}
