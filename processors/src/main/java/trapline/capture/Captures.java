package trapline.capture;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * All SQL that writes captures, and the one read the pipeline needs. Lists for people are views.
 */
public class Captures {
    /**
     * Notes that a capture was looked at, and the pictures made from it by then. Part of the
     * statement that writes what was seen.
     */
    public static final String DETECTED =
            """
            update capture
               set state = 'detected', thumbnail_key = :thumbnail,
                   preview_key = :preview, truncated = truncated or :truncated
             where capture_id = :capture
            """;

    /** Notes that a capture has its names. Part of the statement that writes them. */
    public static final String CLASSIFIED =
            "update capture set state = 'classified' where capture_id = :capture";

    private static final String COMPLETE =
            """
            update capture
               set state = 'completed', completed_at = :now, truncated = truncated or :truncated,
                   thumbnail_key = case when bytes_deleted_at is null
                                        then coalesce(:thumbnail, thumbnail_key) end,
                   preview_key = case when bytes_deleted_at is null
                                      then coalesce(:preview, preview_key) end
             where capture_id = :id
            """;

    private static final String FIND = "select * from capture where capture_id = :id";

    private final JdbcClient jdbc;
    private final Clock clock;

    public Captures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Optional<Capture> find(UUID captureId) {
        return jdbc.sql(FIND).param("id", captureId).query(Captures::capture).optional();
    }

    /**
     * Notes that everything was done that the pipeline does with a capture, and the pictures made
     * from it.
     */
    @Transactional
    public void complete(CaptureMessage message) {
        var capture = message.capture();
        jdbc.sql(COMPLETE)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("truncated", capture.truncated())
                // With its type also where it is null: else each change of mind is prepared anew.
                .param("thumbnail", capture.thumbnailKey().orElse(null), Types.VARCHAR)
                .param("preview", capture.previewKey().orElse(null), Types.VARCHAR)
                .param("id", capture.captureId())
                .update();
    }

    /** A row of captures, also where it is joined to what was found on them. */
    public static Capture capture(ResultSet row, int number) throws SQLException {
        return new Capture(
                row.getObject("capture_id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getObject("camera_id", UUID.class),
                row.getString("source_id"),
                row.getString("path"),
                Capture.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("media_type"),
                row.getLong("size_bytes"),
                Optional.ofNullable(row.getObject("width", Integer.class)),
                Optional.ofNullable(row.getObject("height", Integer.class)),
                row.getString("sha256"),
                row.getString("blob_key"),
                Capture.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                Capture.Origin.valueOf(row.getString("origin").toUpperCase(Locale.ROOT)),
                row.getBoolean("truncated"),
                instant(row, "received_at"),
                instant(row, "captured_at"),
                Optional.ofNullable(row.getString("thumbnail_key")),
                Optional.ofNullable(row.getString("preview_key")));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
