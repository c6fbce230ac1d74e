package trapline.app.detection;

import trapline.detection.BoundingBox;
import trapline.runner.Box;
import trapline.runner.Picture;
import trapline.runner.Renditions;

/** Cuts detections out of pictures. */
public final class Crops {
    private Crops() {}

    /** The pixels that the box touches, as they are. */
    public static Picture cut(Picture picture, BoundingBox box) {
        return Renditions.cut(picture, new Box(box.x(), box.y(), box.width(), box.height()));
    }
}
