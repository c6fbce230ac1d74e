package trapline.api;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import trapline.api.capture.PictureViews;

/** Says in bytes which picture was asked for. */
class FakePictures implements PictureViews {

    @Override
    public Optional<byte[]> thumbnail(UUID captureId) {
        return Optional.of(bytes("thumbnail " + captureId));
    }

    @Override
    public Optional<byte[]> preview(UUID captureId) {
        return Optional.of(bytes("preview " + captureId));
    }

    @Override
    public Optional<byte[]> crop(UUID captureId, UUID detectionId) {
        return Optional.of(bytes("crop " + detectionId));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
