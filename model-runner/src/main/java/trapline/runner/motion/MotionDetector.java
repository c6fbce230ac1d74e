package trapline.runner.motion;

import java.util.List;
import java.util.Optional;
import trapline.runner.Detected;
import trapline.runner.Picture;
import trapline.runner.Renditions;

/**
 * Finds what differs from what a camera usually sees. It needs no model and names nothing. The
 * light is levelled first, a nudge of the camera is undone, and pixels that are never still must
 * differ by more. A change of the whole scene or of the kind of light is learned, not reported.
 */
public final class MotionDetector {
    /** The category of everything it finds. */
    public static final String CATEGORY = "motion";

    public static final String NAME = "motion";
    public static final String VERSION = "2";

    private static final int LONG_SIDE = 160;

    /** When more of the picture than this has changed, the scene did, not something in it. */
    private static final double SCENE_SHARE = 0.6;

    /** So much, and hardly a likeness left: the camera looks elsewhere. */
    private static final double MOVED_SHARE = 0.2;

    private static final double MOVED_LIKENESS = 0.4;

    private static final int LEARN_STILL = 5;
    private static final int LEARN_MOVING = 40;
    private static final int LEARN_UNREST = 16;

    /** In which parts unrest is kept. */
    private static final int QUARTERS = 4;

    /**
     * What moved, and what to hand back with the camera's next picture.
     *
     * @param found largest first; empty for a camera's first picture
     */
    public record Motion(List<Detected> found, Background background) {}

    /** Compares a picture with what its camera usually sees. */
    public Motion detect(Picture picture, Optional<Background> before, MotionRules rules) {
        var scene = Scene.of(Renditions.shrink(picture, LONG_SIDE));
        var known =
                before.filter(b -> b.width() == scene.width() && b.height() == scene.height())
                        .orElse(
                                new Background(
                                        scene.width(),
                                        scene.height(),
                                        Optional.empty(),
                                        Optional.empty()));
        return known.view(scene.infrared())
                .map(view -> compare(scene, known, view, rules))
                .orElseGet(() -> new Motion(List.of(), anew(scene, known)));
    }

    private static Background anew(Scene scene, Background known) {
        return known.with(
                scene.infrared(),
                new Background.View(scene.plane(), new byte[scene.plane().length]));
    }

    private static Motion compare(
            Scene scene, Background known, Background.View usual, MotionRules rules) {
        var lit = scene.inLightOf(usual.plane());
        var shift = lit.shiftFrom(usual.plane());
        var now = lit.without(shift, usual.plane());
        var difference = difference(now.plane(), usual.plane());
        var moving = moving(difference, usual.unrest(), rules.threshold(), now);
        var share = share(moving);
        if (share > SCENE_SHARE
                || (share > MOVED_SHARE && now.likeness(usual.plane()) < MOVED_LIKENESS)) {
            return new Motion(List.of(), anew(scene, known));
        }
        var watched = rules.watched(scene.width(), scene.height());
        var found =
                new Blobs(both(moving, watched), difference, scene.width(), scene.height())
                        .find(rules.smallest(), shift);
        // The picture's own light is learned, else the usual one would never change.
        var learned = learn(usual, scene.without(shift, usual.plane()).plane(), difference, moving);
        return new Motion(found, known.with(scene.infrared(), learned));
    }

    private static int[] difference(byte[] now, byte[] usual) {
        var difference = new int[now.length];
        for (var i = 0; i < now.length; i++) {
            difference[i] = Math.abs((now[i] & 0xFF) - (usual[i] & 0xFF));
        }
        return difference;
    }

    /** Without specks: a pixel stays when at least five of the nine around it changed. */
    private static boolean[] moving(int[] difference, byte[] unrest, int threshold, Scene scene) {
        var changed = new boolean[difference.length];
        for (var i = 0; i < changed.length; i++) {
            changed[i] = difference[i] > threshold + 2 * (unrest[i] & 0xFF) / QUARTERS;
        }
        var width = scene.width();
        var moving = new boolean[changed.length];
        for (var y = 1; y < scene.height() - 1; y++) {
            for (var x = 1; x < width - 1; x++) {
                var around = 0;
                for (var dy = -1; dy <= 1; dy++) {
                    for (var dx = -1; dx <= 1; dx++) {
                        around += changed[(y + dy) * width + x + dx] ? 1 : 0;
                    }
                }
                moving[y * width + x] = around >= 5;
            }
        }
        return moving;
    }

    private static double share(boolean[] pixels) {
        var count = 0;
        for (var pixel : pixels) {
            count += pixel ? 1 : 0;
        }
        return (double) count / pixels.length;
    }

    private static boolean[] both(boolean[] a, boolean[] b) {
        var both = new boolean[a.length];
        for (var i = 0; i < a.length; i++) {
            both[i] = a[i] && b[i];
        }
        return both;
    }

    private static Background.View learn(
            Background.View usual, byte[] now, int[] difference, boolean[] moving) {
        var plane = new byte[now.length];
        var unrest = new byte[now.length];
        for (var i = 0; i < now.length; i++) {
            var slowness = moving[i] ? LEARN_MOVING : LEARN_STILL;
            plane[i] = (byte) towards(usual.plane()[i] & 0xFF, now[i] & 0xFF, slowness);
            unrest[i] =
                    (byte)
                            towards(
                                    usual.unrest()[i] & 0xFF,
                                    Math.min(255, QUARTERS * difference[i]),
                                    LEARN_UNREST);
        }
        return new Background.View(plane, unrest);
    }

    /** A part of the way, but never none: else small differences would never be learned. */
    private static int towards(int from, int to, int slowness) {
        var step = (to - from) / slowness;
        return from + (step == 0 ? Integer.signum(to - from) : step);
    }
}
