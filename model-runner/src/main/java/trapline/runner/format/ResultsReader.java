package trapline.runner.format;

import java.io.IOException;

/** Reads results one by one. */
public interface ResultsReader {
    /** What is true for all entries. */
    ResultsHeader header();

    /**
     * Gives every entry, in the file's order.
     *
     * @throws WrongFormat if the file is not what its format says
     */
    void each(Each each) throws IOException;

    /** Takes one entry. */
    @FunctionalInterface
    interface Each {
        void take(FileResult result) throws IOException;
    }
}
