package trapline.condition;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import trapline.event.EventKind;
import trapline.observation.Observations.Observation;
import trapline.observation.Observations.Sighted;

/**
 * A person is so close to the camera as people usually are not: its box is larger than the usual
 * largest by a factor. For the first 14 days of a camera only a person that fills half of the
 * picture is, and on the first day, when it is put up, none; after that, any person is where fewer
 * than 30 were ever seen.
 *
 * @param minConfidence of the person's box, 0 to 1
 */
public record UnusuallyClose(Sensitivity sensitivity, double minConfidence) implements OnCapture {
    private static final Duration WARM_UP = Duration.ofDays(14);
    private static final Duration PUTTING_UP = Duration.ofDays(1);
    private static final double HALF = 0.5;
    private static final int FEWEST = 30;

    @Override
    public List<Observation> find(Look look) {
        var known =
                Duration.between(
                        look.camera().firstReceivedAt(),
                        look.observations().capture().receivedAt());
        var nearest =
                look.observations().sightings().stream()
                        .filter(s -> s.category().equals("person"))
                        .filter(s -> s.confidence() >= minConfidence && s.area().isPresent())
                        .max(Comparator.comparingDouble(s -> s.area().getAsDouble()));
        if (known.compareTo(PUTTING_UP) < 0 || nearest.isEmpty()) {
            return List.of();
        }
        var close =
                known.compareTo(WARM_UP) < 0
                        ? nearest.get().area().getAsDouble() >= HALF
                        : isUnusual(look, nearest.get());
        return close
                ? List.of(new Observation("person", 1, nearest.get().confidence()))
                : List.of();
    }

    private boolean isUnusual(Look look, Sighted person) {
        return look.past()
                .personSizes(look, sensitivity.percentile())
                .filter(usual -> usual.samples() >= FEWEST)
                .map(usual -> person.area().getAsDouble() > usual.area() * sensitivity.largerBy())
                .orElse(true);
    }

    @Override
    public EventKind kind() {
        return EventKind.THEFT;
    }
}
