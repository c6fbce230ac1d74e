package trapline.api.export;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One observation as a row of text, with everything of its capture, camera and place. */
final class ObservationRow {
    static final List<String> HEADER =
            List.of(
                    "observationId",
                    "captureId",
                    "eventId",
                    "cameraId",
                    "camera",
                    "deviceId",
                    "site",
                    "latitude",
                    "longitude",
                    "coordinateUncertainty",
                    "capturedAt",
                    "zone",
                    "timeFlags",
                    "file",
                    "path",
                    "kind",
                    "width",
                    "height",
                    "observationType",
                    "label",
                    "scientificName",
                    "count",
                    "sex",
                    "lifeStage",
                    "behavior",
                    "bboxX",
                    "bboxY",
                    "bboxWidth",
                    "bboxHeight",
                    "frame",
                    "detectionConfidence",
                    "labelConfidence",
                    "classificationMethod",
                    "classifiedBy",
                    "classifiedAt",
                    "comments");

    private ObservationRow() {}

    static List<String> of(ExportedCapture capture, ExportedObservation one) {
        var camera = capture.camera();
        var row = new ArrayList<String>(HEADER.size());
        row.add(one.observationId().toString());
        row.add(capture.captureId().toString());
        row.add(text(capture.event().map(ExportedCapture.Event::eventId)));
        row.add(camera.cameraId().toString());
        row.add(camera.name());
        row.add(camera.deviceId());
        row.add(text(capture.site().map(ExportedCamera.Site::name)));
        row.add(text(capture.place().map(ExportedCamera.Place::latitude)));
        row.add(text(capture.place().map(ExportedCamera.Place::longitude)));
        row.add(text(capture.place().flatMap(ExportedCamera.Place::uncertaintyMetres)));
        row.add(time(capture.capturedAt(), capture.zone()));
        row.add(capture.zone().getId());
        row.add(String.join(" ", capture.timeFlags()));
        row.add(capture.fileName());
        row.add(capture.path());
        row.add(capture.kind());
        row.add(text(capture.width()));
        row.add(text(capture.height()));
        row.add(one.type().id());
        row.add(one.label().orElse(""));
        row.add(text(one.scientificName().map(ScientificName::name)));
        row.add(text(one.count()));
        row.add(one.sex().orElse(""));
        row.add(one.lifeStage().orElse(""));
        row.add(one.behavior().orElse(""));
        row.add(text(one.box().map(box -> box.x())));
        row.add(text(one.box().map(box -> box.y())));
        row.add(text(one.box().map(box -> box.width())));
        row.add(text(one.box().map(box -> box.height())));
        row.add(text(one.frame()));
        row.add(text(one.confidence()));
        row.add(text(one.labelConfidence()));
        row.add(one.type() == ExportedObservation.Type.UNCLASSIFIED ? "" : one.method().id());
        row.add(one.by().orElse(""));
        row.add(text(one.at().map(at -> time(at, ZoneId.of("UTC")))));
        row.add(one.comments().orElse(""));
        return row;
    }

    /** With its offset and without fractions of a second, as Camtrap DP wants it. */
    static String time(Instant at, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                at.truncatedTo(ChronoUnit.SECONDS).atZone(zone).toOffsetDateTime());
    }

    static String text(Optional<?> value) {
        return value.map(String::valueOf).orElse("");
    }
}
