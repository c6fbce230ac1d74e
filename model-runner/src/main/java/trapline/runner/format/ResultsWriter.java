package trapline.runner.format;

import java.io.Closeable;
import java.io.IOException;

/**
 * Writes results one by one into a new file beside the named one, which takes its place when {@link
 * #finish} is called: nobody ever sees half a file.
 */
public interface ResultsWriter extends Closeable {
    void write(FileResult result) throws IOException;

    /** Ends the file and puts it in its place. */
    void finish() throws IOException;

    /** Without {@link #finish} before it, nothing is kept. */
    @Override
    void close() throws IOException;
}
