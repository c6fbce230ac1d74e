package trapline.runner;

import java.util.List;

/**
 * Finds things on pictures: a model in this process, or one that is asked over a network. May be
 * used by many threads.
 */
public interface PictureDetector extends AutoCloseable {
    /** What looks, and where. */
    ModelCard card();

    /**
     * @return highest confidence first; empty: looked, nothing found
     * @throws ModelUnavailable if it failed; another attempt may succeed
     */
    List<Detected> detect(Picture picture);

    /**
     * The same for several; together where that is faster.
     *
     * @return for each picture what {@link #detect} gives
     * @throws ModelUnavailable if it failed for any; another attempt may succeed
     */
    default List<List<Detected>> detectAll(List<Picture> pictures) {
        return pictures.stream().map(this::detect).toList();
    }

    @Override
    void close();
}
