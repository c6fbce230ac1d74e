package trapline.app.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import trapline.app.detection.CameraMotions.CameraMotion;
import trapline.runner.motion.Polygon;

/** Turns a motion.yaml that fits its schema into records, and notes what a schema cannot say. */
final class MotionBinding {
    private MotionBinding() {}

    static List<CameraMotion> motions(Fields file) {
        var motions = new ArrayList<CameraMotion>();
        var named = new HashSet<String>();
        for (var fields : file.items("motion")) {
            motions.add(
                    new CameraMotion(
                            cameras(fields, named),
                            fields.number("sensitivity"),
                            fields.number("smallest"),
                            areas(fields, "look"),
                            areas(fields, "ignore")));
        }
        return motions;
    }

    private static Set<String> cameras(Fields fields, Set<String> named) {
        var cameras = fields.texts("cameras");
        if (cameras.isEmpty() && !named.add("")) {
            fields.wrong(
                    "",
                    "Two entries name no cameras.",
                    "Only one is for all others; name cameras in the rest.");
        }
        for (var i = 0; i < cameras.size(); i++) {
            if (!named.add(cameras.get(i))) {
                fields.wrong(
                        "cameras/" + i,
                        "The camera '%s' stands here twice.".formatted(cameras.get(i)),
                        "Say everything about it in one entry.");
            }
        }
        return Set.copyOf(cameras);
    }

    private static List<Polygon> areas(Fields fields, String name) {
        var areas = new ArrayList<Polygon>();
        var written = fields.texts(name);
        for (var i = 0; i < written.size(); i++) {
            var place = name + "/" + i;
            area(written.get(i))
                    .ifPresentOrElse(
                            areas::add,
                            () ->
                                    fields.wrong(
                                            place,
                                            "This area has corners outside of the picture.",
                                            "Write x,y from 0 to 1 for each corner, such as 0,0.5 1,0.5 1,1 0,1."));
        }
        return areas;
    }

    private static Optional<Polygon> area(String text) {
        var corners = new ArrayList<Polygon.Corner>();
        for (var corner : text.strip().split(" +")) {
            var numbers = corner.split(",");
            var x = Double.parseDouble(numbers[0]);
            var y = Double.parseDouble(numbers[1]);
            if (x > 1 || y > 1) {
                return Optional.empty();
            }
            corners.add(new Polygon.Corner(x, y));
        }
        return Optional.of(new Polygon(corners));
    }
}
