package trapline.api.export;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Names the files of an export: by camera, then by time, in letters that every disk takes. */
final class ExportedFileName {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final Map<String, String> ENDINGS =
            Map.of(
                    "image/jpeg", "jpg",
                    "image/png", "png",
                    "image/gif", "gif",
                    "image/webp", "webp",
                    "image/heic", "heic",
                    "video/mp4", "mp4",
                    "video/quicktime", "mov",
                    "video/x-msvideo", "avi");
    private static final int LONGEST_FOLDER = 60;

    private ExportedFileName() {}

    static String of(ExportedCamera camera, UUID captureId, Instant capturedAt, String mediaType) {
        var folder = camera.name().replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("^-+|-+$", "");
        var cut = folder.length() > LONGEST_FOLDER ? folder.substring(0, LONGEST_FOLDER) : folder;
        // Two cameras may have one name.
        var id = camera.cameraId().toString();
        return "%s-%s/%s-%s.%s"
                .formatted(
                        cut.isEmpty() ? "camera" : cut,
                        id.substring(id.length() - 6),
                        TIME.format(capturedAt.atOffset(ZoneOffset.UTC)),
                        captureId,
                        ENDINGS.getOrDefault(
                                mediaType,
                                mediaType
                                        .substring(mediaType.indexOf('/') + 1)
                                        .toLowerCase(Locale.ROOT)
                                        .replaceAll("[^a-z0-9]", "")));
    }
}
