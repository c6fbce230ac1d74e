package trapline.runner.clip;

import java.util.Map;
import java.util.Optional;

/** The containers that are read, by the demuxer that ffmpeg is told to use and no other. */
enum ClipFormat {
    MOV("mov"),
    AVI("avi"),
    MATROSKA("matroska"),
    DAV("dhav");

    private static final Map<String, ClipFormat> BY_MEDIA_TYPE =
            Map.of(
                    "video/mp4", MOV,
                    "video/quicktime", MOV,
                    "video/x-msvideo", AVI,
                    "video/webm", MATROSKA,
                    "video/x-matroska", MATROSKA,
                    "video/x-dav", DAV);

    private final String demuxer;

    ClipFormat(String demuxer) {
        this.demuxer = demuxer;
    }

    /**
     * @param mediaType as found by looking at the file's first bytes, such as {@code video/mp4}
     */
    static Optional<ClipFormat> of(String mediaType) {
        return Optional.ofNullable(BY_MEDIA_TYPE.get(mediaType));
    }

    String demuxer() {
        return demuxer;
    }
}
