package trapline.api.export;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes one format. The application may bring further ones. */
public interface ExportWriter {

    ExportFormat format();

    /** Begins a file, which does not exist yet. Its folder is the export's alone. */
    Session open(Path target, ExportContext context) throws IOException;

    /** One file being written. Memory does not grow with the number of captures. */
    interface Session extends Closeable {

        /** Captures come newest first. */
        void write(ExportedCapture capture) throws IOException;

        /**
         * Ends the file.
         *
         * @return sentences for who asked, about what was left out
         * @throws NothingToExport if what is left is no file at all
         */
        List<String> finish() throws IOException;
    }

    /** There is nothing of which this file could be made. Trying again does not help. */
    class NothingToExport extends RuntimeException {
        private static final long serialVersionUID = 1;

        public NothingToExport(String message) {
            super(message);
        }
    }
}
