package trapline.api;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import trapline.api.capture.PictureViews;

/** Says in bytes which picture was asked for. */
class FakePictures implements PictureViews {

    @Override
    public Optional<byte[]> thumbnail(UUID captureId, Set<String> concealed) {
        return Optional.of(bytes("thumbnail " + captureId + without(concealed)));
    }

    @Override
    public Optional<byte[]> preview(UUID captureId, Set<String> concealed) {
        return Optional.of(bytes("preview " + captureId + without(concealed)));
    }

    @Override
    public Optional<byte[]> crop(UUID captureId, UUID detectionId, Set<String> concealed) {
        return Optional.of(bytes("crop " + detectionId + without(concealed)));
    }

    @Override
    public Optional<byte[]> original(UUID captureId, Set<String> concealed) {
        return Optional.of(bytes("original " + captureId + without(concealed)));
    }

    private static String without(Set<String> concealed) {
        return concealed.isEmpty() ? "" : " without people";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
