package trapline.app.detection;

import java.util.Optional;
import trapline.runner.Detected;
import trapline.runner.Picture;

/** Looks once more at pictures on which a detector found nothing that is sure enough. */
@FunctionalInterface
public interface SecondLook {

    /**
     * @return what is all over the picture; empty: nothing, or nobody is asked to look again
     */
    Optional<Detected> at(Picture picture);
}
