package trapline.api.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One row for each observation. */
class ObservationsCsvWriter implements ExportWriter {

    @Override
    public ExportFormat format() {
        return ExportFormat.OBSERVATIONS_CSV;
    }

    @Override
    public Session open(Path target, ExportContext context) throws IOException {
        var rows = new CsvRows(Files.newOutputStream(target));
        rows.write(ObservationRow.HEADER);
        return new Session() {
            @Override
            public void write(ExportedCapture capture) throws IOException {
                for (var one : capture.observations()) {
                    rows.write(ObservationRow.of(capture, one));
                }
            }

            @Override
            public List<String> finish() throws IOException {
                rows.flush();
                return List.of();
            }

            @Override
            public void close() throws IOException {
                rows.close();
            }
        };
    }
}
