package trapline.capture;

import java.util.Map;
import java.util.Optional;

/**
 * What a picture says of itself.
 *
 * @param time DateTimeOriginal as written, in the camera's own zone
 * @param offset OffsetTimeOriginal as written; rare
 * @param facts a bounded summary for people
 */
public record Exif(
        Optional<String> make,
        Optional<String> model,
        Optional<String> serial,
        Optional<String> userLabel,
        Optional<String> time,
        Optional<String> offset,
        Optional<Double> latitude,
        Optional<Double> longitude,
        Optional<Integer> sequenceNumber,
        Optional<Integer> sequenceLength,
        Optional<Double> temperatureCelsius,
        Map<String, String> facts) {

    public static final Exif NONE =
            new Exif(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of());

    public Exif {
        facts = Map.copyOf(facts);
    }
}
