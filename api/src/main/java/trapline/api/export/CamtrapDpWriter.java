package trapline.api.export;

import static trapline.api.export.ObservationRow.text;
import static trapline.api.export.ObservationRow.time;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A Camtrap DP 1.0.2 package. The table of media goes straight into the zip, that of observations
 * waits beside it; deployments and the description come last, when everything is known.
 *
 * @see <a href="https://camtrap-dp.tdwg.org">Camtrap DP</a>
 */
class CamtrapDpWriter implements ExportWriter {
    private static final List<String> MEDIA =
            List.of(
                    "mediaID",
                    "deploymentID",
                    "captureMethod",
                    "timestamp",
                    "filePath",
                    "filePublic",
                    "fileName",
                    "fileMediatype",
                    "exifData",
                    "favorite",
                    "mediaComments");

    private static final List<String> OBSERVATIONS =
            List.of(
                    "observationID",
                    "deploymentID",
                    "mediaID",
                    "eventID",
                    "eventStart",
                    "eventEnd",
                    "observationLevel",
                    "observationType",
                    "cameraSetupType",
                    "scientificName",
                    "count",
                    "lifeStage",
                    "sex",
                    "behavior",
                    "individualID",
                    "individualPositionRadius",
                    "individualPositionAngle",
                    "individualSpeed",
                    "bboxX",
                    "bboxY",
                    "bboxWidth",
                    "bboxHeight",
                    "classificationMethod",
                    "classifiedBy",
                    "classificationTimestamp",
                    "classificationProbability",
                    "observationTags",
                    "observationComments");

    private final ObjectMapper json;

    CamtrapDpWriter(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public ExportFormat format() {
        return ExportFormat.CAMTRAP_DP;
    }

    @Override
    public Session open(Path target, ExportContext context) throws IOException {
        return new Archive(target, context);
    }

    private final class Archive implements Session {
        private final ExportContext context;
        private final ZipOutputStream zip;
        private final CsvRows media;
        private final Path observationsFile;
        private final CsvRows observations;
        private final CamtrapDeployments deployments = new CamtrapDeployments();
        private final TreeMap<String, ScientificName> names = new TreeMap<>();
        private final Set<UUID> unplaced = new HashSet<>();
        private long left;

        Archive(Path target, ExportContext context) throws IOException {
            this.context = context;
            this.zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(target)));
            this.observationsFile = target.resolveSibling("observations.csv");
            this.observations = new CsvRows(Files.newOutputStream(observationsFile));
            zip.putNextEntry(new ZipEntry("media.csv"));
            this.media = new CsvRows(zip);
            media.write(MEDIA);
            observations.write(OBSERVATIONS);
        }

        @Override
        public void write(ExportedCapture capture) throws IOException {
            if (capture.place().isEmpty()) {
                unplaced.add(capture.camera().cameraId());
                left++;
                return;
            }
            var deployment = deployments.of(capture);
            media.write(
                    List.of(
                            capture.captureId().toString(),
                            deployment,
                            "activityDetection",
                            time(capture.capturedAt(), capture.zone()),
                            "media/" + capture.fileName(),
                            "false",
                            capture.path(),
                            capture.mediaType(),
                            "",
                            "",
                            capture.failure().orElse("")));
            for (var one : capture.observations()) {
                observations.write(observation(capture, deployment, one));
                one.scientificName().ifPresent(name -> names.putIfAbsent(name.name(), name));
            }
        }

        private List<String> observation(
                ExportedCapture capture, String deployment, ExportedObservation one) {
            var row = new ArrayList<String>(OBSERVATIONS.size());
            var said = one.type() != ExportedObservation.Type.UNCLASSIFIED;
            var box = one.box();
            row.add(one.observationId().toString());
            row.add(deployment);
            row.add(capture.captureId().toString());
            row.add(text(capture.event().map(ExportedCapture.Event::eventId)));
            // At the level of media an observation lasts as long as its picture.
            row.add(time(capture.capturedAt(), capture.zone()));
            row.add(time(capture.capturedAt(), capture.zone()));
            row.add("media");
            row.add(one.type().id());
            row.add("");
            row.add(text(one.scientificName().map(ScientificName::name)));
            row.add(text(one.count()));
            row.add(one.lifeStage().orElse(""));
            row.add(one.sex().orElse(""));
            row.add(one.behavior().orElse(""));
            row.add("");
            row.add("");
            row.add("");
            row.add("");
            row.add(text(box.map(found -> found.x())));
            row.add(text(box.map(found -> found.y())));
            row.add(text(box.map(found -> found.width())));
            row.add(text(box.map(found -> found.height())));
            row.add(said ? one.method().id() : "");
            row.add(said ? one.by().orElse("") : "");
            row.add(said ? text(one.at().map(at -> time(at, capture.zone()))) : "");
            row.add(
                    one.method() == ExportedObservation.Method.MACHINE && said
                            ? text(one.probability())
                            : "");
            row.add(text(one.label().map(label -> "label:" + label.replace('|', '/'))));
            row.add(one.comments().orElse(""));
            return row;
        }

        @Override
        public List<String> finish() throws IOException {
            if (deployments.isEmpty()) {
                throw new NothingToExport(
                        unplaced.isEmpty()
                                ? "No capture fits these filters."
                                : "None of these %d cameras has a position, which the format wants. Give them one."
                                        .formatted(unplaced.size()));
            }
            media.flush();
            zip.closeEntry();
            observations.close();
            zip.putNextEntry(new ZipEntry("observations.csv"));
            Files.copy(observationsFile, zip);
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("deployments.csv"));
            var rows = new CsvRows(zip);
            for (var row : deployments.rows(context.createdAt())) {
                rows.write(row);
            }
            rows.flush();
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("datapackage.json"));
            zip.write(
                    json.writerWithDefaultPrettyPrinter()
                            .writeValueAsBytes(
                                    CamtrapDescription.of(context, deployments, names.values())));
            zip.closeEntry();
            zip.finish();
            zip.flush();
            return leftOut().map(List::of).orElse(List.of());
        }

        private Optional<String> leftOut() {
            return unplaced.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            "%d captures of %d cameras were left out: the cameras have no position, which the format wants."
                                    .formatted(left, unplaced.size()));
        }

        @Override
        public void close() throws IOException {
            observations.close();
            Files.deleteIfExists(observationsFile);
            zip.close();
        }
    }
}
