package trapline.app.runner;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import trapline.runner.Picture;
import trapline.runner.RawPixels;
import trapline.stage.PermanentFailure;

/**
 * What a runner is asked about: a picture, or scores.
 *
 * @param type its media type
 * @param blobKey under which a runner that shares the blobs finds it; empty: it must be sent
 * @param bytes made anew for each attempt
 */
record Content(String type, Optional<String> blobKey, Supplier<BodyPublisher> bytes) {

    private static final String BYTES = "application/octet-stream";

    /** An original of the blob store. */
    static Content original(String blobKey, Path file) {
        return new Content(BYTES, Optional.of(blobKey), () -> publisher(file));
    }

    /** Any other file, such as a frame of a clip that was kept. */
    static Content file(Path file) {
        return new Content(BYTES, Optional.empty(), () -> publisher(file));
    }

    /** A picture that is decoded already; it arrives as it is. */
    static Content pixels(Picture picture) {
        return new Content(
                RawPixels.type(picture),
                Optional.empty(),
                () -> BodyPublishers.ofByteArray(picture.rgb()));
    }

    static Content json(byte[] text) {
        return new Content(
                "application/json", Optional.empty(), () -> BodyPublishers.ofByteArray(text));
    }

    private static BodyPublisher publisher(Path file) {
        try {
            return BodyPublishers.ofFile(file);
        } catch (FileNotFoundException e) {
            throw new PermanentFailure(
                    "The bytes of the capture are not in the blob store any more.", e);
        }
    }
}
