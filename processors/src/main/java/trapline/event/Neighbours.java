package trapline.event;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.camera.Camera;

/** Which cameras stand near another. */
public class Neighbours {
    /** The haversine formula; the earth's mean radius is 6,371,009 m (IUGG). */
    private static final String NEAR =
            """
            with placed as (
                select c.camera_id, coalesce(c.latitude, s.latitude) as latitude,
                       coalesce(c.longitude, s.longitude) as longitude
                  from camera c left join site s using (site_id)
                 where c.project_id = :project and c.state = 'approved')
            select other.camera_id
              from placed this join placed other on other.camera_id <> this.camera_id
             where this.camera_id = :camera
               and 2 * 6371009 * asin(least(1, sqrt(
                       power(sin(radians(other.latitude - this.latitude) / 2), 2)
                       + cos(radians(this.latitude)) * cos(radians(other.latitude))
                         * power(sin(radians(other.longitude - this.longitude) / 2), 2))))
                   <= :metres
             order by other.camera_id
            """;

    private final JdbcClient jdbc;

    public Neighbours(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The approved cameras of the same project within so many metres; none without a position. */
    public List<UUID> of(Camera camera, double metres) {
        return jdbc.sql(NEAR)
                .param("project", camera.projectId())
                .param("camera", camera.cameraId())
                .param("metres", metres)
                .query(UUID.class)
                .list();
    }
}
