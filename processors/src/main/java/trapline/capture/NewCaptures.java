package trapline.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.camera.Camera;
import trapline.camera.Position;
import trapline.project.Identifiers;

/** Writes new captures. The content decides what is new: a camera's same bytes are one capture. */
public class NewCaptures {
    private static final String INSERT =
            """
            insert into capture (capture_id, project_id, camera_id, source_id, path, kind, media_type,
                                 size_bytes, width, height, sha256, blob_key, state, origin, truncated,
                                 received_at, captured_at, captured_raw, captured_zone,
                                 captured_source, time_flags, latitude, longitude, position_flags,
                                 sequence_number, sequence_length, facts)
            values (:id, :project, :camera, :source, :path, :kind, :type,
                    :size, :width, :height, :sha256, :blob, :state, :origin, :truncated,
                    :received, :captured, :raw, :zone,
                    :capturedSource, :timeFlags, :latitude, :longitude, :positionFlags,
                    :sequenceNumber, :sequenceLength, cast(:facts as jsonb))
            on conflict (camera_id, sha256) do nothing
            returning *
            """;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient jdbc;
    private final Identifiers identifiers;

    public NewCaptures(JdbcClient jdbc, Identifiers identifiers) {
        this.jdbc = jdbc;
        this.identifiers = identifiers;
    }

    /** Empty when the camera has sent the same bytes before. */
    @Transactional
    public Optional<Capture> insert(Camera camera, ReceiveStep.Kept kept, Reading.Media media) {
        var received = kept.received();
        var facts = Facts.of(media.content());
        var captured = media.capturedAt();
        return jdbc.sql(INSERT)
                .param("id", identifiers.next())
                .param("project", camera.projectId())
                .param("camera", camera.cameraId())
                .param("source", received.source().sourceId())
                .param("path", received.path())
                .param("kind", facts.kind())
                .param("type", facts.mediaType())
                .param("size", kept.blob().sizeBytes())
                // With its type also where it is null: else each change of mind is prepared anew.
                .param("width", facts.width().orElse(null), Types.INTEGER)
                .param("height", facts.height().orElse(null), Types.INTEGER)
                .param("sha256", kept.blob().sha256())
                .param("blob", kept.blob().blobKey())
                .param("state", "received")
                .param("origin", origin(received).name().toLowerCase(Locale.ROOT))
                .param("truncated", facts.truncated())
                .param("received", received.receivedAt().atOffset(ZoneOffset.UTC))
                .param("captured", captured.instant().atOffset(ZoneOffset.UTC))
                .param("raw", captured.raw().orElse(null), Types.VARCHAR)
                .param("zone", captured.zone().getId())
                .param("capturedSource", captured.source())
                .param("timeFlags", captured.flags().toArray(String[]::new))
                .param(
                        "latitude",
                        media.position().map(Position::latitude).orElse(null),
                        Types.DOUBLE)
                .param(
                        "longitude",
                        media.position().map(Position::longitude).orElse(null),
                        Types.DOUBLE)
                .param("positionFlags", media.positionFlags().toArray(String[]::new))
                .param("sequenceNumber", media.exif().sequenceNumber().orElse(null), Types.INTEGER)
                .param("sequenceLength", media.exif().sequenceLength().orElse(null), Types.INTEGER)
                .param("facts", facts(media.exif()))
                .query(Captures::capture)
                .optional();
    }

    /** What the columns hold of a picture or a clip. */
    private record Facts(
            String kind,
            String mediaType,
            Optional<Integer> width,
            Optional<Integer> height,
            boolean truncated) {

        static Facts of(Content content) {
            if (content instanceof Content.Picture picture) {
                return new Facts(
                        "picture",
                        picture.mediaType(),
                        Optional.of(picture.width()),
                        Optional.of(picture.height()),
                        picture.truncated());
            }
            if (content instanceof Content.Clip clip) {
                return new Facts(
                        "clip", clip.mediaType(), clip.width(), clip.height(), clip.truncated());
            }
            throw new IllegalArgumentException("a report is no capture");
        }
    }

    /** A file that had lain in its source for long when it was taken is no news. */
    private static Capture.Origin origin(ReceivedFile received) {
        if (received.reprocessed()) {
            return Capture.Origin.REPROCESSED;
        }
        var oldest = received.receivedAt().minus(received.source().freshFor());
        return received.modifiedAt().isBefore(oldest)
                ? Capture.Origin.BACKLOG
                : Capture.Origin.LIVE;
    }

    private static String facts(Exif exif) {
        var facts = new LinkedHashMap<String, String>(exif.facts());
        exif.make().ifPresent(make -> facts.put("make", make));
        exif.model().ifPresent(model -> facts.put("model", model));
        exif.serial().ifPresent(serial -> facts.put("serial", serial));
        exif.userLabel().ifPresent(label -> facts.put("userLabel", label));
        exif.temperatureCelsius()
                .ifPresent(celsius -> facts.put("temperatureCelsius", celsius.toString()));
        facts.replaceAll((name, value) -> value.replace("\0", ""));
        try {
            return JSON.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts is always JSON", e);
        }
    }
}
