package trapline.app.export;

import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import trapline.api.export.ExportFiles;
import trapline.api.export.ExportFormat;
import trapline.api.export.ExportWriter;
import trapline.app.database.DataFolder;
import trapline.runner.format.ResultsFormat;

/** Exports. */
@Configuration
class ExportConfiguration {

    @Bean
    ExportFiles exportFiles(DataFolder data) throws IOException {
        return new ExportFiles(data.folder("exports"));
    }

    @Bean
    ExportWriter coco() {
        return new ResultsExport(ExportFormat.COCO, ResultsFormat.COCO);
    }

    @Bean
    ExportWriter megaDetector() {
        return new ResultsExport(ExportFormat.MEGADETECTOR, ResultsFormat.MEGADETECTOR);
    }
}
