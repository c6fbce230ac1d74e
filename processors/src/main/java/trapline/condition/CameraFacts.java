package trapline.condition;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import trapline.camera.Camera;
import trapline.camera.Position;

/** What is known of one camera at one time. Each answer is looked up when it is asked for. */
public interface CameraFacts {

    Camera camera();

    /** The time as of which all answers are. */
    Instant now();

    /** Of the camera's clock. */
    ZoneId zone();

    /** What it reported of its battery in the last 30 days, oldest first. */
    List<Battery> batteries();

    /** How full its card is, percent, as it last said. */
    Optional<Double> storageUsedPercent();

    /** When something of any kind last came from it by itself: no memory card, no backlog. */
    Optional<Instant> lastContact();

    /** How long it usually is silent, from the last 60 days. */
    Optional<Rhythm> rhythm();

    /** Who was seen last in the half hour before it was last heard of. */
    Optional<Visitor> visitor();

    /** How its clock stood on the newest live captures, newest first. */
    List<ClockSign> clock(int newest);

    /** Where it should be. */
    Optional<Position> place();

    /** Where its newest captures say they were taken, newest first. */
    List<Position> positions(int newest);

    /** How much there is to see on its newest captures, newest first. */
    List<Double> details(int newest);

    /** The middle of the same over the captures of 14 days before those. */
    Optional<Double> usualDetail(int newest);

    /** How much the scene on its newest captures is that of a day and more before. */
    Views views(int newest);

    /** How many live captures came in the time before now. */
    int pictures(Duration within);

    /** The last day on which its SIM works. */
    Optional<LocalDate> simExpiresOn();

    /**
     * Whether its live captures of a time show something; by the camera's clock, until exclusive.
     */
    boolean saw(Seen what, Instant from, Instant until);

    /** Whether a live capture of a time is still being looked at. */
    boolean isUnderway(Instant from, Instant until);

    /** The approved cameras no further away than this, as of the same time. */
    List<CameraFacts> neighbours(double metres);

    /**
     * @param likeness of the newest captures, newest first: correlation with the earlier ones that
     *     are most alike, at most 1
     * @param usual the middle of the same among the earlier ones
     * @param earlier how many there are
     */
    record Views(List<Double> likeness, double usual, int earlier) {
        /** No capture was measured. */
        public static final Views NONE = new Views(List.of(), 0, 0);

        public Views {
            likeness = List.copyOf(likeness);
        }
    }

    /**
     * @param percent 0 to 100
     */
    record Battery(Instant at, int percent) {}

    /**
     * @param category person or vehicle
     * @param at when its capture was received
     */
    record Visitor(String category, Instant at) {}

    /**
     * @param gaps how many it was taken from
     * @param usual nine of ten gaps between two contacts are no longer
     */
    record Rhythm(int gaps, Duration usual) {}

    /**
     * @param behind the receive time less the camera's time; negative: ahead
     * @param impossible a reset clock, or a time that has not come
     */
    record ClockSign(Duration behind, boolean impossible) {}
}
