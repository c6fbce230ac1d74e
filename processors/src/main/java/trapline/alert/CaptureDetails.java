package trapline.alert;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** All SQL on how much there is to see on captures. */
public class CaptureDetails {
    private final JdbcClient jdbc;

    public CaptureDetails(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A capture with a thumbnail that nobody has measured. */
    public record Unmeasured(
            UUID captureId, UUID cameraId, OffsetDateTime receivedAt, String thumbnailKey) {}

    /** Live captures received since then, newest first. */
    public List<Unmeasured> unmeasured(Instant since, int limit) {
        return jdbc.sql(
                        """
                        select c.capture_id, c.camera_id, c.received_at, c.thumbnail_key
                          from project p
                         cross join lateral (
                                select * from capture n
                                 where n.project_id = p.project_id and n.received_at > :since
                                   and n.origin = 'live' and n.thumbnail_key is not null
                                   and not exists (select 1 from capture_detail d
                                                    where d.capture_id = n.capture_id)
                                 order by n.received_at desc limit :limit) c
                         order by c.received_at desc limit :limit
                        """)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query(Unmeasured.class)
                .list();
    }

    /**
     * @param detail 0 to 1
     * @param view how the scene looks, of mean 0 and length 1
     */
    @Transactional
    public void add(Unmeasured capture, double detail, float[] view) {
        jdbc.sql(
                        """
                        insert into capture_detail (capture_id, camera_id, received_at, detail,
                                                    view)
                        values (:capture, :camera, :received, :detail, :view)
                        on conflict do nothing
                        """)
                .param("capture", capture.captureId())
                .param("camera", capture.cameraId())
                .param("received", capture.receivedAt())
                .param("detail", detail)
                .param("view", view)
                .update();
    }
}
