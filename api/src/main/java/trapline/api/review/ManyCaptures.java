package trapline.api.review;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.transaction.annotation.Transactional;
import trapline.api.problem.InvalidInput;
import trapline.capture.CaptureMoves;
import trapline.capture.Reruns;
import trapline.event.EventEdits;
import trapline.event.EventHistory.By;
import trapline.observation.Review;
import trapline.observation.Reviews;

/** One thing done to many captures, all or nothing. The caller's rights were looked at before. */
public class ManyCaptures {
    private final Reviews reviews;
    private final CaptureMoves moves;
    private final EventEdits events;
    private final Reruns reruns;

    public ManyCaptures(Reviews reviews, CaptureMoves moves, EventEdits events, Reruns reruns) {
        this.reviews = reviews;
        this.moves = moves;
        this.events = events;
        this.reruns = reruns;
    }

    /**
     * @return how many were changed; the others were so before, or could not be
     */
    @Transactional
    public int act(ReviewBodies.Many wanted, List<UUID> captures, String who) {
        return switch (wanted.action()) {
            case VERIFY -> verify(wanted, captures, who);
            case UNVERIFY -> each(captures, id -> reviews.unverify(id, who, OptionalInt.empty()));
            case TAG -> each(captures, id -> reviews.tag(id, tags(wanted), List.of(), who));
            case UNTAG -> each(captures, id -> reviews.tag(id, List.of(), tags(wanted), who));
            case HIDE -> each(captures, id -> change(id, hidden(true), who));
            case SHOW -> each(captures, id -> change(id, hidden(false), who));
            case FLAG -> each(captures, id -> change(id, flagged(true), who));
            case UNFLAG -> each(captures, id -> change(id, flagged(false), who));
            case LIKE -> each(captures, id -> reviews.like(id, true, who));
            case MOVE -> move(wanted.cameraId(), captures, who);
            case RERUN -> reruns.again(captures);
        };
    }

    private int verify(ReviewBodies.Many wanted, List<UUID> captures, String who) {
        if (wanted.observations() == null || wanted.observations().isEmpty()) {
            throw new InvalidInput("observations", "say what is on them");
        }
        var said = wanted.observations().stream().map(ObservationBody::observation).toList();
        return each(captures, id -> reviews.verify(id, said, who, OptionalInt.empty()));
    }

    private int move(UUID cameraId, List<UUID> captures, String who) {
        var moved = moves.move(captures, cameraId);
        if (!moved.isEmpty()) {
            events.apart(moved, new By(who, "api"));
        }
        return moved.size();
    }

    private static List<String> tags(ReviewBodies.Many wanted) {
        if (wanted.tags() == null || wanted.tags().isEmpty()) {
            throw new InvalidInput("tags", "say which");
        }
        return wanted.tags().stream().map(String::strip).toList();
    }

    private Reviews.Outcome change(UUID captureId, Review.Change change, String who) {
        return reviews.change(captureId, change, who, OptionalInt.empty());
    }

    private static Review.Change hidden(boolean hidden) {
        return new Review.Change(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(hidden));
    }

    private static Review.Change flagged(boolean flagged) {
        return new Review.Change(
                Optional.empty(), Optional.empty(), Optional.of(flagged), Optional.empty());
    }

    private static int each(List<UUID> captures, Function<UUID, Reviews.Outcome> action) {
        return (int)
                captures.stream().map(action).filter(done -> done == Reviews.Outcome.DONE).count();
    }
}
