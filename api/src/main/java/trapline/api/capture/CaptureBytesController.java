package trapline.api.capture;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import trapline.api.access.Caller;
import trapline.api.privacy.Unveiling;
import trapline.api.problem.Forbidden;
import trapline.api.problem.NotFound;
import trapline.blob.BlobStore;

/** Hands out bytes. The caller's rights are checked here as for the page around them. */
@Tag(name = "captures")
@RestController
@RequestMapping("/api/captures/{captureId}")
class CaptureBytesController {
    private static final String AS_IT_IS =
            "Show it as it is, where the project conceals people. For its admins; it is written down";

    private final CaptureDetails details;
    private final BlobStore blobs;
    private final PictureViews pictures;
    private final Unveiling unveiling;

    CaptureBytesController(
            CaptureDetails details, BlobStore blobs, PictureViews pictures, Unveiling unveiling) {
        this.details = details;
        this.blobs = blobs;
        this.pictures = pictures;
        this.unveiling = unveiling;
    }

    @Operation(
            summary = "The file as the camera sent it",
            description = "Takes Range, so that a clip can be played from anywhere.")
    @GetMapping("/original")
    ResponseEntity<Resource> original(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID captureId,
            @Parameter(description = AS_IT_IS) @RequestParam(defaultValue = "false") boolean unveil,
            @RequestHeader(name = HttpHeaders.IF_RANGE, required = false) String ifRange)
            throws IOException {
        var original =
                details.original(caller.scope(), captureId).orElseThrow(() -> none(captureId));
        var decision = unveiling.of(caller, captureId, unveil);
        if (decision.hidesClip()) {
            throw new Forbidden(
                    "This clip may show people, whom the project conceals. An admin may see it.");
        }
        if (!decision.concealed().isEmpty()) {
            return concealed(captureId, decision.concealed());
        }
        var answer =
                BytesAnswer.file(
                        kept(original),
                        original.mediaType(),
                        "capture-" + captureId,
                        original.sha256(),
                        Optional.ofNullable(ifRange));
        return decision.unveiled() ? BytesAnswer.unkept(answer) : answer;
    }

    private Path kept(CaptureDetails.Original original) throws IOException {
        try {
            return blobs.file(original.blobKey());
        } catch (NoSuchFileException e) {
            // Its time was over; what was seen on it is still known.
            throw new NotFound("file of capture", original.captureId());
        }
    }

    private ResponseEntity<Resource> concealed(UUID captureId, Set<String> concealed) {
        var jpeg = jpeg(pictures.original(captureId, concealed), "original", captureId);
        return ResponseEntity.ok()
                .headers(jpeg.getHeaders())
                .body(new ByteArrayResource(Objects.requireNonNull(jpeg.getBody())));
    }

    @Operation(summary = "The whole picture, small")
    @GetMapping("/thumbnail")
    ResponseEntity<byte[]> thumbnail(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID captureId,
            @Parameter(description = AS_IT_IS) @RequestParam(defaultValue = "false")
                    boolean unveil) {
        check(caller, captureId);
        var decision = unveiling.of(caller, captureId, unveil);
        return kept(
                decision,
                jpeg(pictures.thumbnail(captureId, decision.concealed()), "thumbnail", captureId));
    }

    @Operation(summary = "The picture with what was found drawn into it")
    @GetMapping("/preview")
    ResponseEntity<byte[]> preview(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID captureId,
            @Parameter(description = AS_IT_IS) @RequestParam(defaultValue = "false")
                    boolean unveil) {
        check(caller, captureId);
        var decision = unveiling.of(caller, captureId, unveil);
        return kept(
                decision,
                jpeg(pictures.preview(captureId, decision.concealed()), "preview", captureId));
    }

    @Operation(summary = "The piece of the picture that one detection is about")
    @GetMapping("/crops/{detectionId}")
    ResponseEntity<byte[]> crop(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID captureId,
            @PathVariable UUID detectionId,
            @Parameter(description = AS_IT_IS) @RequestParam(defaultValue = "false")
                    boolean unveil) {
        if (!details.has(caller.scope(), captureId, detectionId)) {
            throw new NotFound("detection", detectionId);
        }
        var decision = unveiling.of(caller, captureId, unveil);
        return kept(
                decision,
                jpeg(
                        pictures.crop(captureId, detectionId, decision.concealed()),
                        "crop",
                        detectionId));
    }

    private static <T> ResponseEntity<T> kept(
            Unveiling.Decision decision, ResponseEntity<T> answer) {
        return decision.unveiled() ? BytesAnswer.unkept(answer) : answer;
    }

    private void check(Caller caller, UUID captureId) {
        if (details.original(caller.scope(), captureId).isEmpty()) {
            throw none(captureId);
        }
    }

    private static ResponseEntity<byte[]> jpeg(Optional<byte[]> bytes, String what, UUID id) {
        return bytes.map(found -> BytesAnswer.jpeg(found, what + "-" + id))
                .orElseThrow(() -> new NotFound(what + " of", id));
    }

    private static NotFound none(UUID captureId) {
        return new NotFound("capture", captureId);
    }
}
