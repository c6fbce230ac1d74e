package trapline.capture;

import java.io.IOException;
import java.time.ZoneId;
import java.util.Optional;
import trapline.camera.Camera;
import trapline.camera.Cameras;

/** Second step of station <em>receive</em>: says what a kept file is, or why it cannot be used. */
public class IdentifyStep {
    private final FileReading reading;
    private final Cameras cameras;

    public IdentifyStep(FileReading reading, Cameras cameras) {
        this.reading = reading;
        this.cameras = cameras;
    }

    /** What became of a kept file. */
    public sealed interface Identified {
        ReceiveStep.Kept kept();

        /** It is a message of a camera. */
        record Read(ReceiveStep.Kept kept, Reading reading) implements Identified {}

        /** It cannot be used. */
        record Unusable(ReceiveStep.Kept kept, QuarantineReason reason, String detail)
                implements Identified {}
    }

    /**
     * @throws IOException if the file cannot be read; trying again may help
     */
    public Identified identify(ReceiveStep.Kept kept) throws IOException {
        try {
            return new Identified.Read(
                    kept, reading.read(kept.received(), device -> zoneOf(kept, device)));
        } catch (UnusableFile e) {
            return new Identified.Unusable(kept, e.reason(), e.getMessage());
        }
    }

    private Optional<ZoneId> zoneOf(ReceiveStep.Kept kept, String deviceId) {
        return cameras.find(kept.received().source().project(), deviceId)
                .flatMap(Camera::clockZone);
    }
}
