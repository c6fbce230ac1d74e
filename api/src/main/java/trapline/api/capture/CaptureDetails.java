package trapline.api.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.api.access.Scope;
import trapline.api.page.Columns;
import trapline.api.privacy.Privacies;

/** One capture with everything that is known about it. Reads only. */
class CaptureDetails {
    private static final String VISIBLE =
            " where c.capture_id = :id and c.project_id = any(cast(:projects as uuid[]))";

    private static final String CAPTURE =
            """
            select c.*, camera.name as camera_name, member.event_id
              from capture c
              join camera on camera.camera_id = c.camera_id
              left join event_capture member on member.capture_id = c.capture_id
            """
                    + VISIBLE;

    private static final String FAILURES =
            """
            select job_id, stage, reason, attempts, failed_at from failed_job
             where subject_id = :id and redriven_at is null order by failed_at desc
            """;

    private static final String RUNS =
            """
            select run_id, model, model_version, ran_at from detection_run
             where capture_id = :id order by ran_at desc, run_id desc
            """;

    private static final String DETECTIONS =
            """
            select detection_id, run_id, category, source_label, confidence,
                   bbox_x, bbox_y, bbox_width, bbox_height,
                   frame_number, frame_at_ms / 1000.0::double precision as frame_seconds
              from detection where capture_id = :id order by run_id, ordinal
            """;

    private static final String CLASSIFICATIONS =
            """
            select detection_id, model, model_version, rank, label, confidence, source, raw_label,
                   raw_confidence, classified_at
              from classification where capture_id = :id
             order by detection_id, classified_at desc, model, model_version, rank
            """;

    private final JdbcClient jdbc;
    private final Privacies privacies;
    private final ObjectMapper json;

    CaptureDetails(JdbcClient jdbc, Privacies privacies, ObjectMapper json) {
        this.jdbc = jdbc;
        this.privacies = privacies;
        this.json = json;
    }

    /** Empty if there is none, or none in this scope. */
    Optional<CaptureView> find(Scope scope, UUID captureId) {
        var failures = jdbc.sql(FAILURES).param("id", captureId).query(this::failure).list();
        return jdbc.sql(CAPTURE)
                .param("id", captureId)
                .param("projects", scope.sql())
                .query((row, number) -> capture(new Columns(row), failures))
                .optional();
    }

    /**
     * What is needed to hand out an original.
     *
     * @param mediaType as found by looking at the bytes
     */
    record Original(UUID captureId, String blobKey, String mediaType, String sha256) {}

    Optional<Original> original(Scope scope, UUID captureId) {
        return jdbc.sql(
                        "select c.capture_id, c.blob_key, c.media_type, c.sha256 from capture c"
                                + VISIBLE)
                .param("id", captureId)
                .param("projects", scope.sql())
                .query(
                        (row, number) -> {
                            var columns = new Columns(row);
                            return new Original(
                                    columns.id("capture_id"),
                                    columns.text("blob_key"),
                                    columns.text("media_type"),
                                    columns.text("sha256"));
                        })
                .optional();
    }

    /** Where a capture stands in lists. */
    record Place(UUID captureId, Instant receivedAt, Instant capturedAt) {}

    /** Empty if there is none, or none in this scope. */
    Optional<Place> place(Scope scope, UUID captureId) {
        return jdbc.sql(
                        "select c.capture_id, c.received_at, c.captured_at from capture c"
                                + VISIBLE)
                .param("id", captureId)
                .param("projects", scope.sql())
                .query(
                        (row, number) -> {
                            var columns = new Columns(row);
                            return new Place(
                                    columns.id("capture_id"),
                                    columns.instant("received_at"),
                                    columns.instant("captured_at"));
                        })
                .optional();
    }

    /** Whether this capture, which has this detection, is in the scope. */
    boolean has(Scope scope, UUID captureId, UUID detectionId) {
        return jdbc.sql(
                        "select exists (select 1 from capture c join detection d using (capture_id)"
                                + VISIBLE
                                + " and d.detection_id = :detection)")
                .param("id", captureId)
                .param("detection", detectionId)
                .param("projects", scope.sql())
                .query(Boolean.class)
                .single();
    }

    private CaptureView capture(Columns columns, List<CaptureView.Failure> failures)
            throws SQLException {
        var id = columns.id("capture_id");
        return new CaptureView(
                id,
                columns.id("project_id"),
                columns.id("camera_id"),
                columns.text("camera_name"),
                columns.maybeId("event_id"),
                columns.text("source_id"),
                columns.text("path"),
                failures.isEmpty() ? columns.text("state") : CaptureState.FAILED.id(),
                columns.text("kind"),
                columns.text("media_type"),
                columns.bigNumber("size_bytes"),
                columns.maybeInt("width"),
                columns.maybeInt("height"),
                columns.text("sha256"),
                columns.text("origin"),
                columns.flag("truncated"),
                columns.instant("received_at"),
                columns.maybeInstant("completed_at"),
                new CaptureView.Time(
                        columns.instant("captured_at"),
                        columns.maybeText("captured_raw"),
                        columns.text("captured_zone"),
                        columns.text("captured_source"),
                        columns.texts("time_flags")),
                position(columns),
                columns.texts("position_flags"),
                sequence(columns),
                facts(columns.text("facts")),
                failures,
                runs(id),
                privacies.ofCapture(id).filter(Privacies.OfCapture::guarded).isPresent(),
                CaptureLinks.of(id));
    }

    private static Optional<CaptureView.Position> position(Columns columns) throws SQLException {
        var latitude = columns.maybeDouble("latitude");
        var longitude = columns.maybeDouble("longitude");
        return latitude.flatMap(
                north -> longitude.map(east -> new CaptureView.Position(north, east)));
    }

    private static Optional<CaptureView.SequencePlace> sequence(Columns columns)
            throws SQLException {
        var length = columns.maybeInt("sequence_length");
        return columns.maybeInt("sequence_number")
                .map(place -> new CaptureView.SequencePlace(place, length));
    }

    private JsonNode facts(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database keeps only valid JSON here", e);
        }
    }

    private List<CaptureView.Run> runs(UUID captureId) {
        var names =
                jdbc
                        .sql(CLASSIFICATIONS)
                        .param("id", captureId)
                        .query(
                                (row, number) ->
                                        Map.entry(
                                                row.getObject("detection_id", UUID.class),
                                                classification(new Columns(row))))
                        .list()
                        .stream()
                        .collect(grouped());
        var boxes =
                jdbc
                        .sql(DETECTIONS)
                        .param("id", captureId)
                        .query(
                                (row, number) ->
                                        Map.entry(
                                                row.getObject("run_id", UUID.class),
                                                detection(captureId, new Columns(row), names)))
                        .list()
                        .stream()
                        .collect(grouped());
        return jdbc.sql(RUNS)
                .param("id", captureId)
                .query(
                        (row, number) -> {
                            var columns = new Columns(row);
                            var run = columns.id("run_id");
                            return new CaptureView.Run(
                                    run,
                                    columns.text("model"),
                                    columns.text("model_version"),
                                    columns.instant("ran_at"),
                                    boxes.getOrDefault(run, List.of()));
                        })
                .list();
    }

    private static <T>
            java.util.stream.Collector<Map.Entry<UUID, T>, ?, Map<UUID, List<T>>> grouped() {
        return Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList()));
    }

    private static CaptureView.DetectionView detection(
            UUID captureId, Columns columns, Map<UUID, List<CaptureView.ClassificationView>> names)
            throws SQLException {
        var id = columns.id("detection_id");
        return new CaptureView.DetectionView(
                id,
                columns.text("category"),
                columns.text("source_label"),
                columns.fraction("confidence"),
                List.of(
                        columns.fraction("bbox_x"),
                        columns.fraction("bbox_y"),
                        columns.fraction("bbox_width"),
                        columns.fraction("bbox_height")),
                names.getOrDefault(id, List.of()),
                columns.maybeInt("frame_number"),
                columns.maybeDouble("frame_seconds"),
                CaptureLinks.crop(captureId, id));
    }

    private static CaptureView.ClassificationView classification(Columns columns)
            throws SQLException {
        return new CaptureView.ClassificationView(
                columns.text("model"),
                columns.text("model_version"),
                columns.number("rank"),
                columns.text("label"),
                columns.fraction("confidence"),
                columns.text("source"),
                columns.maybeText("raw_label"),
                columns.maybeDouble("raw_confidence"),
                columns.instant("classified_at"));
    }

    private CaptureView.Failure failure(ResultSet row, int number) throws SQLException {
        var columns = new Columns(row);
        return new CaptureView.Failure(
                columns.id("job_id"),
                columns.text("stage"),
                columns.text("reason"),
                columns.number("attempts"),
                columns.instant("failed_at"));
    }
}
