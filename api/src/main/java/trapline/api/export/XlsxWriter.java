package trapline.api.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * The rows of {@link ObservationRow} for a spreadsheet. Text stays text: nothing that a camera or a
 * person wrote is taken for a formula.
 */
class XlsxWriter implements ExportWriter {
    /** A sheet ends at 1,048,576 rows. */
    private static final int ROWS_A_SHEET = 1_000_000;

    /** Rows that are kept in memory. */
    private static final int ROWS_KEPT = 500;

    /** A cell holds no more characters. */
    private static final int LONGEST_TEXT = 32_000;

    private static final Set<String> NUMBERS =
            Set.of(
                    "latitude",
                    "longitude",
                    "coordinateUncertainty",
                    "width",
                    "height",
                    "count",
                    "bboxX",
                    "bboxY",
                    "bboxWidth",
                    "bboxHeight",
                    "frame",
                    "detectionConfidence",
                    "labelConfidence");

    @Override
    public ExportFormat format() {
        return ExportFormat.XLSX;
    }

    @Override
    public Session open(Path target, ExportContext context) throws IOException {
        var out = new BufferedOutputStream(Files.newOutputStream(target));
        return new Sheets(out, new Workbook(out, "Trapline", "1.0"));
    }

    private static final class Sheets implements Session {
        private final BufferedOutputStream out;
        private final Workbook book;
        private Worksheet sheet;
        private int row;
        private int sheets;

        Sheets(BufferedOutputStream out, Workbook book) throws IOException {
            this.out = out;
            this.book = book;
            begin();
        }

        private void begin() throws IOException {
            if (sheet != null) {
                sheet.finish();
            }
            sheets++;
            sheet = book.newWorksheet(sheets == 1 ? "observations" : "observations " + sheets);
            sheet.freezePane(0, 1);
            for (var i = 0; i < ObservationRow.HEADER.size(); i++) {
                sheet.value(0, i, ObservationRow.HEADER.get(i));
            }
            row = 1;
        }

        @Override
        public void write(ExportedCapture capture) throws IOException {
            for (var one : capture.observations()) {
                if (row >= ROWS_A_SHEET) {
                    begin();
                }
                write(ObservationRow.of(capture, one));
                row++;
                if (row % ROWS_KEPT == 0) {
                    sheet.flush();
                }
            }
        }

        private void write(List<String> values) {
            for (var i = 0; i < values.size(); i++) {
                var value = values.get(i);
                if (value.isEmpty()) {
                    continue;
                }
                if (NUMBERS.contains(ObservationRow.HEADER.get(i))) {
                    sheet.value(row, i, Double.valueOf(value));
                } else {
                    sheet.value(
                            row,
                            i,
                            value.length() > LONGEST_TEXT
                                    ? value.substring(0, LONGEST_TEXT)
                                    : value);
                }
            }
        }

        @Override
        public List<String> finish() throws IOException {
            sheet.finish();
            book.finish();
            out.flush();
            return List.of();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
