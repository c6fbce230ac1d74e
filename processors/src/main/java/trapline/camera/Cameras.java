package trapline.camera;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.project.Identifiers;

/** All SQL on cameras that the pipeline needs. */
public class Cameras {
    private static final String SELECT =
            """
            select c.*, p.name as project_name, s.name as site_name, s.zone as site_zone
              from camera c join project p using (project_id) left join site s using (site_id)
            """;

    private static final String SEEN =
            """
            with seen as (
            insert into camera (camera_id, project_id, device_id, name, state, source_id, profile,
                                make, model, first_received_at, last_received_at, approved_at,
                                approved_by)
            select :id, project_id, :device, :name, :state, :source, :profile, :make, :model,
                   :received, :received,
                   case when :state = 'approved' then cast(:received as timestamptz) end,
                   case when :state = 'approved' then 'source ' || :source end
              from project where name = :project
            on conflict (project_id, device_id) do update
               set last_received_at = greatest(camera.last_received_at, excluded.last_received_at),
                   profile = coalesce(excluded.profile, camera.profile),
                   make = coalesce(excluded.make, camera.make),
                   model = coalesce(excluded.model, camera.model)
            returning *)
            """
                    + SELECT.replace("from camera c", "from seen c");

    private final JdbcClient jdbc;
    private final Identifiers identifiers;

    public Cameras(JdbcClient jdbc, Identifiers identifiers) {
        this.jdbc = jdbc;
        this.identifiers = identifiers;
    }

    public Optional<Camera> find(UUID cameraId) {
        return jdbc.sql(SELECT + " where c.camera_id = :id")
                .param("id", cameraId)
                .query(Cameras::camera)
                .optional();
    }

    /**
     * @param project the project's name
     */
    public Optional<Camera> find(String project, String deviceId) {
        return jdbc.sql(
                        SELECT
                                + """
                                 where c.device_id = :device and p.name = :project
                                """)
                .param("project", project)
                .param("device", deviceId)
                .query(Cameras::camera)
                .optional();
    }

    /** The approved cameras of a project, in the order in which they were first heard of. */
    public List<Camera> approved(UUID projectId) {
        return jdbc.sql(
                        SELECT
                                + " where c.project_id = :project and c.state = 'approved'"
                                + " order by c.camera_id")
                .param("project", projectId)
                .query(Cameras::camera)
                .list();
    }

    /**
     * The camera, which nobody else holds until the end of the transaction around: what concerns
     * one camera is done one after the other.
     */
    public Optional<Camera> hold(UUID cameraId) {
        return jdbc.sql(SELECT + " where c.camera_id = :id for no key update of c")
                .param("id", cameraId)
                .query(Cameras::camera)
                .optional();
    }

    /**
     * Notes that a camera was heard of, and makes it known if it was not.
     *
     * @return empty if there is no project of this name
     */
    @Transactional
    public Optional<Camera> seen(Sighting sighting) {
        return jdbc.sql(SEEN)
                .param("id", identifiers.next())
                .param("project", sighting.project())
                .param("device", sighting.deviceId())
                .param("name", sighting.name())
                .param("state", sighting.approved() ? "approved" : "pending")
                .param("source", sighting.sourceId())
                // With its type also where it is null: else each change of mind is prepared anew.
                .param("profile", sighting.profile().orElse(null), Types.VARCHAR)
                .param("make", sighting.make().orElse(null), Types.VARCHAR)
                .param("model", sighting.model().orElse(null), Types.VARCHAR)
                .param("received", sighting.receivedAt().atOffset(ZoneOffset.UTC))
                .query(Cameras::camera)
                .optional();
    }

    private static Camera camera(ResultSet row, int number) throws SQLException {
        var independence = row.getObject("independence_seconds", Integer.class);
        var zone =
                row.getString("zone") == null ? row.getString("site_zone") : row.getString("zone");
        return new Camera(
                row.getObject("camera_id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getString("project_name"),
                row.getString("device_id"),
                row.getString("name"),
                Camera.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("source_id"),
                Optional.ofNullable(row.getString("profile")),
                Optional.ofNullable(row.getString("site_name")),
                Optional.ofNullable(zone),
                Optional.ofNullable(independence).map(Duration::ofSeconds),
                Optional.ofNullable(row.getObject("latitude", Double.class)),
                Optional.ofNullable(row.getObject("longitude", Double.class)),
                instant(row, "first_received_at"),
                instant(row, "last_received_at"),
                Set.of((String[]) row.getArray("tags").getArray()));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
