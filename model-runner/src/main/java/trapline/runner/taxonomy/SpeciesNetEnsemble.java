package trapline.runner.taxonomy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Weighs what the detector saw against what the classifier says, by SpeciesNet's published rules
 * and thresholds.
 *
 * @see <a href="https://github.com/google/cameratrapai">SpeciesNet, ensemble decision-making</a>
 */
final class SpeciesNetEnsemble {
    private static final String ANIMAL = "animal";
    private static final String PERSON = "person";
    private static final String HUMAN = "human";
    private static final String VEHICLE = "vehicle";
    private static final String BLANK = "blank";
    private static final Set<String> NO_ANIMALS = Set.of(HUMAN, VEHICLE, BLANK);

    private static final RollUp UNSURE =
            new RollUp(
                    List.of(Rank.GENUS, Rank.FAMILY, Rank.ORDER, Rank.CLASS, Rank.KINGDOM), 0.65);
    private final Fencing fencing;

    SpeciesNetEnsemble(Fencing fencing) {
        this.fencing = fencing;
    }

    /**
     * @param scores best first
     */
    Fencing.Named decide(Seen seen, List<Scored> scores) {
        var top = scores.get(0);
        return person(seen, top)
                .or(() -> vehicle(seen, top))
                .or(() -> blank(seen, top))
                .or(() -> animal(seen, scores))
                .or(() -> unsure(scores))
                .or(() -> detected(seen))
                .orElseGet(
                        () ->
                                new Fencing.Named(
                                        Fencing.UNKNOWN, top.score(), Prediction.CLASSIFIER));
    }

    private static Optional<Fencing.Named> person(Seen seen, Scored top) {
        if (!seen.category().equals(PERSON)) {
            return Optional.empty();
        }
        if (seen.confidence() > 0.7) {
            return byDetector(HUMAN, seen);
        }
        var confirmed = is(top, HUMAN) || is(top, VEHICLE);
        return seen.confidence() > 0.2 && confirmed && top.score() > 0.5
                ? byClassifier(HUMAN, top)
                : Optional.empty();
    }

    private static Optional<Fencing.Named> vehicle(Seen seen, Scored top) {
        if (!seen.category().equals(VEHICLE)) {
            return Optional.empty();
        }
        if (seen.confidence() > 0.2 && is(top, HUMAN) && top.score() > 0.5) {
            return byClassifier(HUMAN, top);
        }
        if (seen.confidence() > 0.7) {
            return byDetector(VEHICLE, seen);
        }
        return seen.confidence() > 0.2 && is(top, VEHICLE) && top.score() > 0.4
                ? byClassifier(VEHICLE, top)
                : Optional.empty();
    }

    private static Optional<Fencing.Named> blank(Seen seen, Scored top) {
        if (!is(top, BLANK)) {
            return Optional.empty();
        }
        var agreed = seen.confidence() < 0.2 && top.score() > 0.5;
        return agreed || top.score() > 0.99 ? byClassifier(BLANK, top) : Optional.empty();
    }

    private Optional<Fencing.Named> animal(Seen seen, List<Scored> scores) {
        var top = scores.get(0);
        if (NO_ANIMALS.contains(word(top))) {
            return Optional.empty();
        }
        var confirmed = seen.category().equals(ANIMAL) && seen.confidence() > 0.2;
        return top.score() > 0.8 || (top.score() > 0.65 && confirmed)
                ? Optional.of(fencing.best(scores))
                : Optional.empty();
    }

    private Optional<Fencing.Named> unsure(List<Scored> scores) {
        return UNSURE.of(scores, fencing.taxonomy(), fencing.fence(), fencing.place())
                .map(found -> Fencing.rolledUp(found, "classifier+"));
    }

    private static Optional<Fencing.Named> detected(Seen seen) {
        return seen.category().equals(ANIMAL) && seen.confidence() > 0.5
                ? byDetector(ANIMAL, seen)
                : Optional.empty();
    }

    private static Optional<Fencing.Named> byDetector(String label, Seen seen) {
        return Optional.of(new Fencing.Named(label, seen.confidence(), Prediction.DETECTOR));
    }

    private static Optional<Fencing.Named> byClassifier(String label, Scored top) {
        return Optional.of(new Fencing.Named(label, top.score(), Prediction.CLASSIFIER));
    }

    private static boolean is(Scored top, String word) {
        return word(top).equals(word);
    }

    private static String word(Scored scored) {
        return scored.taxon().common().toLowerCase(Locale.ROOT);
    }
}
