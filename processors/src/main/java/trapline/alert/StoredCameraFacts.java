package trapline.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import trapline.camera.Camera;
import trapline.camera.Position;
import trapline.classification.Lineages;
import trapline.condition.CameraFacts;
import trapline.condition.Seen;

/** What the database knows of a camera, as of one time. */
record StoredCameraFacts(
        JdbcClient jdbc, Neighbourhoods neighbourhoods, Camera camera, Instant now, ZoneId zone)
        implements CameraFacts {
    private static final String RHYTHM =
            """
            with contacts as (
                select received_at from capture
                 where camera_id = :camera and origin = 'live'
                   and received_at > :from and received_at <= :now
                union all
                select received_at from health_report
                 where camera_id = :camera and received_at > :from and received_at <= :now),
            gaps as (
                select extract(epoch from received_at - lag(received_at)
                               over (order by received_at)) as gap from contacts)
            select count(*) as gaps,
                   coalesce(percentile_cont(0.9) within group (order by gap), 0) as usual
              from gaps where gap >= 60
            """;

    private static final String LAST_CONTACT =
            """
            select greatest(
                     (select received_at from capture
                       where camera_id = :camera and origin = 'live' and received_at <= :now
                       order by received_at desc limit 1),
                     (select received_at from health_report
                       where camera_id = :camera and received_at <= :now
                       order by received_at desc limit 1)) as last_contact
            """;

    private static final Duration BEFORE_SILENCE = Duration.ofMinutes(30);

    private static final String VISITOR =
            """
            select d.category, c.received_at
              from capture c join detection d using (capture_id)
             where c.camera_id = :camera and c.origin = 'live' and c.received_at <= :now
               and c.received_at >= :from and c.received_at <= :last
               and d.category in ('person', 'vehicle') and d.confidence >= 0.4
             order by c.received_at desc, d.category limit 1
            """;

    @Override
    public List<Battery> batteries() {
        return ask("""
                        select received_at, battery_percent from health_report
                         where camera_id = :camera and battery_percent is not null
                           and received_at > :from and received_at <= :now
                         order by received_at, report_id
                        """)
                .param("from", before(Duration.ofDays(30)))
                .query(
                        (row, number) ->
                                new Battery(
                                        instant(row, "received_at"), row.getInt("battery_percent")))
                .list();
    }

    @Override
    public Optional<Double> storageUsedPercent() {
        return ask("""
                        select storage_used_percent from health_report
                         where camera_id = :camera and storage_used_percent is not null
                           and received_at <= :now
                         order by received_at desc, report_id desc limit 1
                        """)
                .query(Double.class)
                .optional();
    }

    @Override
    public Optional<Instant> lastContact() {
        return ask(LAST_CONTACT)
                .query(
                        (row, number) ->
                                Optional.ofNullable(
                                                row.getObject("last_contact", OffsetDateTime.class))
                                        .map(OffsetDateTime::toInstant))
                .single();
    }

    @Override
    public Optional<Rhythm> rhythm() {
        return ask(RHYTHM)
                .param("from", before(Duration.ofDays(60)))
                .query(
                        (row, number) ->
                                new Rhythm(
                                        row.getInt("gaps"),
                                        Duration.ofSeconds(Math.round(row.getDouble("usual")))))
                .optional()
                .filter(rhythm -> rhythm.gaps() > 0);
    }

    @Override
    public Optional<Visitor> visitor() {
        return lastContact()
                .flatMap(
                        last ->
                                ask(VISITOR)
                                        .param("last", last.atOffset(ZoneOffset.UTC))
                                        .param(
                                                "from",
                                                last.minus(BEFORE_SILENCE).atOffset(ZoneOffset.UTC))
                                        .query(
                                                (row, number) ->
                                                        new Visitor(
                                                                row.getString("category"),
                                                                instant(row, "received_at")))
                                        .optional());
    }

    @Override
    public List<ClockSign> clock(int newest) {
        return ask("""
                        select extract(epoch from received_at - captured_at) as behind,
                               time_flags && array['clock-reset', 'in-future'] as impossible
                          from capture
                         where camera_id = :camera and origin = 'live' and received_at <= :now
                           and captured_source <> 'received'
                         order by received_at desc, capture_id desc limit :newest
                        """)
                .param("newest", newest)
                .query(
                        (row, number) ->
                                new ClockSign(
                                        Duration.ofSeconds(Math.round(row.getDouble("behind"))),
                                        row.getBoolean("impossible")))
                .list();
    }

    @Override
    public Optional<Position> place() {
        return ask("""
                        select coalesce(s.latitude, c.latitude) as latitude,
                               coalesce(s.longitude, c.longitude) as longitude
                          from camera c left join site s using (site_id)
                         where c.camera_id = :camera
                        """)
                .query(StoredCameraFacts::position)
                .optional()
                .flatMap(position -> position);
    }

    @Override
    public List<Position> positions(int newest) {
        return ask(
                        """
                        select latitude, longitude from capture
                         where camera_id = :camera and origin = 'live' and received_at <= :now
                           and latitude is not null and longitude is not null
                         order by received_at desc, capture_id desc limit :newest
                        """)
                .param("newest", newest)
                .query(StoredCameraFacts::position)
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public List<Double> details(int newest) {
        return ask("""
                        select detail from capture_detail
                         where camera_id = :camera and received_at <= :now
                         order by received_at desc, capture_id desc limit :newest
                        """)
                .param("newest", newest)
                .query(Double.class)
                .list();
    }

    @Override
    public Optional<Double> usualDetail(int newest) {
        return ask("""
                        select percentile_cont(0.5) within group (order by detail)
                          from (select detail from capture_detail
                                 where camera_id = :camera and received_at <= :now
                                   and received_at > :from
                                 order by received_at desc, capture_id desc
                                offset :newest) earlier
                        having count(*) >= 10
                        """)
                .param("from", before(Duration.ofDays(14)))
                .param("newest", newest)
                .query(Double.class)
                .optional();
    }

    @Override
    public Views views(int newest) {
        return new StoredViews(jdbc, camera.cameraId(), now).of(newest);
    }

    @Override
    public int pictures(Duration within) {
        return ask("""
                        select count(*) from capture
                         where camera_id = :camera and origin = 'live'
                           and received_at > :from and received_at <= :now
                        """)
                .param("from", before(within))
                .query(Integer.class)
                .single();
    }

    @Override
    public Optional<LocalDate> simExpiresOn() {
        return jdbc.sql(
                        """
                        select sim_expires_on from camera
                         where camera_id = :camera and sim_expires_on is not null
                        """)
                .param("camera", camera.cameraId())
                .query(LocalDate.class)
                .optional();
    }

    @Override
    public boolean saw(Seen what, Instant from, Instant until) {
        var lineages = new Lineages(jdbc);
        return jdbc.sql(
                        """
                        select kind, name, confidence, most from event_label
                         where project_id = :project and camera_id = :camera
                           and last_at >= :from and first_at < :until
                        """)
                .param("project", camera.projectId())
                .param("camera", camera.cameraId())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(
                        (row, number) ->
                                what.names(
                                        row.getString("kind").equals("label"),
                                        row.getString("name"),
                                        row.getDouble("confidence"),
                                        row.getInt("most"),
                                        lineages::of))
                .list()
                .contains(true);
    }

    @Override
    public boolean isUnderway(Instant from, Instant until) {
        return ask("""
                        select exists (
                            select 1 from capture
                             where camera_id = :camera and received_at <= :now
                               and state in ('received', 'detected', 'classified')
                               and origin = 'live'
                               and captured_at >= :from and captured_at < :until)
                        """)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    @Override
    public List<CameraFacts> neighbours(double metres) {
        return neighbourhoods.of(camera, metres).stream()
                .<CameraFacts>map(
                        other ->
                                new StoredCameraFacts(
                                        jdbc,
                                        neighbourhoods,
                                        other,
                                        now,
                                        other.clockZone().orElse(zone)))
                .toList();
    }

    /** Finds the cameras that stand near another. */
    interface Neighbourhoods {
        List<Camera> of(Camera camera, double metres);
    }

    private StatementSpec ask(String sql) {
        return jdbc.sql(sql)
                .param("camera", camera.cameraId())
                .param("now", now.atOffset(ZoneOffset.UTC));
    }

    private OffsetDateTime before(Duration time) {
        return now.minus(time).atOffset(ZoneOffset.UTC);
    }

    private static Optional<Position> position(ResultSet row, int number) throws SQLException {
        var latitude = row.getObject("latitude", Double.class);
        var longitude = row.getObject("longitude", Double.class);
        return latitude == null || longitude == null
                ? Optional.empty()
                : Position.of(latitude, longitude);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
