package trapline.app.capture;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import trapline.api.capture.PictureViews;
import trapline.api.upload.UploadFiles;
import trapline.app.InstallationSettings;
import trapline.app.database.DataFolder;
import trapline.app.delivery.AnnotatedPictures;
import trapline.app.detection.DecodedPictures;
import trapline.app.detection.Renderings;
import trapline.blob.BlobStore;
import trapline.camera.CameraProfiles;
import trapline.camera.Cameras;
import trapline.camera.HealthReports;
import trapline.camera.ReportDialects;
import trapline.capture.Captures;
import trapline.capture.CardIntake;
import trapline.capture.Deployments;
import trapline.capture.FileInspection;
import trapline.capture.FileReading;
import trapline.capture.IdentifyStep;
import trapline.capture.LostCaptures;
import trapline.capture.NewCaptures;
import trapline.capture.OpenCapture;
import trapline.capture.Quarantine;
import trapline.capture.ReceiveStep;
import trapline.capture.RecordStep;
import trapline.capture.Reprocessing;
import trapline.capture.Reruns;
import trapline.capture.Sources;
import trapline.detection.DetectionLog;
import trapline.project.Identifiers;
import trapline.project.Projects;
import trapline.routes.folder.FolderNames;
import trapline.stage.Stages;

/** Intake: receive, identify, record. */
@Configuration
@EnableConfigurationProperties(CaptureSettings.class)
class CaptureConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Identifiers identifiers() {
        return new Identifiers();
    }

    @Bean
    Projects projects(JdbcClient jdbc, Identifiers identifiers, Clock clock) {
        return new Projects(jdbc, identifiers, clock);
    }

    @Bean
    Cameras cameras(JdbcClient jdbc, Identifiers identifiers) {
        return new Cameras(jdbc, identifiers);
    }

    @Bean
    HealthReports healthReports(JdbcClient jdbc, Identifiers identifiers) {
        return new HealthReports(jdbc, identifiers);
    }

    @Bean
    Sources sources() {
        return new Sources();
    }

    @Bean
    CameraProfiles cameraProfiles() {
        return new CameraProfiles();
    }

    @Bean
    ReportDialects reportDialects() {
        return new ReportDialects();
    }

    @Bean
    Captures captures(JdbcClient jdbc, Clock clock) {
        return new Captures(jdbc, clock);
    }

    @Bean
    NewCaptures newCaptures(JdbcClient jdbc, Identifiers identifiers) {
        return new NewCaptures(jdbc, identifiers);
    }

    @Bean
    Quarantine quarantine(JdbcClient jdbc, Identifiers identifiers, Clock clock) {
        return new Quarantine(jdbc, identifiers, clock);
    }

    @Bean
    FileReading fileReading(
            CaptureSettings settings,
            CameraProfiles profiles,
            ReportDialects dialects,
            InstallationSettings installation) {
        return new FileReading(
                new FileInspection(settings.limits()),
                profiles,
                dialects,
                installation.installationZone());
    }

    @Bean
    ReceiveStep receiveStep(BlobStore blobs, Sources sources, Clock clock) {
        return new ReceiveStep(blobs, sources, clock);
    }

    @Bean
    IdentifyStep identifyStep(FileReading reading, Cameras cameras) {
        return new IdentifyStep(reading, cameras);
    }

    @Bean
    RecordStep recordStep(
            Projects projects,
            Cameras cameras,
            HealthReports healthReports,
            NewCaptures newCaptures,
            Quarantine quarantine,
            MeterRegistry meters) {
        return new RecordStep(projects, cameras, healthReports, newCaptures, quarantine, meters);
    }

    @Bean
    Reprocessing reprocessing(
            Quarantine quarantine,
            Projects projects,
            Sources sources,
            BlobStore blobs,
            IdentifyStep identifyStep,
            RecordStep recordStep,
            Stages stages,
            PlatformTransactionManager transactionManager) {
        return new Reprocessing(
                quarantine,
                projects,
                sources,
                blobs,
                identifyStep,
                recordStep,
                stages,
                new TransactionTemplate(transactionManager));
    }

    @Bean
    CardIntake cardIntake(
            BlobStore blobs,
            FileReading reading,
            Cameras cameras,
            RecordStep recordStep,
            Stages stages,
            PlatformTransactionManager transactionManager,
            Clock clock) {
        return new CardIntake(
                blobs,
                reading,
                cameras,
                recordStep,
                stages,
                new TransactionTemplate(transactionManager),
                clock);
    }

    /** Beside the blobs, so that whole files are linked and not copied. */
    @Bean
    UploadFiles uploadFiles(DataFolder data) throws IOException {
        return new UploadFiles(data.folder("cards"));
    }

    @Bean
    Reruns reruns(JdbcClient jdbc, Stages stages) {
        return new Reruns(jdbc, stages);
    }

    @Bean
    OpenCapture openCapture(Captures captures) {
        return new OpenCapture(captures);
    }

    @Bean
    PictureViews pictureViews(
            BlobStore blobs,
            Captures captures,
            DetectionLog detections,
            AnnotatedPictures annotated,
            DecodedPictures decoded,
            Renderings renderings) {
        return new CapturePictures(blobs, captures, detections, annotated, decoded, renderings);
    }

    @Bean
    FolderNames folderNames() {
        return new FolderNames();
    }

    @Bean
    LostCaptures lostCaptures(JdbcClient jdbc, Stages stages, Clock clock) {
        return new LostCaptures(jdbc, stages, clock);
    }

    @Bean
    LostCapturesWatch lostCapturesWatch(LostCaptures lostCaptures, MeterRegistry meters) {
        return new LostCapturesWatch(lostCaptures, meters);
    }

    @Bean
    DeploymentWatch deploymentWatch(Deployments deployments) {
        return new DeploymentWatch(deployments);
    }
}
