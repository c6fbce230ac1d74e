package trapline.delivery;

import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A camera as a broker gets to know it.
 *
 * @param storageUsed percent
 * @param lastHeard when anything came from it, by the clock of this server
 */
public record MqttDevice(
        UUID cameraId,
        String name,
        String project,
        Optional<String> site,
        Optional<String> make,
        Optional<String> model,
        Optional<Integer> battery,
        Optional<Double> storageUsed,
        Optional<Double> temperature,
        Instant lastHeard) {
    private static final int LONGEST = 40;
    private static final int END_OF_ID = 6;

    /**
     * The level of topics that is this camera's: its name as far as topics take it, and the end of
     * its id, because names repeat.
     */
    public String node() {
        var plain =
                Normalizer.normalize(name, Normalizer.Form.NFD)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("\\p{M}", "")
                        .replaceAll("[^a-z0-9]+", "_")
                        .replaceAll("^_+|_+$", "");
        var brief = plain.substring(0, Math.min(LONGEST, plain.length()));
        var id = cameraId.toString();
        return (brief.isEmpty() ? "camera" : brief) + "_" + id.substring(id.length() - END_OF_ID);
    }

    /** The same for ever, whatever the camera is called. */
    public String uniqueId() {
        return "trapline_" + cameraId.toString().replace("-", "");
    }
}
