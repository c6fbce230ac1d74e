package trapline.testing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import trapline.alert.Alerts;
import trapline.alert.CheckStep;
import trapline.alert.CoolDowns;
import trapline.alert.DigestStep;
import trapline.alert.EscalateStep;
import trapline.alert.Incidents;
import trapline.alert.JudgeStep;
import trapline.alert.Raising;
import trapline.alert.RuleLocks;
import trapline.alert.Rules;
import trapline.alert.StoredPast;
import trapline.blob.StoredBlob;
import trapline.camera.Camera;
import trapline.camera.Cameras;
import trapline.camera.HealthReports;
import trapline.camera.Sighting;
import trapline.capture.Capture;
import trapline.capture.CapturedAt;
import trapline.capture.Captures;
import trapline.capture.Content;
import trapline.capture.Exif;
import trapline.capture.NewCaptures;
import trapline.capture.Quarantine;
import trapline.capture.Reading;
import trapline.capture.ReceiveStep;
import trapline.capture.ReceivedFile;
import trapline.capture.Source;
import trapline.classification.ClassificationLog;
import trapline.condition.InstallationFacts;
import trapline.delivery.Deliveries;
import trapline.detection.DetectionLog;
import trapline.event.EventDecisions;
import trapline.event.EventHistory;
import trapline.event.EventLabels;
import trapline.event.Events;
import trapline.project.Identifiers;
import trapline.project.Project;
import trapline.project.Projects;
import trapline.stage.FailedJobs;
import trapline.stage.Stages;

/**
 * The repositories of the domain on a test's database, in transactions as in the application, and
 * the cameras and captures that tests begin with.
 */
public final class World {
    public final TestDatabase database;
    public final TestClock clock;
    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    public final Identifiers identifiers = new Identifiers();
    public final Projects projects;
    public final Cameras cameras;
    public final HealthReports healthReports;
    public final Stages stages;
    public final FailedJobs failedJobs;
    public final Captures captures;
    public final NewCaptures newCaptures;
    public final Quarantine quarantine;
    public final DetectionLog detectionLog;
    public final ClassificationLog classificationLog;
    public final Events events;
    public final EventLabels eventLabels;
    public final EventHistory eventHistory;
    public final EventDecisions eventDecisions;
    public final Alerts alerts;
    public final CoolDowns coolDowns;
    public final Raising raising;
    public final Incidents incidents;
    public final RuleLocks ruleLocks;
    public final Deliveries deliveries;

    public World(TestDatabase database, TestClock clock) {
        var jdbc = database.jdbc();
        this.database = database;
        this.clock = clock;
        projects = database.transactional(new Projects(jdbc, identifiers, clock));
        cameras = database.transactional(new Cameras(jdbc, identifiers));
        healthReports = database.transactional(new HealthReports(jdbc, identifiers));
        stages = database.transactional(new Stages(jdbc, clock));
        failedJobs = database.transactional(new FailedJobs(jdbc, stages, clock));
        captures = database.transactional(new Captures(jdbc, clock));
        newCaptures = database.transactional(new NewCaptures(jdbc, identifiers));
        quarantine = database.transactional(new Quarantine(jdbc, identifiers, clock));
        detectionLog = database.transactional(new DetectionLog(jdbc, identifiers, clock));
        classificationLog = database.transactional(new ClassificationLog(jdbc, clock));
        events = database.transactional(new Events(jdbc, identifiers, clock));
        eventLabels = database.transactional(new EventLabels(jdbc));
        eventHistory = database.transactional(new EventHistory(jdbc, clock));
        eventDecisions = database.transactional(new EventDecisions(jdbc, eventHistory, clock));
        alerts = database.transactional(new Alerts(jdbc, eventHistory, clock));
        coolDowns = database.transactional(new CoolDowns(jdbc));
        raising = database.transactional(new Raising(jdbc, alerts, coolDowns, meters));
        incidents = database.transactional(new Incidents(jdbc, identifiers, eventHistory, clock));
        ruleLocks = database.transactional(new RuleLocks(jdbc, clock));
        deliveries = database.transactional(new Deliveries(jdbc, stages, identifiers, clock));
    }

    /** Judges by these rules, in UTC where a camera has no zone; no free condition ever holds. */
    public JudgeStep judgeStep(Rules rules) {
        return new JudgeStep(
                rules,
                new JudgeStep.Memory(raising, alerts, coolDowns, new StoredPast(database.jdbc())),
                (text, facts) -> false,
                new JudgeStep.Surroundings(identifiers, ZoneOffset.UTC, clock));
    }

    /** Checks these rules; of the installation it knows what it is given. */
    public CheckStep checkStep(Rules rules, InstallationFacts installation) {
        return new CheckStep(
                rules,
                new CheckStep.Memory(ruleLocks, incidents, raising, coolDowns),
                new CheckStep.Facts(
                        database.jdbc(), projects, cameras, () -> installation, ZoneOffset.UTC),
                identifiers,
                clock);
    }

    public EscalateStep escalateStep(Rules rules) {
        return new EscalateStep(database.jdbc(), rules, eventHistory, clock);
    }

    public DigestStep digestStep(Rules rules) {
        return new DigestStep(
                database.jdbc(), rules, projects, incidents, alerts, identifiers, clock);
    }

    public Project project() {
        return projects.named(Project.DEFAULT);
    }

    /** A camera of the default project that may alert. */
    public Camera camera(String deviceId) {
        return camera(project(), deviceId, true);
    }

    /** A camera of the default project that nobody has approved. */
    public Camera pendingCamera(String deviceId) {
        return camera(project(), deviceId, false);
    }

    public Camera camera(Project project, String deviceId, boolean approved) {
        return cameras.seen(
                        new Sighting(
                                project.name(),
                                deviceId,
                                deviceId,
                                approved,
                                "test-source",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                clock.instant()))
                .orElseThrow();
    }

    /** Puts a camera at a site of this name, made if it is not there. */
    public Camera at(Camera camera, String site) {
        database.jdbc()
                .sql(
                        """
                        insert into site (site_id, project_id, name, created_at)
                        values (:id, :project, :name, :now) on conflict do nothing
                        """)
                .param("id", identifiers.next())
                .param("project", camera.projectId())
                .param("name", site)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return set(
                camera,
                "site_id",
                database.jdbc()
                        .sql(
                                "select site_id from site where project_id = :project and name = :name")
                        .param("project", camera.projectId())
                        .param("name", site)
                        .query(UUID.class)
                        .single());
    }

    /** Sets a column of a camera, as an admin would through the API. */
    public Camera set(Camera camera, String column, Object value) {
        database.jdbc()
                .sql("update camera set %s = :value where camera_id = :id".formatted(column))
                .param("value", value)
                .param("id", camera.cameraId())
                .update();
        return cameras.find(camera.cameraId()).orElseThrow();
    }

    /** A live picture, received now and taken at the same time. */
    public Capture capture(Camera camera) {
        return capture(camera, clock.instant());
    }

    /** A live picture, received now. */
    public Capture capture(Camera camera, Instant capturedAt) {
        return capture(camera, capturedAt, clock.instant(), false);
    }

    /** A picture that lay in its source for two hours. */
    public Capture backlogCapture(Camera camera) {
        return capture(camera, clock.instant(), clock.instant().minus(Duration.ofHours(2)), false);
    }

    /** A picture that came out of quarantine. */
    public Capture reprocessedCapture(Camera camera) {
        return capture(camera, clock.instant(), clock.instant(), true);
    }

    private Capture capture(
            Camera camera, Instant capturedAt, Instant modifiedAt, boolean reprocessed) {
        var content = identifiers.next().toString().replace("-", "");
        var sha256 = content + content;
        var key = sha256.substring(0, 2) + "/" + sha256.substring(2, 4) + "/" + sha256;
        var source =
                new Source(
                        camera.sourceId(),
                        Project.DEFAULT,
                        Optional.empty(),
                        true,
                        Duration.ofHours(1),
                        Set.of());
        var kept =
                new ReceiveStep.Kept(
                        new ReceivedFile(
                                source,
                                Optional.empty(),
                                camera.deviceId() + "/IMG_0001.JPG",
                                Path.of("gone"),
                                modifiedAt,
                                clock.instant(),
                                reprocessed),
                        new StoredBlob(key, sha256, 1000));
        var media =
                new Reading.Media(
                        new Content.Picture("image/jpeg", 640, 480, false),
                        camera.deviceId(),
                        camera.name(),
                        "generic",
                        new CapturedAt(
                                capturedAt,
                                Optional.empty(),
                                camera.zone().<ZoneId>map(ZoneId::of).orElse(ZoneOffset.UTC),
                                "exif",
                                List.of()),
                        Optional.empty(),
                        List.of(),
                        Exif.NONE);
        return newCaptures.insert(camera, kept, media).orElseThrow();
    }
}
