package trapline.api.capture;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import trapline.api.access.Caller;
import trapline.api.problem.NotFound;
import trapline.blob.BlobStore;

/** Hands out bytes. The caller's rights are checked here as for the page around them. */
@Tag(name = "captures")
@RestController
@RequestMapping("/api/captures/{captureId}")
class CaptureBytesController {
    private final CaptureDetails details;
    private final BlobStore blobs;
    private final PictureViews pictures;

    CaptureBytesController(CaptureDetails details, BlobStore blobs, PictureViews pictures) {
        this.details = details;
        this.blobs = blobs;
        this.pictures = pictures;
    }

    @Operation(
            summary = "The file as the camera sent it",
            description = "Takes Range, so that a clip can be played from anywhere.")
    @GetMapping("/original")
    ResponseEntity<Resource> original(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID captureId,
            @RequestHeader(name = HttpHeaders.IF_RANGE, required = false) String ifRange)
            throws IOException {
        var original =
                details.original(caller.scope(), captureId).orElseThrow(() -> none(captureId));
        return BytesAnswer.file(
                blobs.file(original.blobKey()),
                original.mediaType(),
                "capture-" + captureId,
                original.sha256(),
                Optional.ofNullable(ifRange));
    }

    @Operation(summary = "The whole picture, small")
    @GetMapping("/thumbnail")
    ResponseEntity<byte[]> thumbnail(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID captureId) {
        check(caller, captureId);
        return jpeg(pictures.thumbnail(captureId), "thumbnail", captureId);
    }

    @Operation(summary = "The picture with what was found drawn into it")
    @GetMapping("/preview")
    ResponseEntity<byte[]> preview(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID captureId) {
        check(caller, captureId);
        return jpeg(pictures.preview(captureId), "preview", captureId);
    }

    @Operation(summary = "The piece of the picture that one detection is about")
    @GetMapping("/crops/{detectionId}")
    ResponseEntity<byte[]> crop(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID captureId,
            @PathVariable UUID detectionId) {
        if (!details.has(caller.scope(), captureId, detectionId)) {
            throw new NotFound("detection", detectionId);
        }
        return jpeg(pictures.crop(captureId, detectionId), "crop", detectionId);
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
