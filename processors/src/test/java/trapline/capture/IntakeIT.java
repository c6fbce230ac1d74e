package trapline.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import trapline.blob.BlobStore;
import trapline.blob.FolderBlobStore;
import trapline.camera.Camera;
import trapline.camera.CameraProfile;
import trapline.camera.CameraProfiles;
import trapline.camera.ReportDialect;
import trapline.camera.ReportDialects;
import trapline.project.Project;
import trapline.stage.Lane;
import trapline.testing.Pictures;
import trapline.testing.SampleData;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;
import trapline.testing.TestExif;
import trapline.testing.World;

/** Receive, identify and record, as the route runs them. */
class IntakeIT {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String REPORT =
            """
            IMEI:861943070068027
            CSQ:23
            Temp:24℃
            Battery:60%
            SD:59405M/59628M
            GPS:52.098737,5.125504
            Total:8932
            Send:310
            Date:01/03/2026 11:46:47
            """;

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    @TempDir Path folder;

    private final World world = new World(database, TestClock.at(NOW.toString()));
    private final Sources sources = new Sources();
    private final CameraProfiles profiles = new CameraProfiles();
    private final ReportDialects dialects = new ReportDialects();
    private BlobStore blobs;
    private ReceiveStep receiveStep;
    private IdentifyStep identifyStep;
    private RecordStep recordStep;
    private Reprocessing reprocessing;

    @BeforeEach
    void begin() throws IOException {
        blobs = new FolderBlobStore(folder.resolve("blobs"));
        sources.replace(List.of(source("ftps", "default", true), source("other", "other", false)));
        var text = Optional.of("Temp");
        dialects.replace(
                List.of(
                        new ReportDialect(
                                "willfine",
                                Optional.empty(),
                                "IMEI",
                                Optional.of("CSQ"),
                                text,
                                Optional.of("Battery"),
                                Optional.of("SD"),
                                Optional.of("GPS"),
                                Optional.of("Total"),
                                Optional.of("Send"),
                                Optional.of("Date"),
                                Optional.of("dd/MM/yyyy HH:mm:ss"))));
        var reading =
                new FileReading(
                        new FileInspection(FileLimits.DEFAULT),
                        profiles,
                        dialects,
                        ZoneId.of("Europe/Berlin"));
        receiveStep = new ReceiveStep(blobs, sources, world.clock);
        identifyStep = new IdentifyStep(reading, world.cameras);
        recordStep =
                new RecordStep(
                        world.projects,
                        world.cameras,
                        world.healthReports,
                        world.newCaptures,
                        world.quarantine,
                        world.meters);
        reprocessing =
                new Reprocessing(
                        world.quarantine,
                        world.projects,
                        sources,
                        blobs,
                        identifyStep,
                        recordStep,
                        world.stages,
                        database.transactions());
    }

    @Test
    void keepsAPictureWithItsFacts() throws Exception {
        var exif = TestExif.of("SY", "4.0PCG-R").taken("2026:03:01 12:59:00").position(52.5, 13.25);
        var bytes = Pictures.withExif(Pictures.jpeg(64, 48, 1), exif);

        var capture = take("ftps", null, "north/IMG_0001.JPG", bytes).get(0);

        var camera = world.cameras.find(capture.cameraId()).orElseThrow();
        assertThat(camera.deviceId()).isEqualTo("north");
        assertThat(camera.state()).isEqualTo(Camera.State.APPROVED);
        assertThat(capture.path()).isEqualTo("north/IMG_0001.JPG");
        assertThat(capture.width()).contains(64);
        assertThat(capture.state()).isEqualTo(Capture.State.RECEIVED);
        assertThat(capture.origin()).isEqualTo(Capture.Origin.LIVE);
        assertThat(capture.receivedAt()).isEqualTo(NOW);
        assertThat(capture.capturedAt()).isEqualTo("2026-03-01T11:59:00Z");
        assertThat(row("captured_raw")).isEqualTo("2026:03:01 12:59:00");
        assertThat(row("captured_zone")).isEqualTo("Europe/Berlin");
        assertThat(row("captured_source")).isEqualTo("exif");
        assertThat(row("latitude::text")).startsWith("52.5");
        assertThat(row("facts ->> 'make'")).isEqualTo("SY");
        assertThat(blobs.open(capture.blobKey()).readAllBytes()).isEqualTo(bytes);
    }

    @Test
    void takesTheSameContentOfACameraOnceWhateverItIsCalled() throws Exception {
        var bytes = Pictures.jpeg(64, 48, 1);
        take("ftps", null, "north/IMG_0001.JPG", bytes);

        assertThat(take("ftps", null, "north/IMG_0001.JPG", bytes)).isEmpty();
        assertThat(take("ftps", null, "north/IMG_0001.JPG.1", bytes)).isEmpty();
        assertThat(take("ftps", null, "north/other.jpg", bytes)).isEmpty();
        assertThat(count("capture")).isEqualTo(1);
    }

    @Test
    void takesTheSameContentOfTwoCamerasTwice() throws Exception {
        var bytes = Pictures.jpeg(64, 48, 1);

        assertThat(take("ftps", null, "north/IMG_0001.JPG", bytes)).hasSize(1);
        assertThat(take("ftps", null, "south/IMG_0001.JPG", bytes)).hasSize(1);
    }

    @Test
    void takesAnotherContentUnderAUsedNameForANewCapture() throws Exception {
        take("ftps", null, "north/IMG_0001.JPG", Pictures.jpeg(64, 48, 1));

        assertThat(take("ftps", null, "north/IMG_0001.JPG", Pictures.jpeg(64, 48, 2))).hasSize(1);
        assertThat(count("capture")).isEqualTo(2);
    }

    @Test
    void takesAPictureOnceThatArrivesOverSeveralConnectionsAtOnce() throws Exception {
        var bytes = Pictures.jpeg(64, 48, 1);
        var pool = Executors.newFixedThreadPool(8);

        var captures = new ArrayList<Capture>();
        try {
            var jobs = new ArrayList<Callable<List<Capture>>>();
            for (var i = 0; i < 8; i++) {
                var name = "north/IMG_%d.JPG".formatted(i);
                var file = Files.write(folder.resolve(UUID.randomUUID().toString()), bytes);
                jobs.add(() -> take("ftps", null, name, null, file));
            }
            for (var done : pool.invokeAll(jobs)) {
                captures.addAll(done.get());
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(captures).hasSize(1);
        assertThat(count("camera")).isEqualTo(1);
    }

    @Test
    void keepsTheCaptureAndItsHandOverTogetherOrNeither() throws Exception {
        var file = Files.write(folder.resolve("a.jpg"), Pictures.jpeg(64, 48, 1));

        assertThatThrownBy(
                        () ->
                                database.inTransaction(
                                        () -> {
                                            recordStep.record(identified("ftps", file));
                                            throw new IllegalStateException("killed");
                                        }))
                .hasMessage("killed");

        assertThat(count("capture")).isZero();
        assertThat(take("ftps", null, "north/a.jpg", Files.readAllBytes(file))).hasSize(1);
    }

    @Test
    void letsAnUnknownCameraWaitForApprovalAndKeepsItsPictures() throws Exception {
        var capture = take("other", null, "new/IMG_0001.JPG", Pictures.jpeg(64, 48, 1)).get(0);

        var camera = world.cameras.find(capture.cameraId()).orElseThrow();
        assertThat(camera.state()).isEqualTo(Camera.State.PENDING);
        assertThat(world.projects.find(camera.projectId()).orElseThrow().name()).isEqualTo("other");
    }

    @Test
    void doesNotApproveACameraAgainThatIsKnown() throws Exception {
        take("ftps", null, "north/1.JPG", Pictures.jpeg(64, 48, 1));
        database.jdbc().sql("update camera set state = 'retired', name = 'Old one'").update();

        var capture = take("ftps", null, "north/2.JPG", Pictures.jpeg(64, 48, 2)).get(0);

        var camera = world.cameras.find(capture.cameraId()).orElseThrow();
        assertThat(camera.state()).isEqualTo(Camera.State.RETIRED);
        assertThat(camera.name()).isEqualTo("Old one");
    }

    @Test
    void trustsAnAccountOfOneCameraMoreThanAnyName() throws Exception {
        var capture =
                take("ftps", "gate-camera", "north/IMG_0001.JPG", Pictures.jpeg(64, 48, 1)).get(0);

        assertThat(world.cameras.find(capture.cameraId()).orElseThrow().deviceId())
                .isEqualTo("gate-camera");
    }

    @Test
    void takesWhatLayInItsSourceForLongAsBacklog() throws Exception {
        var file = Files.write(folder.resolve("a.jpg"), Pictures.jpeg(64, 48, 1));

        var old = NOW.minus(Duration.ofMinutes(61)).toEpochMilli();
        var capture = take("ftps", null, "north/a.jpg", old, file).get(0);

        assertThat(capture.origin()).isEqualTo(Capture.Origin.BACKLOG);
        assertThat(capture.lane()).isEqualTo(Lane.BACKLOG);
    }

    @Test
    void readsTheTimeInTheZoneThatSomebodyHasSetForTheCamera() throws Exception {
        take("ftps", null, "north/1.JPG", Pictures.jpeg(64, 48, 1));
        database.jdbc().sql("update camera set zone = 'America/New_York'").update();
        var exif = TestExif.empty().taken("2026:03:01 06:30:00");

        var capture =
                take("ftps", null, "north/2.JPG", Pictures.withExif(Pictures.jpeg(8, 8, 2), exif))
                        .get(0);

        assertThat(capture.capturedAt()).isEqualTo("2026-03-01T11:30:00Z");
    }

    @Test
    void takesAClipInWithWhatItsContainerSays() throws Exception {
        var clip = ClipHeads.mp4(LocalDateTime.of(2026, 3, 1, 11, 30));

        var capture = take("ftps", null, "north/a.mp4", clip).get(0);

        assertThat(capture.kind()).isEqualTo(Capture.Kind.CLIP);
        assertThat(capture.state()).isEqualTo(Capture.State.RECEIVED);
        assertThat(capture.width()).contains(1920);
        assertThat(capture.capturedAt()).isEqualTo("2026-03-01T11:30:00Z");
        assertThat(row("media_type")).isEqualTo("video/mp4");
        assertThat(row("captured_source")).isEqualTo("container");
    }

    @Test
    void readsALocalTimeInAClipWhereUtcWouldBeStillToCome() throws Exception {
        take("ftps", null, "north/1.JPG", Pictures.jpeg(64, 48, 1));
        database.jdbc().sql("update camera set zone = 'America/New_York'").update();
        var clip = ClipHeads.webm(LocalDateTime.of(2026, 3, 1, 6, 30));
        var future = ClipHeads.avi("2026:03:01 06:30:00");

        assertThat(take("ftps", null, "north/a.webm", clip).get(0).capturedAt())
                .isEqualTo("2026-03-01T06:30:00Z");
        assertThat(take("ftps", null, "north/a.avi", future).get(0).capturedAt())
                .isEqualTo("2026-03-01T11:30:00Z");
    }

    @Test
    void takesTheFilesOwnTimeForAClipThatSaysNone() throws Exception {
        take("ftps", null, "north/a.avi", ClipHeads.avi("never"));

        assertThat(row("captured_source")).isEqualTo("modified");
    }

    @Test
    void keepsWhatCannotBeUsedInQuarantineWithTheReason() throws Exception {
        assertThat(take("ftps", "user", "north/zero.jpg", new byte[0])).isEmpty();
        take("ftps", null, "north/text.jpg", "no report at all".getBytes(StandardCharsets.UTF_8));
        take("ftps", null, "north/bomb.png", Pictures.pngThatClaims(60_000, 60_000));
        take("ftps", null, "IMG_0001.JPG", Pictures.jpeg(64, 48, 1));

        assertThat(
                        database.jdbc()
                                .sql("select path || ' ' || reason from quarantine")
                                .query(String.class)
                                .list())
                .containsExactlyInAnyOrder(
                        "north/zero.jpg empty",
                        "north/text.jpg unreadable-report",
                        "north/bomb.png too-many-pixels",
                        "IMG_0001.JPG missing-identity");
    }

    @Test
    void countsAFileThatCannotBeUsedAgainAndAgainOnce() throws Exception {
        for (var i = 0; i < 3; i++) {
            take("ftps", null, "north/zero.jpg", new byte[0]);
        }

        assertThat(database.jdbc().sql("select times from quarantine").query(Integer.class).list())
                .containsExactly(3);
    }

    @Test
    void takesAnyNameThatAFileCanHave() throws Exception {
        var names =
                List.of(
                        "../../../etc/passwd",
                        "north/line\nbreak.jpg",
                        "north/🦊🦊.jpg",
                        "north/" + "x".repeat(300) + ".jpg",
                        "🦊".repeat(300) + "/a.jpg",
                        "north/'; drop table capture; --.jpg",
                        "north/%s%n{}.jpg");

        for (var i = 0; i < names.size(); i++) {
            take("ftps", "user", names.get(i), Pictures.jpeg(16, 16, i));
        }

        assertThat(count("capture") + count("quarantine")).isEqualTo(names.size());
        assertThat(database.jdbc().sql("select path from capture").query(String.class).list())
                .noneMatch(path -> path.contains("..") || path.contains("\n"));
    }

    @Test
    void takesAReportIntoTheCamerasHealthOnce() throws Exception {
        var report = REPORT.getBytes(StandardCharsets.UTF_8);

        assertThat(take("ftps", null, "north/report.txt", report)).isEmpty();
        take("ftps", null, "north/report.txt.1", report);

        var camera = camera("861943070068027");
        assertThat(count("health_report")).isEqualTo(1);
        assertThat(
                        database.jdbc()
                                .sql(
                                        """
                                        select battery_percent || ' ' || signal_csq || ' ' ||
                                               temperature_celsius || ' ' || storage_used_percent
                                          from camera where camera_id = :id
                                        """)
                                .param("id", camera.cameraId())
                                .query(String.class)
                                .single())
                .isEqualTo("60 23 24 0.37");
    }

    @Test
    void keepsWhatAnEarlierReportSaidAndALaterOneDoesNot() throws Exception {
        take("ftps", null, "r1.txt", REPORT.getBytes(StandardCharsets.UTF_8));
        world.clock.advance(Duration.ofDays(1));
        take(
                "ftps",
                null,
                "r2.txt",
                "IMEI:861943070068027\nBattery:55%\n".getBytes(StandardCharsets.UTF_8));

        assertThat(
                        database.jdbc()
                                .sql("select battery_percent || ' ' || signal_csq from camera")
                                .query(String.class)
                                .single())
                .isEqualTo("55 23");
    }

    @Test
    void readsTheTimeOfAReportOnTheCamerasClock() throws Exception {
        take("ftps", null, "r1.txt", REPORT.getBytes(StandardCharsets.UTF_8));

        assertThat(
                        database.jdbc()
                                .sql("select reported_at from health_report")
                                .query(OffsetDateTime.class)
                                .single()
                                .toInstant())
                .isEqualTo("2026-03-01T10:46:47Z");
    }

    @Test
    void takesAReportOfAnAccountOfOneCameraForThatCameras() throws Exception {
        take("ftps", "gate-camera", "report.txt", REPORT.getBytes(StandardCharsets.UTF_8));

        assertThat(camera("gate-camera").deviceId()).isEqualTo("gate-camera");
        assertThat(count("camera")).isEqualTo(1);
    }

    @Test
    void takesAReportOfACameraWhoseZoneNoJavaKnows() throws Exception {
        take("ftps", null, "r1.txt", REPORT.getBytes(StandardCharsets.UTF_8));
        database.jdbc().sql("update camera set zone = 'Mars/Olympus'").update();

        take("ftps", null, "r2.txt", (REPORT + "X:1\n").getBytes(StandardCharsets.UTF_8));

        assertThat(count("health_report")).isEqualTo(2);
    }

    @Test
    void ignoresWhatCamerasLeaveBehind() throws Exception {
        assertThat(take("ftps", null, "north/Thumbs.db", new byte[] {1, 2, 3})).isEmpty();

        assertThat(count("capture") + count("quarantine") + count("camera")).isZero();
    }

    @Test
    void givesAFileOfARemovedSourceToNoOtherProject() throws Exception {
        sources.replace(List.of(source("ftps", "default", true)));

        var capture = take("other", null, "new/IMG_0001.JPG", Pictures.jpeg(64, 48, 1)).get(0);

        assertThat(world.projects.find(capture.projectId()).orElseThrow().name())
                .isEqualTo("other");
    }

    @Test
    void leavesAFileWhereItIsWhoseSourceNobodyKnows() {
        assertThatThrownBy(() -> take("never-heard-of", null, "a.jpg", new byte[] {1}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("never-heard-of");
    }

    @Test
    void takesAFileFromQuarantineOnceItCanBeUsedAndNeverAsLive() throws Exception {
        take("ftps", null, "shared.jpg", Pictures.jpeg(64, 48, 1));
        var item =
                database.jdbc()
                        .sql("select quarantine_id from quarantine")
                        .query(UUID.class)
                        .single();

        assertThat(reprocessing.reprocess(item)).isFalse();
        assertThat(row("quarantine", "times::text || state")).isEqualTo("2waiting");

        profiles.replace(List.of(sharedFolder()));
        assertThat(reprocessing.reprocess(item)).isTrue();

        assertThat(row("quarantine", "state")).isEqualTo("reprocessed");
        assertThat(row("origin")).isEqualTo("reprocessed");
        var task =
                world.stages
                        .claim("image-ingested", "", "test", Duration.ofSeconds(60))
                        .orElseThrow();
        assertThat(task.lane()).isEqualTo(Lane.BACKLOG);
        assertThat(reprocessing.reprocess(item)).isTrue();
        assertThat(count("capture")).isEqualTo(1);
    }

    @Test
    void reprocessesAFileInTheProjectItCameIntoThoughItsSourceMoved() throws Exception {
        take("other", null, "shared.jpg", Pictures.jpeg(64, 48, 1));
        sources.replace(List.of(source("other", Project.DEFAULT, true)));
        profiles.replace(List.of(sharedFolder()));
        var item =
                database.jdbc()
                        .sql("select quarantine_id from quarantine")
                        .query(UUID.class)
                        .single();

        reprocessing.reprocess(item);

        var project =
                database.jdbc().sql("select project_id from capture").query(UUID.class).single();
        assertThat(world.projects.find(project).orElseThrow().name()).isEqualTo("other");
    }

    @Test
    void understandsTheBytesItKeptThoughTheFileIsWrittenOver() throws Exception {
        var first = Pictures.jpeg(64, 48, 1);
        var file = Files.write(folder.resolve("video.jpg"), first);

        var kept = receiveStep.receive("ftps", null, "north/video.jpg", null, file.toFile());
        Files.write(file, Pictures.jpeg(320, 240, 2));
        var identified = identifyStep.identify(kept);
        var capture = database.inTransaction(() -> recordStep.record(identified)).get(0);

        assertThat(capture.width()).contains(64);
        assertThat(blobs.open(capture.blobKey()).readAllBytes()).isEqualTo(first);
    }

    @Test
    void notesTheTemperatureThatAPictureTells() throws Exception {
        take("ftps", null, "north/a.jpg", null, SampleData.file("images/BUOW_RCNX0712.JPG"));

        assertThat(row("camera", "temperature_celsius is not null and health_at is not null"))
                .isEqualTo("t");
    }

    @Test
    void takesEveryRealPicture() throws Exception {
        var taken = 0;
        try (var files = Files.list(SampleData.file("images"))) {
            for (var file : files.toList()) {
                taken += take("ftps", null, "north/" + file.getFileName(), null, file).size();
            }
        }

        assertThat(taken).isEqualTo(count("capture")).isGreaterThan(20);
        assertThat(
                        database.jdbc()
                                .sql("select path from capture where truncated")
                                .query(String.class)
                                .list())
                .containsExactly("north/african_elephants_truncated_file.jpg");
    }

    private List<Capture> take(String source, String account, String path, byte[] bytes)
            throws IOException {
        var file = Files.write(folder.resolve(UUID.randomUUID().toString()), bytes);
        return take(source, account, path, null, file);
    }

    private List<Capture> take(String source, String account, String path, Long modified, Path file)
            throws IOException {
        var kept = receiveStep.receive(source, account, path, modified, file.toFile());
        var identified = identifyStep.identify(kept);
        return database.inTransaction(() -> recordStep.record(identified));
    }

    private IdentifyStep.Identified identified(String source, Path file) {
        try {
            return identifyStep.identify(
                    receiveStep.receive(source, null, "north/a.jpg", null, file.toFile()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Camera camera(String deviceId) {
        return world.cameras.find(world.project().name(), deviceId).orElseThrow();
    }

    private long count(String table) {
        return database.jdbc().sql("select count(*) from " + table).query(Long.class).single();
    }

    private String row(String column) {
        return row("capture", column);
    }

    private String row(String table, String column) {
        return database.jdbc()
                .sql("select %s from %s".formatted(column, table))
                .query(String.class)
                .single();
    }

    private static Source source(String id, String project, boolean approves) {
        return new Source(
                id,
                project,
                Optional.empty(),
                approves,
                Duration.ofHours(1),
                Set.of("gate-camera"));
    }

    private static CameraProfile sharedFolder() {
        return new CameraProfile(
                "shared",
                Optional.of("(?<camera>shared)"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(CameraProfile.Identity.PATH),
                List.of(),
                Set.of(),
                1);
    }
}
