package trapline.capture;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.camera.Position;
import trapline.project.Identifiers;

/**
 * Follows where cameras stand: reads the positions on their captures in the order of arrival. Two
 * readings that lie within 250 metres of each other, and farther than that from where the camera
 * stood, are a new deployment, from the first of them on. Its site is the nearest within 250
 * metres, else a new one. One reading alone moves nothing.
 */
public class Deployments {
    /** Positions of a camera that stands still scatter by less than this. */
    static final double SAME_PLACE_METRES = 250;

    private static final int READINGS = 500;

    private static final String TO_READ =
            """
            select k.camera_id from camera k
              left join camera_place p on p.camera_id = k.camera_id
             where k.state <> 'retired'
               and exists (select 1 from capture c
                            where c.camera_id = k.camera_id
                              and c.received_at > coalesce(p.read_until, '-infinity'))
             order by k.camera_id
            """;

    private static final String HOLD =
            """
            insert into camera_place (camera_id, read_until) values (:camera, '-infinity')
            on conflict (camera_id) do update set read_until = camera_place.read_until
            returning candidate_latitude, candidate_longitude, candidate_since,
                      (select c.project_id from camera c where c.camera_id = :camera) as project_id
            """;

    private static final String READINGS_OF =
            """
            select received_at, captured_at, latitude, longitude from capture
             where camera_id = :camera
               and received_at > (select read_until from camera_place where camera_id = :camera)
             order by received_at, capture_id limit :limit
            """;

    private static final String LASTING =
            """
            select latitude, longitude from deployment
             where camera_id = :camera and ended_at is null and undone_at is null
            """;

    /** Where somebody said that the camera did not stand. */
    private static final String UNDONE =
            """
            select latitude, longitude from deployment
             where camera_id = :camera and undone_at is not null
            """;

    private static final String SITES =
            """
            select site_id, latitude, longitude from site
             where project_id = :project and latitude is not null and longitude is not null
            """;

    private final JdbcClient jdbc;
    private final Identifiers identifiers;
    private final Clock clock;

    public Deployments(JdbcClient jdbc, Identifiers identifiers, Clock clock) {
        this.jdbc = jdbc;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** The cameras whose captures may hold positions that were not read yet. */
    public List<UUID> toRead() {
        return jdbc.sql(TO_READ).query(UUID.class).list();
    }

    /**
     * Reads on where the last time ended.
     *
     * @return how many captures were read; 500 or more says that there may be more
     */
    @Transactional
    public int follow(UUID cameraId) {
        var held =
                jdbc.sql(HOLD)
                        .param("camera", cameraId)
                        .query(
                                (row, number) ->
                                        new Held(
                                                row.getObject("project_id", UUID.class),
                                                candidate(row)))
                        .single();
        var readings =
                jdbc.sql(READINGS_OF)
                        .param("camera", cameraId)
                        .param("limit", READINGS)
                        .query(Deployments::reading)
                        .list();
        if (readings.isEmpty()) {
            return 0;
        }
        var undone = positions(UNDONE, "camera", cameraId);
        var here = positions(LASTING, "camera", cameraId).stream().findFirst();
        var candidate = held.candidate();
        for (var reading : readings) {
            if (reading.position().isEmpty()) {
                continue;
            }
            var at = reading.position().get();
            if (here.filter(place -> near(place, at)).isPresent()
                    || undone.stream().anyMatch(place -> near(place, at))) {
                candidate = Optional.empty();
            } else if (candidate.filter(one -> near(one.position(), at)).isPresent()) {
                deploy(held.projectId(), cameraId, candidate.get());
                here = Optional.of(candidate.get().position());
                candidate = Optional.empty();
            } else {
                candidate = Optional.of(new Candidate(at, reading.capturedAt()));
            }
        }
        remember(cameraId, readings.get(readings.size() - 1).receivedAt(), candidate);
        return readings.size();
    }

    /**
     * Takes back the newest deployment of a camera: it never moved. The one before lasts again, and
     * readings at that place move it no more.
     *
     * @param who as people read it
     * @return the camera; empty if there is none like this, or it is not the newest
     */
    @Transactional
    public Optional<UUID> undo(UUID deploymentId, String who) {
        var camera =
                jdbc.sql(
                                """
                                update deployment d set undone_at = :now, undone_by = :who
                                 where d.deployment_id = :id and d.undone_at is null
                                   and not exists (select 1 from deployment newer
                                                    where newer.camera_id = d.camera_id
                                                      and newer.undone_at is null
                                                      and newer.started_at > d.started_at)
                                returning d.camera_id
                                """)
                        .param("id", deploymentId)
                        .param("who", who)
                        .param("now", now())
                        .query(UUID.class)
                        .optional();
        camera.ifPresent(
                id -> {
                    jdbc.sql(
                                    """
                                    update deployment set ended_at = null
                                     where deployment_id = (
                                           select deployment_id from deployment
                                            where camera_id = :camera and undone_at is null
                                            order by started_at desc limit 1)
                                    """)
                            .param("camera", id)
                            .update();
                    jdbc.sql(
                                    """
                                    update camera set site_id = (
                                           select site_id from deployment
                                            where camera_id = :camera and undone_at is null
                                              and ended_at is null)
                                     where camera_id = :camera
                                    """)
                            .param("camera", id)
                            .update();
                });
        return camera;
    }

    private void deploy(UUID projectId, UUID cameraId, Candidate candidate) {
        var position = candidate.position();
        jdbc.sql(
                        """
                        update deployment set ended_at = greatest(started_at, :since)
                         where camera_id = :camera and ended_at is null and undone_at is null
                        """)
                .param("camera", cameraId)
                .param("since", candidate.since().atOffset(ZoneOffset.UTC))
                .update();
        var site = site(projectId, cameraId, position);
        jdbc.sql(
                        """
                        insert into deployment (deployment_id, project_id, camera_id, site_id,
                            latitude, longitude, started_at, made_by, made_at)
                        values (:id, :project, :camera, :site, :latitude, :longitude, :since,
                            'positions', :now)
                        """)
                .param("id", identifiers.next())
                .param("project", projectId)
                .param("camera", cameraId)
                .param("site", site)
                .param("latitude", position.latitude())
                .param("longitude", position.longitude())
                .param("since", candidate.since().atOffset(ZoneOffset.UTC))
                .param("now", now())
                .update();
        jdbc.sql("update camera set site_id = :site where camera_id = :camera")
                .param("site", site)
                .param("camera", cameraId)
                .update();
    }

    /** The nearest site, else the camera's own if that has no position yet, else a new one. */
    private UUID site(UUID projectId, UUID cameraId, Position position) {
        record Placed(UUID siteId, Position position) {}
        var nearest =
                jdbc
                        .sql(SITES)
                        .param("project", projectId)
                        .query(
                                (row, number) ->
                                        new Placed(
                                                row.getObject("site_id", UUID.class),
                                                new Position(
                                                        row.getDouble("latitude"),
                                                        row.getDouble("longitude"))))
                        .list()
                        .stream()
                        .filter(site -> near(site.position(), position))
                        .min(Comparator.comparingDouble(site -> metres(site.position(), position)));
        if (nearest.isPresent()) {
            return nearest.get().siteId();
        }
        var own =
                jdbc.sql(
                                """
                                update site s set latitude = :latitude, longitude = :longitude
                                  from camera k
                                 where k.camera_id = :camera and s.site_id = k.site_id
                                   and s.latitude is null and s.longitude is null
                                returning s.site_id
                                """)
                        .param("camera", cameraId)
                        .param("latitude", position.latitude())
                        .param("longitude", position.longitude())
                        .query(UUID.class)
                        .optional();
        return own.orElseGet(() -> newSite(projectId, cameraId, position));
    }

    private UUID newSite(UUID projectId, UUID cameraId, Position position) {
        return jdbc.sql(
                        """
                        insert into site (site_id, project_id, name, latitude, longitude, created_at)
                        select :id, k.project_id,
                               (select k.name || suffix from (
                                  select case when n = 1 then '' else ' ' || n end as suffix, n
                                    from generate_series(1, 10000) as n) numbered
                                 where not exists (select 1 from site taken
                                                    where taken.project_id = k.project_id
                                                      and taken.name = k.name || suffix)
                                 order by n limit 1),
                               :latitude, :longitude, :now
                          from camera k where k.camera_id = :camera and k.project_id = :project
                        returning site_id
                        """)
                .param("id", identifiers.next())
                .param("project", projectId)
                .param("camera", cameraId)
                .param("latitude", position.latitude())
                .param("longitude", position.longitude())
                .param("now", now())
                .query(UUID.class)
                .single();
    }

    private void remember(UUID cameraId, Instant readUntil, Optional<Candidate> candidate) {
        jdbc.sql(
                        """
                        update camera_place
                           set read_until = :until, candidate_latitude = :latitude,
                               candidate_longitude = :longitude, candidate_since = :since
                         where camera_id = :camera
                        """)
                .param("camera", cameraId)
                .param("until", readUntil.atOffset(ZoneOffset.UTC))
                .param("latitude", candidate.map(one -> one.position().latitude()).orElse(null))
                .param("longitude", candidate.map(one -> one.position().longitude()).orElse(null))
                .param(
                        "since",
                        candidate.map(one -> one.since().atOffset(ZoneOffset.UTC)).orElse(null))
                .update();
    }

    private List<Position> positions(String sql, String name, UUID id) {
        return jdbc.sql(sql)
                .param(name, id)
                .query((row, number) -> new Position(row.getDouble(1), row.getDouble(2)))
                .list();
    }

    private static boolean near(Position one, Position other) {
        return metres(one, other) <= SAME_PLACE_METRES;
    }

    /** On a sphere of the earth's mean radius (haversine). */
    static double metres(Position one, Position other) {
        var north = Math.toRadians(other.latitude() - one.latitude());
        var east = Math.toRadians(other.longitude() - one.longitude());
        var half =
                Math.pow(Math.sin(north / 2), 2)
                        + Math.cos(Math.toRadians(one.latitude()))
                                * Math.cos(Math.toRadians(other.latitude()))
                                * Math.pow(Math.sin(east / 2), 2);
        return 2 * 6_371_008.8 * Math.asin(Math.sqrt(half));
    }

    private static Optional<Candidate> candidate(ResultSet row) throws SQLException {
        var since = row.getObject("candidate_since", OffsetDateTime.class);
        return since == null
                ? Optional.empty()
                : Optional.of(
                        new Candidate(
                                new Position(
                                        row.getDouble("candidate_latitude"),
                                        row.getDouble("candidate_longitude")),
                                since.toInstant()));
    }

    private static Reading reading(ResultSet row, int number) throws SQLException {
        var north = row.getObject("latitude", Double.class);
        var east = row.getObject("longitude", Double.class);
        return new Reading(
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getObject("captured_at", OffsetDateTime.class).toInstant(),
                north == null || east == null ? Optional.empty() : Position.of(north, east));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private record Held(UUID projectId, Optional<Candidate> candidate) {}

    private record Candidate(Position position, Instant since) {}

    private record Reading(Instant receivedAt, Instant capturedAt, Optional<Position> position) {}
}
