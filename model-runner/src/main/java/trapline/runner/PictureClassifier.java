package trapline.runner;

import java.util.List;

/**
 * Names what lies in boxes: a model in this process, or one that is asked over a network. May be
 * used by many threads.
 */
public interface PictureClassifier extends AutoCloseable {
    /** What names, and where. */
    ModelCard card();

    /**
     * @return for each box its labels, best first
     * @throws ModelUnavailable if it failed; another attempt may succeed
     */
    List<List<Labelled>> classify(Picture picture, List<Box> boxes);

    @Override
    void close();
}
