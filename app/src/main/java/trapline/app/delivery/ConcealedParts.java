package trapline.app.delivery;

import java.util.List;
import java.util.Set;
import trapline.detection.BoundingBox;
import trapline.detection.Detections;
import trapline.runner.Box;
import trapline.runner.Picture;

/** Which parts of a picture are made unrecognisable, whoever shows it. */
public final class ConcealedParts {
    private static final String ANIMAL = "animal";
    private static final String PERSON = "person";
    private static final List<Box> WHOLE = List.of(new Box(0, 0, 1, 1));

    private final List<Box> boxes;

    private ConcealedParts(List<Box> boxes) {
        this.boxes = boxes;
    }

    /** The whole picture: nothing has looked at it yet. */
    public static ConcealedParts everything() {
        return new ConcealedParts(WHOLE);
    }

    /**
     * The boxes of these categories. Whatever else is no animal may be a person, when nobody has
     * looked what it is. On a clip each box counts for every frame.
     */
    public static ConcealedParts of(Detections seen, Set<String> categories) {
        return new ConcealedParts(
                seen.found().stream()
                        .filter(
                                detection ->
                                        categories.contains(detection.category())
                                                || (categories.contains(PERSON)
                                                        && !isKnown(detection.category())))
                        .map(detection -> box(detection.bbox()))
                        .toList());
    }

    /** Whether nothing is concealed. */
    public boolean isNothing() {
        return boxes.isEmpty();
    }

    /** A new picture; the one given is left as it is. */
    public Picture conceal(Picture picture) {
        return boxes.isEmpty() ? picture : Concealment.conceal(picture, boxes);
    }

    private static boolean isKnown(String category) {
        return category.equals(ANIMAL) || category.equals(PERSON) || category.equals("vehicle");
    }

    private static Box box(BoundingBox box) {
        return new Box(box.x(), box.y(), box.width(), box.height());
    }
}
