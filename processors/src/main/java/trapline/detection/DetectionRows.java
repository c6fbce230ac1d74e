package trapline.detection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import trapline.capture.Capture;
import trapline.capture.Captures;
import trapline.capture.UnknownCapture;
import trapline.stage.PermanentFailure;

/**
 * Gathers the rows of {@link DetectionLog#NEWEST}. Where a box is joined to more, its rows come one
 * after the other, and it counts once.
 */
public final class DetectionRows {
    private final UUID captureId;
    private final List<Detection> found = new ArrayList<>();
    private Optional<Run> run = Optional.empty();

    /**
     * @param captureId the capture that was asked for, of which there may be no row
     */
    public DetectionRows(UUID captureId) {
        this.captureId = captureId;
    }

    /** The row the cursor stands on. */
    public void add(ResultSet row) throws SQLException {
        if (run.isEmpty()) {
            run =
                    Optional.of(
                            new Run(
                                    Captures.capture(row, 0),
                                    Optional.ofNullable(row.getString("model")),
                                    row.getString("model_version")));
        }
        var id = row.getObject("detection_id", UUID.class);
        if (id != null && (found.isEmpty() || !last().detectionId().equals(id))) {
            found.add(detection(id, row));
        }
    }

    /**
     * @throws UnknownCapture if there was no row
     * @throws PermanentFailure if nobody has looked at the capture
     */
    public Detections detections() {
        var newest = run.orElseThrow(() -> new UnknownCapture(captureId));
        return new Detections(
                newest.capture(),
                newest.model().orElseThrow(this::notLookedAt),
                newest.modelVersion(),
                found);
    }

    private PermanentFailure notLookedAt() {
        return new PermanentFailure(
                "The capture %s has not been through detection.".formatted(captureId));
    }

    private Detection last() {
        return found.get(found.size() - 1);
    }

    private static Detection detection(UUID id, ResultSet row) throws SQLException {
        return new Detection(
                id,
                row.getString("category"),
                row.getString("source_label"),
                row.getDouble("confidence"),
                new BoundingBox(
                        row.getDouble("bbox_x"),
                        row.getDouble("bbox_y"),
                        row.getDouble("bbox_width"),
                        row.getDouble("bbox_height")),
                frame(row));
    }

    private static Optional<Frame> frame(ResultSet row) throws SQLException {
        var number = Optional.ofNullable(row.getObject("frame_number", Integer.class));
        var millis = row.getLong("frame_at_ms");
        return number.map(found -> new Frame(found, Duration.ofMillis(millis)));
    }

    /**
     * @param model empty: there was none
     */
    private record Run(Capture capture, Optional<String> model, String modelVersion) {}
}
