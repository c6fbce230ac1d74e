package trapline.detection;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** What each camera usually sees, as the motion detector remembers it. */
public class Backgrounds {
    private final JdbcClient jdbc;
    private final Clock clock;

    public Backgrounds(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Optional<byte[]> find(UUID cameraId) {
        return jdbc.sql("select background from camera_background where camera_id = :camera")
                .param("camera", cameraId)
                .query((row, number) -> row.getBytes(1))
                .optional();
    }

    @Transactional
    public void save(UUID cameraId, byte[] background) {
        jdbc.sql(
                        """
                        insert into camera_background (camera_id, background, updated_at)
                        values (:camera, :background, :now)
                        on conflict (camera_id) do update
                           set background = excluded.background, updated_at = excluded.updated_at
                        """)
                .param("camera", cameraId)
                .param("background", background)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
