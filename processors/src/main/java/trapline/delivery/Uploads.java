package trapline.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a channel's party keeps under an id of its own, so that each goes there once: a picture, or
 * a report that another step adds to.
 */
public class Uploads {
    private final JdbcClient jdbc;
    private final Clock clock;

    public Uploads(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The party's id of a picture.
     *
     * @param kept how long the party keeps it
     */
    public Optional<String> find(String channel, String picture, Duration kept) {
        return jdbc.sql(
                        """
                        select media_id from delivery_upload
                         where channel = :channel and picture = :picture
                           and uploaded_at > :since
                        """)
                .param("channel", channel)
                .param("picture", picture)
                .param("since", clock.instant().minus(kept).atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional();
    }

    @Transactional
    public void keep(String channel, String picture, String mediaId) {
        jdbc.sql(
                        """
                        insert into delivery_upload (channel, picture, media_id, uploaded_at)
                        values (:channel, :picture, :media, :now)
                        on conflict (channel, picture)
                        do update set media_id = excluded.media_id,
                                      uploaded_at = excluded.uploaded_at
                        """)
                .param("channel", channel)
                .param("picture", picture)
                .param("media", mediaId)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * The same, but whoever comes first stays.
     *
     * @return the id that is kept now
     */
    @Transactional
    public String keepFirst(String channel, String picture, String mediaId) {
        return jdbc.sql(
                        """
                        insert into delivery_upload as kept (channel, picture, media_id, uploaded_at)
                        values (:channel, :picture, :media, :now)
                        on conflict (channel, picture)
                        do update set media_id = kept.media_id
                        returning media_id
                        """)
                .param("channel", channel)
                .param("picture", picture)
                .param("media", mediaId)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(String.class)
                .single();
    }

    /** The party does not know the id any more. */
    @Transactional
    public void forget(String channel, String picture) {
        jdbc.sql("delete from delivery_upload where channel = :channel and picture = :picture")
                .param("channel", channel)
                .param("picture", picture)
                .update();
    }
}
