package trapline.runner.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import trapline.runner.RawPixels;

/** Takes the picture out of a request, however it was sent. */
final class SentPictures {
    private static final String PART = "picture";
    private static final MediaType RAW_PIXELS = MediaType.parseMediaType(RawPixels.TYPE);
    private static final int LARGEST_JSON = 64 * 1024;
    private static final int CHUNK = 64 * 1024;

    private final RunnerLimits limits;
    private final BlobFolder blobs;
    private final ObjectMapper json;

    SentPictures(RunnerLimits limits, BlobFolder blobs, ObjectMapper json) {
        this.limits = limits;
        this.blobs = blobs;
        this.json = json.copy().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /**
     * @param boxes that came with the picture; empty: none did
     */
    record Sent(SentPicture picture, List<List<Double>> boxes) {
        static Sent file(byte[] bytes) {
            return new Sent(SentPicture.file(bytes), List.of());
        }
    }

    /** A picture in the blob store, in place of its bytes. */
    record Address(
            @JsonProperty(required = true) String blobKey, Optional<List<List<Double>>> boxes) {
        Address {
            Objects.requireNonNull(blobKey);
        }
    }

    /**
     * @throws Refused if there is no picture in it, or a larger one than is taken here
     */
    Sent of(HttpServletRequest request) throws IOException, ServletException {
        var type = type(request);
        if (MediaType.APPLICATION_JSON.isCompatibleWith(type)) {
            var address = address(read(request.getInputStream(), -1, LARGEST_JSON));
            return new Sent(
                    SentPicture.file(blobs.read(address.blobKey())),
                    address.boxes().orElse(List.of()));
        }
        if (request instanceof MultipartHttpServletRequest parts) {
            var part = parts.getFile(PART);
            if (part == null) {
                throw new Refused(
                        Refused.Reason.BAD_REQUEST, "The multipart body has no part 'picture'.");
            }
            try (var in = part.getInputStream()) {
                return Sent.file(read(in, part.getSize(), limits.bytes()));
            }
        }
        if (RAW_PIXELS.isCompatibleWith(type)) {
            var shape = Optional.of(shape(type));
            return new Sent(new SentPicture(body(request), shape), List.of());
        }
        return Sent.file(body(request));
    }

    /**
     * @throws Refused if it is no JSON of this kind, or a larger one than is taken here
     */
    <T> T json(HttpServletRequest request, Class<T> kind) throws IOException {
        if (!MediaType.APPLICATION_JSON.isCompatibleWith(type(request))) {
            throw new Refused(
                    Refused.Reason.UNSUPPORTED_BODY,
                    "Send it with Content-Type: application/json.");
        }
        try {
            return json.readValue(body(request), kind);
        } catch (JsonProcessingException e) {
            throw new Refused(
                    Refused.Reason.BAD_REQUEST,
                    "The JSON cannot be used: " + e.getOriginalMessage());
        }
    }

    private static MediaType type(HttpServletRequest request) {
        try {
            return request.getContentType() == null
                    ? MediaType.APPLICATION_OCTET_STREAM
                    : MediaType.parseMediaType(request.getContentType());
        } catch (InvalidMediaTypeException e) {
            throw new Refused(
                    Refused.Reason.UNSUPPORTED_BODY, "The header Content-Type cannot be read.");
        }
    }

    private static SentPicture.Shape shape(MediaType type) {
        try {
            return new SentPicture.Shape(
                    Integer.parseInt(type.getParameter(RawPixels.WIDTH)),
                    Integer.parseInt(type.getParameter(RawPixels.HEIGHT)));
        } catch (NumberFormatException e) {
            throw new Refused(
                    Refused.Reason.BAD_REQUEST,
                    "Plain pixels need their width and height in the header Content-Type.");
        }
    }

    private Address address(byte[] body) {
        try {
            return json.readValue(body, Address.class);
        } catch (JsonProcessingException e) {
            throw new Refused(
                    Refused.Reason.BAD_REQUEST,
                    "The JSON must be {\"blobKey\": \"...\", \"boxes\": [[x, y, width, height]]}."
                            + " boxes may be left out.");
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    private byte[] body(HttpServletRequest request) throws IOException {
        return read(request.getInputStream(), request.getContentLengthLong(), limits.bytes());
    }

    /**
     * Reads it all, but no more and no longer than is allowed.
     *
     * @param announced bytes that are to come; negative: nobody said
     */
    private byte[] read(InputStream in, long announced, int largest) throws IOException {
        var end = System.nanoTime() + limits.upload().toNanos();
        var bytes = new byte[(int) Math.min(announced < 0 ? CHUNK : announced, largest)];
        var count = 0;
        while (true) {
            if (System.nanoTime() > end) {
                throw new Refused(
                        Refused.Reason.TOO_SLOW,
                        "Sending it took longer than %d seconds."
                                .formatted(limits.upload().toSeconds()));
            }
            if (count < bytes.length) {
                var read = in.read(bytes, count, Math.min(CHUNK, bytes.length - count));
                if (read < 0) {
                    return Arrays.copyOf(bytes, count);
                }
                count += read;
            } else {
                // Where as much came as was announced, this shows the end, and nothing is copied.
                var next = in.read();
                if (next < 0) {
                    return bytes;
                }
                if (count == largest) {
                    throw new Refused(
                            Refused.Reason.TOO_LARGE,
                            "It may have at most %d bytes.".formatted(largest));
                }
                bytes = Arrays.copyOf(bytes, (int) Math.min(2L * count + CHUNK, largest));
                bytes[count++] = (byte) next;
            }
        }
    }
}
