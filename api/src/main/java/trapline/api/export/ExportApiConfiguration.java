package trapline.api.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.api.access.Callers;
import trapline.api.access.OnBehalf;
import trapline.api.capture.CaptureSelection;
import trapline.api.capture.PictureViews;
import trapline.api.privacy.Privacies;
import trapline.blob.BlobStore;
import trapline.project.Identifiers;
import trapline.project.Projects;

/** Exports, and who makes them. */
@Configuration(proxyBeanMethods = false)
@Import(ExportsController.class)
public class ExportApiConfiguration {

    @Bean
    Exports exports(JdbcClient jdbc, Identifiers identifiers, ObjectMapper json, Clock clock) {
        return new Exports(jdbc, identifiers, json, clock);
    }

    @Bean
    ExportWriter camtrapDp(ObjectMapper json) {
        return new CamtrapDpWriter(json);
    }

    @Bean
    ExportWriter observationsCsv() {
        return new ObservationsCsvWriter();
    }

    @Bean
    ExportWriter xlsx() {
        return new XlsxWriter();
    }

    @Bean
    ExportWriter geoJson(ObjectMapper json) {
        return new GeoJsonWriter(json);
    }

    @Bean
    ExportWriter detectionHistory() {
        return new DetectionHistoryWriter();
    }

    @Bean
    ExportWriter picturesZip(BlobStore blobs, PictureViews pictures) {
        return new PicturesWriter(blobs, pictures);
    }

    @Bean
    ExportJob.Access exportAccess(
            Callers callers, Projects projects, Privacies privacies, OnBehalf onBehalf) {
        return new ExportJob.Access(callers, projects, privacies, onBehalf);
    }

    @Bean
    ExportJob exportJob(
            Exports exports,
            ExportFiles files,
            JdbcClient jdbc,
            CaptureSelection selection,
            ExportJob.Access access,
            Clock clock,
            List<ExportWriter> writers) {
        var version =
                Optional.ofNullable(ExportJob.class.getPackage().getImplementationVersion())
                        .orElse("0");
        return new ExportJob(
                exports,
                files,
                new ExportReading(jdbc),
                selection,
                access,
                clock,
                version,
                writers);
    }

    @Bean
    ExportWorker exportWorker(Exports exports, ExportFiles files, ExportJob job) {
        return new ExportWorker(exports, files, job);
    }
}
