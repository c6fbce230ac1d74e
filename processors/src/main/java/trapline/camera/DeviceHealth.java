package trapline.camera;

import java.util.Optional;

/**
 * How a camera says it is. What it does not say is empty, never zero.
 *
 * @param batteryPercent 0 to 100
 * @param storageUsedPercent 0 to 100
 * @param signalCsq 0 to 31, as mobile modems report it; dBm is about -113 + 2 CSQ
 * @param picturesTotal taken since it was set up
 * @param picturesSent of them, sent
 */
public record DeviceHealth(
        Optional<Integer> batteryPercent,
        Optional<Double> storageUsedPercent,
        Optional<Double> temperatureCelsius,
        Optional<Integer> signalCsq,
        Optional<Integer> picturesTotal,
        Optional<Integer> picturesSent) {}
