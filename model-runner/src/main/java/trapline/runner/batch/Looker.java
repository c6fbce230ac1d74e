package trapline.runner.batch;

import java.nio.file.Path;
import trapline.runner.format.FileResult;

/** Looks at one picture. Used by many threads. */
@FunctionalInterface
public interface Looker {
    /**
     * @param name what the result is about
     * @return what is there, or why it could not be looked at; categories and labels by their names
     * @throws InterruptedException if the work is to end
     */
    FileResult look(String name, Path picture) throws InterruptedException;
}
