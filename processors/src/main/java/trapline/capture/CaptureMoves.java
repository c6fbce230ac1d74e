package trapline.capture;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Says that captures were taken by another camera than they were thought to be. */
public class CaptureMoves {
    /** A picture that the other camera has already stays where it is: it would be there twice. */
    private static final String MOVE =
            """
            update capture c set camera_id = k.camera_id
              from camera k
             where k.camera_id = :camera and c.capture_id in (:captures)
               and c.project_id = k.project_id and c.camera_id <> k.camera_id
               and not exists (select 1 from capture other
                                where other.camera_id = k.camera_id and other.sha256 = c.sha256)
            returning c.capture_id
            """;

    private final JdbcClient jdbc;

    public CaptureMoves(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Moves captures to a camera of the same project.
     *
     * @return those that were moved
     */
    @Transactional
    public List<UUID> move(Collection<UUID> captures, UUID cameraId) {
        return jdbc.sql(MOVE)
                .param("captures", captures)
                .param("camera", cameraId)
                .query(UUID.class)
                .list();
    }
}
