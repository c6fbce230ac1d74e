package trapline.condition;

import java.time.Duration;
import trapline.event.EventKind;

/**
 * Nothing came from a camera for so long, by the receive time. A camera that was never heard of is
 * not silent.
 */
public record Silent(Duration after) implements OnCamera {

    @Override
    public Verdict judge(CameraFacts facts) {
        return Silence.lasting(facts)
                .map(
                        silent ->
                                silent.compareTo(after) >= 0
                                        ? Silence.told(facts, "")
                                        : Verdict.over())
                .orElse(Verdict.undecided());
    }

    @Override
    public EventKind kind() {
        return EventKind.CAMERA;
    }
}
