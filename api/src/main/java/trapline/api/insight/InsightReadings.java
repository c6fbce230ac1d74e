package trapline.api.insight;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.api.access.Scope;
import trapline.api.page.Columns;

/** Reads what the insights are counted from, by the statements of {@link InsightSql}. */
class InsightReadings {
    private final JdbcClient jdbc;

    InsightReadings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The cameras that the asker may see, of these projects; if one is given, it alone. */
    List<PlacedCamera> cameras(Scope scope, Optional<UUID> camera) {
        return jdbc.sql(InsightSql.CAMERAS)
                .param("projects", scope.sql())
                .param("camera", camera.map(UUID::toString).orElse(null))
                .query(InsightReadings::camera)
                .list();
    }

    /**
     * What counts on each capture: what people said if it is verified, else each label that the
     * newest run gave, people and vehicles, and animals that have no label so sure.
     */
    Sightings sightings(PartOf which) {
        var same = new HashMap<UUID, UUID>();
        var seen =
                jdbc.sql(InsightSql.SEEN.formatted(of(which)))
                        .params(values(which))
                        .query((row, number) -> seen(row, same))
                        .list();
        return Sightings.of(Seen.sightings(seen, names(seen)));
    }

    /** Differs once {@link #sightings} may be others; takes a fraction of their time. */
    String versionOfSightings(PartOf which) {
        return jdbc.sql(InsightSql.VERSION_OF_SEEN.formatted(of(which)))
                .params(values(which))
                .query(String.class)
                .single();
    }

    /** Those with the most cameras; for nobody who may see them. */
    List<UUID> largestProjects(int most) {
        return jdbc.sql(InsightSql.LARGEST).param("most", most).query(UUID.class).list();
    }

    private Map<String, String> names(List<Seen> seen) {
        var names = new HashMap<String, String>();
        jdbc.sql(InsightSql.PLAIN_NAMES)
                .param(
                        "labels",
                        seen.stream()
                                .filter(Seen::isLabel)
                                .map(Seen::name)
                                .distinct()
                                .toArray(String[]::new))
                .query(
                        row -> {
                            names.put(row.getString("label"), row.getString("name"));
                        });
        return names;
    }

    Heard heard(PartOf which) {
        var same = new HashMap<UUID, UUID>();
        return new Heard(
                jdbc.sql(
                                InsightSql.HEARD.formatted(
                                        which.camera().isPresent()
                                                ? InsightSql.HEARD_OF_CAMERA
                                                : InsightSql.HEARD_OF_PROJECT))
                        .params(values(which))
                        .query((row, number) -> day(row, same))
                        .list());
    }

    Verdicts verdicts(PartOf which) {
        var sameCameras = new HashMap<UUID, UUID>();
        var sameNames = new HashMap<String, String>();
        return new Verdicts(
                jdbc.sql(InsightSql.VERDICTS.formatted(of(which)))
                        .params(values(which))
                        .query((row, number) -> verdict(row, sameCameras, sameNames))
                        .list());
    }

    private static String of(PartOf which) {
        return which.camera().isPresent() ? InsightSql.OF_CAMERA : InsightSql.OF_PROJECT;
    }

    private static Map<String, Object> values(PartOf which) {
        var values = new HashMap<String, Object>();
        values.put("project", which.projectId());
        which.camera().ifPresent(one -> values.put("camera", one));
        values.put("from", which.period().from().atOffset(ZoneOffset.UTC));
        values.put("to", which.period().to().atOffset(ZoneOffset.UTC));
        return values;
    }

    private static PlacedCamera camera(ResultSet row, int number) throws SQLException {
        var columns = new Columns(row);
        var east = columns.maybeDouble("longitude");
        return new PlacedCamera(
                columns.id("camera_id"),
                columns.text("name"),
                columns.id("project_id"),
                columns.id("place_id"),
                columns.text("place"),
                columns.maybeDouble("latitude")
                        .flatMap(north -> east.map(e -> new PlacedCamera.Position(north, e))),
                columns.maybeText("zone").flatMap(InsightReadings::zone));
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            // A zone that this Java does not know is as good as none: the installation's counts.
            return Optional.empty();
        }
    }

    /**
     * By the places of the columns, because there are so many rows.
     *
     * @param same see {@link #once}
     */
    private static Seen seen(ResultSet row, Map<UUID, UUID> same) throws SQLException {
        return new Seen(
                row.getObject(1, UUID.class),
                once(same, row.getObject(2, UUID.class)),
                micros(row, 3),
                row.getString(4),
                row.getString(5),
                sureness(row));
    }

    private static Sureness sureness(ResultSet row) throws SQLException {
        var said = row.getInt(7);
        return said > 0
                ? Sureness.said(said)
                : Sureness.seen(
                        Arrays.stream((Double[]) row.getArray(6).getArray())
                                .mapToDouble(minus -> -minus)
                                .toArray());
    }

    private static Verdicts.Verdict verdict(
            ResultSet row, Map<UUID, UUID> sameCameras, Map<String, String> sameNames)
            throws SQLException {
        var machine = new ArrayList<Verdicts.Guess>();
        for (var column = 4; column <= 6; column += 2) {
            var confidence = row.getDouble(column + 1);
            if (!row.wasNull()) {
                machine.add(new Verdicts.Guess(once(sameNames, row.getString(column)), confidence));
            }
        }
        return new Verdicts.Verdict(
                once(sameCameras, row.getObject(1, UUID.class)),
                micros(row, 2),
                machine,
                once(sameNames, row.getString(3)));
    }

    private static Heard.Day day(ResultSet row, Map<UUID, UUID> same) throws SQLException {
        return new Heard.Day(
                once(same, row.getObject(1, UUID.class)),
                (int) row.getObject(2, LocalDate.class).toEpochDay(),
                micros(row, 3),
                micros(row, 4));
    }

    /** What is equal is kept once, not once for each row. */
    private static <T> T once(Map<T, T> same, T value) {
        var known = same.putIfAbsent(value, value);
        return known == null ? value : known;
    }

    private static long micros(ResultSet row, int column) throws SQLException {
        return Sightings.micros(row.getObject(column, OffsetDateTime.class).toInstant());
    }
}
