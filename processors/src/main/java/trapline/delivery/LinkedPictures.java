package trapline.delivery;

import java.util.Optional;
import java.util.TreeSet;

/**
 * The pictures that notifications only name: what the channel may show of them when somebody
 * fetches one, so that what was forbidden meanwhile is not shown.
 */
public class LinkedPictures {
    private final Channels channels;
    private final AlertPicture pictures;

    public LinkedPictures(Channels channels, AlertPicture pictures) {
        this.channels = channels;
        this.pictures = pictures;
    }

    /** The picture of an alert, a JPEG; empty when there is none (any more). */
    public Optional<byte[]> of(Dispatch dispatch) {
        var policy = channels.policy(dispatch.delivery().channel());
        return dispatch.shown()
                .flatMap(capture -> pictures.annotated(capture, new TreeSet<>(policy.blurred())));
    }
}
