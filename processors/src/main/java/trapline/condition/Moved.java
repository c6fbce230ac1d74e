package trapline.condition;

import trapline.camera.Position;
import trapline.event.EventKind;
import trapline.event.Fact;

/**
 * A camera says twice in a row that it is somewhere else.
 *
 * @param metres further away than this is somewhere else
 */
public record Moved(double metres) implements OnCamera {
    private static final int AGREEING = 2;

    /** The earth's mean radius in metres (IUGG). */
    private static final double EARTH = 6_371_009;

    @Override
    public Verdict judge(CameraFacts facts) {
        var place = facts.place();
        var positions = facts.positions(AGREEING);
        if (place.isEmpty() || positions.size() < AGREEING) {
            return Verdict.undecided();
        }
        var away = positions.stream().mapToDouble(p -> distance(place.get(), p)).toArray();
        if (away[0] <= metres && away[1] <= metres) {
            return Verdict.over();
        }
        if (away[0] <= metres || away[1] <= metres) {
            return Verdict.undecided();
        }
        var newest = positions.get(0);
        return Verdict.holds(
                "%s is %.0f m from its place".formatted(facts.camera().name(), away[0]),
                new Fact("Now at", "%.5f, %.5f".formatted(newest.latitude(), newest.longitude())));
    }

    /** Haversine, in metres. */
    static double distance(Position a, Position b) {
        var up = Math.toRadians(b.latitude() - a.latitude()) / 2;
        var across = Math.toRadians(b.longitude() - a.longitude()) / 2;
        var h =
                Math.pow(Math.sin(up), 2)
                        + Math.cos(Math.toRadians(a.latitude()))
                                * Math.cos(Math.toRadians(b.latitude()))
                                * Math.pow(Math.sin(across), 2);
        return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(h)));
    }

    @Override
    public EventKind kind() {
        return EventKind.THEFT;
    }
}
