package trapline.standin.camera;

import java.awt.geom.Rectangle2D;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * A picture that {@link SyntheticPictures} has made.
 *
 * @param name file name, as on a camera's card
 * @param takenAt by the camera's clock, as in its EXIF
 * @param animal where the animal is, in fractions of width and height, origin top left; empty:
 *     nothing to see
 * @param jpeg the file; not copied, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, and too large to copy
public record SyntheticPicture(
        String name, LocalDateTime takenAt, Optional<Rectangle2D> animal, byte[] jpeg) {}
