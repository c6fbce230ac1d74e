package trapline.api.capture;

import java.util.UUID;

/**
 * Where the bytes are, as paths on this server. Thumbnail and preview of a clip show its best
 * frame.
 */
record CaptureLinks(String self, String original, String thumbnail, String preview) {

    static CaptureLinks of(UUID captureId) {
        var self = "/api/captures/" + captureId;
        return new CaptureLinks(self, self + "/original", self + "/thumbnail", self + "/preview");
    }

    static String crop(UUID captureId, UUID detectionId) {
        return "/api/captures/" + captureId + "/crops/" + detectionId;
    }
}
