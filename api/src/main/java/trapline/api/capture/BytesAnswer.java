package trapline.api.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * Answers with bytes that came from outside, so that no browser takes them for more than a picture:
 * the type is one of a short list, nothing in them may run, and a cache may keep them only for this
 * person and asks again each time, so that rights that were taken away count at once.
 */
public final class BytesAnswer {
    /** What a browser may show in place, and the ending of its name. All else is a download. */
    private static final Map<String, String> SHOWN =
            Map.of(
                    "image/jpeg", "jpg",
                    "image/png", "png",
                    "image/gif", "gif",
                    "image/webp", "webp",
                    "video/mp4", "mp4",
                    "video/quicktime", "mov",
                    "video/x-msvideo", "avi");

    private static final String NOTHING_RUNS = "default-src 'none'; sandbox";

    private BytesAnswer() {}

    /**
     * A whole file, or the range of it that the request asks for.
     *
     * @param name without an ending, made here and not by the sender
     * @param ifRange what the request says it has a part of; if that is another file, it gets all
     */
    public static ResponseEntity<Resource> file(
            Path file, String mediaType, String name, String sha256, Optional<String> ifRange)
            throws IOException {
        var etag = quoted(sha256);
        var ending = SHOWN.get(mediaType);
        var type =
                ending == null
                        ? MediaType.APPLICATION_OCTET_STREAM
                        : MediaType.parseMediaType(mediaType);
        var answer =
                headers(etag, name + "." + (ending == null ? "bin" : ending), ending != null)
                        .contentType(type);
        if (ifRange.filter(part -> !part.strip().equals(etag)).isPresent()) {
            return answer.contentLength(Files.size(file))
                    .body(new InputStreamResource(Files.newInputStream(file)));
        }
        return answer.body(new FileSystemResource(file));
    }

    /** A file that is only ever saved, never shown. */
    public static ResponseEntity<Resource> download(Path file, String name, String sha256) {
        return headers(quoted(sha256), name + ".bin", false)
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(new FileSystemResource(file));
    }

    /** A picture that was made here. */
    public static ResponseEntity<byte[]> jpeg(byte[] bytes, String name) {
        return headers(quoted(sha256(bytes)), name + ".jpg", true)
                .contentType(MediaType.IMAGE_JPEG)
                .body(bytes);
    }

    /** The same, which nobody keeps: shown once, to somebody who asked for it. */
    static <T> ResponseEntity<T> unkept(ResponseEntity<T> answer) {
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .cacheControl(CacheControl.noStore())
                .body(answer.getBody());
    }

    private static ResponseEntity.BodyBuilder headers(String etag, String name, boolean inline) {
        var disposition = inline ? ContentDisposition.inline() : ContentDisposition.attachment();
        return ResponseEntity.ok()
                .eTag(etag)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        disposition.filename(name).build().toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", NOTHING_RUNS);
    }

    private static String quoted(String sha256) {
        return "\"" + sha256 + "\"";
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
