package trapline.api.capture;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import java.util.UUID;

/** Where the bytes are, as paths on this server. A clip has only its original. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record CaptureLinks(
        String self, String original, Optional<String> thumbnail, Optional<String> preview) {

    static CaptureLinks of(UUID captureId, String kind) {
        var self = "/api/captures/" + captureId;
        var picture = Optional.of(self).filter(path -> "picture".equals(kind));
        return new CaptureLinks(
                self,
                self + "/original",
                picture.map(path -> path + "/thumbnail"),
                picture.map(path -> path + "/preview"));
    }

    static String crop(UUID captureId, UUID detectionId) {
        return "/api/captures/" + captureId + "/crops/" + detectionId;
    }
}
