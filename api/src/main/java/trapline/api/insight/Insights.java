package trapline.api.insight;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.api.access.Scope;
import trapline.api.page.Columns;
import trapline.api.problem.InvalidInput;

/** Asks the statements of {@link InsightSql}. */
class Insights {
    /** Events that one activity curve is made of at most. */
    private static final int MOST_MOMENTS = 50_000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ZoneId zone;

    /**
     * @param zone of cameras whose clock's zone nobody knows
     */
    Insights(JdbcClient jdbc, Clock clock, ZoneId zone) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.zone = zone;
    }

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

    /**
     * Days on which a camera was heard of without a gap of three days or more, UTC.
     *
     * @param gapBefore days without a word before it; 0: it is the first
     */
    record Stretch(LocalDate from, LocalDate to, int days, int gapBefore) {}

    /**
     * @param trapDays the days of all stretches
     */
    record Effort(
            UUID cameraId, String camera, String place, int trapDays, List<Stretch> stretches) {}

    /** How many species were known after so many trap-days. */
    record Known(LocalDate day, long trapDays, long species) {}

    /**
     * @param naive the part of the places that saw it, 0 to 1; what was overlooked is not thought
     *     of
     */
    record Occupancy(String name, long seenAt, long places, double naive) {}

    /** Verified captures of which the models said one thing, and people the other. */
    record Judged(String machine, String human, long captures) {}

    /** Events in which so many were on one picture. */
    record Group(String name, int size, long events) {}

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

    /** How long the pieces of a timeline are. */
    enum Step {
        DAY,
        WEEK,
        MONTH
    }

    List<Species> species(Scope scope, InsightQuery query) {
        return ask(
                InsightSql.SPECIES,
                scope,
                query,
                (row, number) -> {
                    var columns = new Columns(row);
                    return new Species(
                            columns.text("name"),
                            columns.bigNumber("events"),
                            columns.bigNumber("captures"),
                            columns.bigNumber("individuals"),
                            columns.bigNumber("places"),
                            columns.instant("first_at"),
                            columns.instant("last_at"));
                });
    }

    List<Count> timeline(Scope scope, InsightQuery query, Step step) {
        return ask(
                InsightSql.TIMELINE.formatted(step.name().toLowerCase(Locale.ROOT)),
                scope,
                query,
                (row, number) ->
                        new Count(
                                day(row, "day"),
                                row.getString("name"),
                                row.getLong("events"),
                                row.getLong("individuals")));
    }

    /**
     * @param bySun with sunrise at 6 and sunset at 18; else by the camera's own clock
     */
    Activity activity(Scope scope, InsightQuery query, boolean bySun) {
        var values = query.values(scope, clock);
        values.put("limit", MOST_MOMENTS);
        var moments = jdbc.sql(InsightSql.MOMENTS).params(values).query(Insights::moment).list();
        return bySun ? Activity.bySun(moments) : Activity.byClock(moments, zone);
    }

    List<Effort> effort(Scope scope, InsightQuery query) {
        var cameras = new ArrayList<Effort>();
        ask(
                InsightSql.STRETCHES,
                scope,
                query,
                (row, number) -> {
                    var camera = row.getObject("camera_id", UUID.class);
                    var stretch =
                            new Stretch(
                                    day(row, "first_day"),
                                    day(row, "last_day"),
                                    row.getInt("days"),
                                    row.getInt("gap_before"));
                    var last = cameras.isEmpty() ? null : cameras.get(cameras.size() - 1);
                    if (last != null && last.cameraId().equals(camera)) {
                        var all = new ArrayList<>(last.stretches());
                        all.add(stretch);
                        cameras.set(
                                cameras.size() - 1,
                                new Effort(
                                        camera,
                                        last.camera(),
                                        last.place(),
                                        last.trapDays() + stretch.days(),
                                        all));
                    } else {
                        cameras.add(
                                new Effort(
                                        camera,
                                        row.getString("camera_name"),
                                        row.getString("place"),
                                        stretch.days(),
                                        List.of(stretch)));
                    }
                    return stretch;
                });
        return cameras;
    }

    List<Known> accumulation(Scope scope, InsightQuery query) {
        return ask(
                InsightSql.ACCUMULATION,
                scope,
                query,
                (row, number) ->
                        new Known(
                                day(row, "day"), row.getLong("trap_days"), row.getLong("species")));
    }

    List<Occupancy> occupancy(Scope scope, InsightQuery query) {
        return ask(
                InsightSql.OCCUPANCY,
                scope,
                query,
                (row, number) ->
                        new Occupancy(
                                row.getString("name"),
                                row.getLong("seen_at"),
                                row.getLong("places"),
                                rounded((double) row.getLong("seen_at") / row.getLong("places"))));
    }

    List<Judged> confusion(Scope scope, InsightQuery query) {
        return ask(
                InsightSql.CONFUSION,
                scope,
                query,
                (row, number) ->
                        new Judged(
                                row.getString("machine"),
                                row.getString("human"),
                                row.getLong("captures")));
    }

    List<Group> groups(Scope scope, InsightQuery query) {
        return ask(
                InsightSql.GROUPS,
                scope,
                query,
                (row, number) ->
                        new Group(
                                row.getString("name"), row.getInt("size"), row.getLong("events")));
    }

    List<Point> map(Scope scope, InsightQuery query) {
        return ask(
                InsightSql.MAP,
                scope,
                query,
                (row, number) -> {
                    var columns = new Columns(row);
                    var trapDays = columns.bigNumber("trap_days");
                    var events = columns.bigNumber("events");
                    return new Point(
                            columns.id("place_id"),
                            columns.text("place"),
                            columns.fraction("latitude"),
                            columns.fraction("longitude"),
                            columns.texts("cameras").stream().map(UUID::fromString).toList(),
                            trapDays,
                            events,
                            columns.bigNumber("individuals"),
                            columns.bigNumber("species"),
                            trapDays == 0 ? 0 : rounded(100.0 * events / trapDays));
                });
    }

    private <T> List<T> ask(String sql, Scope scope, InsightQuery query, RowMapper<T> read) {
        return jdbc.sql(sql).params(query.values(scope, clock)).query(read).list();
    }

    private static Activity.Moment moment(ResultSet row, int number) throws SQLException {
        var columns = new Columns(row);
        var east = columns.maybeDouble("longitude");
        return new Activity.Moment(
                columns.instant("at"),
                columns.maybeText("zone").flatMap(Insights::zone),
                columns.maybeDouble("latitude")
                        .flatMap(north -> east.map(e -> new double[] {north, e})));
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            // A zone that this Java does not know is as good as none: the installation's counts.
            return Optional.empty();
        }
    }

    private static LocalDate day(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }

    /** As it stands in an address. */
    static Step step(String name) {
        return Arrays.stream(Step.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInput("step", "must be day, week or month"));
    }
}
