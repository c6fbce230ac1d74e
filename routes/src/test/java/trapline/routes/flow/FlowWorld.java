package trapline.routes.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.apache.camel.support.PluginHelper;
import trapline.alert.Rule;
import trapline.alert.Rules;
import trapline.blob.FolderBlobStore;
import trapline.camera.CameraProfile;
import trapline.camera.CameraProfiles;
import trapline.camera.ReportDialects;
import trapline.capture.FileInspection;
import trapline.capture.FileLimits;
import trapline.capture.FileReading;
import trapline.capture.IdentifyStep;
import trapline.capture.OpenCapture;
import trapline.capture.ReceiveStep;
import trapline.capture.RecordStep;
import trapline.capture.Source;
import trapline.capture.Sources;
import trapline.classification.ClassifyStep;
import trapline.classification.OpenClassifications;
import trapline.classification.OpenDetections;
import trapline.classification.StoreStep;
import trapline.delivery.OweStep;
import trapline.detection.DetectStep;
import trapline.event.GroupStep;
import trapline.observation.ObserveStep;
import trapline.project.Project;
import trapline.routes.ftps.Eventually;
import trapline.routes.stage.StageComponent;
import trapline.routes.stage.WakeUps;
import trapline.stage.FailedJob;
import trapline.stage.RetryPolicy;
import trapline.testing.QuietInstallation;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;
import trapline.testing.TestRule;
import trapline.testing.World;

/** The real routes of the stations on a real database; only the models are fakes. */
final class FlowWorld implements AutoCloseable {
    final TestClock clock = TestClock.at("2026-03-01T12:00:00Z");
    final World world;
    final FakeModels models = new FakeModels();
    final Rules rules = new Rules();
    final TrippingStages stages;
    final DefaultCamelContext camel = new DefaultCamelContext();
    private final TestDatabase database;

    /**
     * @param stations whose routes run
     */
    FlowWorld(TestDatabase database, Path folder, int workers, String... stations)
            throws Exception {
        this.database = database;
        world = new World(database, clock);
        stages = database.transactional(new TrippingStages(database.jdbc(), clock));
        var kamelets = new KameletComponent();
        kamelets.setLocation("classpath:trapline/routes/kamelets");
        camel.addComponent("kamelet", kamelets);
        camel.addComponent(
                "stage",
                new StageComponent(
                        stages,
                        world.failedJobs,
                        RetryPolicy.DEFAULT,
                        new WakeUps(database.dataSource()),
                        world.meters,
                        "test"));
        beans(folder).forEach(camel.getRegistry()::bind);
        var properties = new Properties();
        for (var station : List.of("detection", "classification", "event")) {
            properties.put("trapline.%s.workers".formatted(station), String.valueOf(workers));
        }
        properties.put("trapline.detection.spare", "0");
        camel.getPropertiesComponent().setInitialProperties(properties);
        for (var station : stations) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(
                            PluginHelper.getResourceLoader(camel)
                                    .resolveResource(
                                            "classpath:trapline/routes/%s.yaml"
                                                    .formatted(station)));
        }
        camel.start();
    }

    private Map<String, Object> beans(Path folder) throws IOException {
        var sources = new Sources();
        sources.replace(
                List.of(
                        new Source(
                                "inbox",
                                Project.DEFAULT,
                                Optional.empty(),
                                true,
                                Duration.ofHours(1),
                                Set.of())));
        var profiles = new CameraProfiles();
        profiles.replace(
                List.of(
                        new CameraProfile(
                                "generic",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                List.of(CameraProfile.Identity.FOLDER),
                                List.of(CameraProfile.Time.EXIF),
                                Set.of(),
                                0)));
        var reading =
                new FileReading(
                        new FileInspection(FileLimits.DEFAULT),
                        profiles,
                        new ReportDialects(),
                        ZoneOffset.UTC);
        var beans = new HashMap<String, Object>();
        beans.put("required", new SpringTransactionPolicy(database.transactionManager()));
        beans.put(
                "receiveStep",
                new ReceiveStep(
                        new FolderBlobStore(Files.createDirectories(folder.resolve("blobs"))),
                        sources,
                        clock));
        beans.put("identifyStep", new IdentifyStep(reading, world.cameras));
        beans.put(
                "recordStep",
                new RecordStep(
                        world.projects,
                        world.cameras,
                        world.healthReports,
                        world.newCaptures,
                        world.quarantine,
                        world.meters));
        beans.put("openCapture", new OpenCapture(world.captures));
        beans.put("detectStep", new DetectStep(models, world.identifiers));
        beans.put("detectionLog", world.detectionLog);
        beans.put("openDetections", new OpenDetections(world.detectionLog));
        beans.put("classifyStep", new ClassifyStep(models, 0.2));
        beans.put("classificationLog", world.classificationLog);
        var storeStep = new StoreStep(world.detectionLog, world.classificationLog);
        beans.put("storeStep", storeStep);
        beans.put(
                "openClassifications", new OpenClassifications(world.classificationLog, storeStep));
        beans.put("captures", world.captures);
        beans.put("observeStep", new ObserveStep());
        beans.put(
                "groupStep",
                new GroupStep(
                        world.events,
                        world.eventLabels,
                        world.cameras,
                        Duration.ofMinutes(30),
                        Optional.empty()));
        beans.put("judgeStep", world.judgeStep(rules));
        beans.put("rules", rules);
        beans.put("checkStep", world.checkStep(rules, new QuietInstallation(clock.instant())));
        beans.put("escalateStep", world.escalateStep(rules));
        beans.put("digestStep", world.digestStep(rules));
        beans.put("oweStep", new OweStep(world.deliveries));
        return beans;
    }

    /** Whoever sees an animal tells these. */
    void tell(Rule.Recipient... recipients) {
        rules.replace(
                List.of(
                        new TestRule("animals")
                                .categories("animal")
                                .minConfidence(0.3)
                                .tells(List.of(recipients))
                                .build()));
    }

    /** Waits until a stage has so many messages. */
    void has(String stage, int messages) throws Exception {
        Eventually.holds(
                "%s has %d messages".formatted(stage, messages), () -> count(stage) == messages);
    }

    long count(String stage) {
        return world.stages.depths().stream()
                .filter(depth -> depth.stage().equals(stage))
                .mapToLong(depth -> depth.waiting())
                .sum();
    }

    long rows(String table) {
        return database.jdbc()
                .sql("select count(*) from %s".formatted(table))
                .query(Long.class)
                .single();
    }

    String captureState(UUID captureId) {
        return database.jdbc()
                .sql("select state from capture where capture_id = :id")
                .param("id", captureId)
                .query(String.class)
                .single();
    }

    /** Waits until a message backs off, and lets its time come. */
    void backOff() throws Exception {
        Eventually.holds(
                "a message waits",
                () ->
                        database.jdbc()
                                        .sql(
                                                "select count(*) from stage_task where state = 'waiting'")
                                        .query(Long.class)
                                        .single()
                                > 0);
        clock.advance(Duration.ofMinutes(3));
    }

    /** The one failed job, waited for. */
    FailedJob failedJob() throws Exception {
        var projects = List.of(world.project().projectId());
        Eventually.holds("a job fails", () -> !world.failedJobs.newest(projects, 10).isEmpty());
        return world.failedJobs.newest(projects, 10).get(0);
    }

    @Override
    public void close() {
        models.release();
        camel.stop();
    }
}
