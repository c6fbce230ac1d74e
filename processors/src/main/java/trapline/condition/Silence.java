package trapline.condition;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import trapline.event.Fact;

/** How long a camera has been silent, in numbers and in words. */
final class Silence {
    /** With fewer gaps nothing is usual. */
    private static final int FEWEST_GAPS = 10;

    private Silence() {}

    /**
     * @param atLeast less is never too long
     * @param factor how many times the usual gap is too long
     * @return holds, is over, or is undecided for a camera that was never heard of, or whose rhythm
     *     is not known yet
     */
    static Verdict.State judge(CameraFacts facts, Duration atLeast, double factor) {
        var silent = lasting(facts);
        if (silent.isEmpty()) {
            return Verdict.State.UNDECIDED;
        }
        if (silent.get().compareTo(atLeast) < 0) {
            return Verdict.State.OVER;
        }
        return usual(facts)
                .map(
                        usual ->
                                silent.get().toMillis() >= usual.toMillis() * factor
                                        ? Verdict.State.HOLDS
                                        : Verdict.State.OVER)
                .orElse(Verdict.State.UNDECIDED);
    }

    /** How long it usually is silent, where enough is known to say so. */
    static Optional<Duration> usual(CameraFacts facts) {
        return facts.rhythm()
                .filter(rhythm -> rhythm.gaps() >= FEWEST_GAPS)
                .map(CameraFacts.Rhythm::usual);
    }

    static Optional<Duration> lasting(CameraFacts facts) {
        return facts.lastContact().map(last -> Duration.between(last, facts.now()));
    }

    static Verdict told(CameraFacts facts, String more) {
        var last = facts.lastContact().orElseThrow();
        var told = new ArrayList<Fact>();
        told.add(new Fact("Last heard of", at(facts, last)));
        facts.rhythm().ifPresent(r -> told.add(new Fact("Usual gap", inWords(r.usual()))));
        return Verdict.holds(
                "%s silent for %s%s"
                        .formatted(
                                facts.camera().name(),
                                inWords(Duration.between(last, facts.now())),
                                more),
                told.toArray(Fact[]::new));
    }

    /** Who was there before it fell silent, for whoever goes and looks. */
    static Optional<Fact> before(CameraFacts facts) {
        return facts.visitor()
                .map(
                        who ->
                                new Fact(
                                        "Seen before that",
                                        "a %s at %s"
                                                .formatted(who.category(), at(facts, who.at()))));
    }

    static String names(List<CameraFacts> cameras) {
        return String.join(
                ", ", cameras.stream().map(c -> c.camera().name()).sorted().limit(10).toList());
    }

    static String inWords(Duration time) {
        if (time.toHours() >= 48) {
            return time.toDays() + " days";
        }
        return time.toMinutes() >= 120 ? time.toHours() + " hours" : time.toMinutes() + " minutes";
    }

    private static String at(CameraFacts facts, Instant instant) {
        var time = instant.atZone(facts.zone());
        return "%s %s".formatted(time.toLocalDate(), time.toLocalTime().withSecond(0).withNano(0));
    }
}
