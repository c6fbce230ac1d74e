package trapline.capture;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trapline.camera.Camera;
import trapline.camera.Cameras;
import trapline.camera.HealthReports;
import trapline.camera.Sighting;
import trapline.project.Projects;

/**
 * Last step of station <em>receive</em>: writes down what a file is. Called inside the transaction
 * that also hands a new capture to detection.
 */
public class RecordStep {
    private static final Logger log = LoggerFactory.getLogger(RecordStep.class);

    private final Projects projects;
    private final Cameras cameras;
    private final HealthReports healthReports;
    private final NewCaptures newCaptures;
    private final Quarantine quarantine;
    private final MeterRegistry meters;

    public RecordStep(
            Projects projects,
            Cameras cameras,
            HealthReports healthReports,
            NewCaptures newCaptures,
            Quarantine quarantine,
            MeterRegistry meters) {
        this.projects = projects;
        this.cameras = cameras;
        this.healthReports = healthReports;
        this.newCaptures = newCaptures;
        this.quarantine = quarantine;
        this.meters = meters;
    }

    /**
     * @return the capture that is to be analysed; none for a repeat, a report or a file that cannot
     *     be used
     */
    public List<Capture> record(IdentifyStep.Identified identified) {
        if (identified instanceof IdentifyStep.Identified.Unusable unusable) {
            setAside(unusable);
            return List.of();
        }
        var read = (IdentifyStep.Identified.Read) identified;
        if (read.reading() instanceof Reading.Media media) {
            return media(read.kept(), media).stream().toList();
        }
        if (read.reading() instanceof Reading.Report report) {
            report(read.kept(), report);
        }
        return List.of();
    }

    private void setAside(IdentifyStep.Identified.Unusable unusable) {
        var project = projects.named(unusable.kept().received().source().project());
        quarantine.add(project.projectId(), unusable);
        meters.counter("trapline.quarantined", "reason", unusable.reason().id()).increment();
        log.atWarn()
                .addKeyValue("source", unusable.kept().received().source().sourceId())
                .addKeyValue("path", unusable.kept().received().path())
                .log(
                        "File set aside in quarantine as {}: {}",
                        unusable.reason().id(),
                        unusable.detail());
    }

    private Optional<Capture> media(ReceiveStep.Kept kept, Reading.Media media) {
        var camera =
                seen(
                        kept,
                        media.deviceId(),
                        media.cameraName(),
                        Optional.of(media.profile()),
                        media.exif());
        var capture = newCaptures.insert(camera, kept, media);
        capture.flatMap(c -> media.exif().temperatureCelsius())
                .ifPresent(
                        celsius ->
                                healthReports.felt(camera, celsius, kept.received().receivedAt()));
        meters.counter("trapline.captures", "outcome", capture.isPresent() ? "new" : "repeated")
                .increment();
        return capture.filter(c -> c.state() == Capture.State.RECEIVED);
    }

    private void report(ReceiveStep.Kept kept, Reading.Report report) {
        var camera = seen(kept, report.deviceId(), report.deviceId(), Optional.empty(), Exif.NONE);
        healthReports.add(
                camera,
                report.report(),
                report.zone(),
                kept.blob().sha256(),
                kept.received().receivedAt());
    }

    private Camera seen(
            ReceiveStep.Kept kept,
            String deviceId,
            String name,
            Optional<String> profile,
            Exif exif) {
        var source = kept.received().source();
        var sighting =
                new Sighting(
                        source.project(),
                        deviceId,
                        name,
                        source.approvesNewCameras(),
                        source.sourceId(),
                        profile,
                        exif.make(),
                        exif.model(),
                        kept.received().receivedAt());
        return cameras.seen(sighting).orElseGet(() -> firstOfItsProject(sighting));
    }

    private Camera firstOfItsProject(Sighting sighting) {
        projects.named(sighting.project());
        return cameras.seen(sighting).orElseThrow();
    }
}
