package trapline.api.upload;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import trapline.api.access.Caller;
import trapline.api.access.Role;
import trapline.api.problem.InvalidInput;
import trapline.api.problem.NotFound;
import trapline.api.problem.Problems;

/**
 * The tus protocol 1.0.0: core, creation, termination, checksum and expiration.
 *
 * @see <a href="https://tus.io/protocols/resumable-upload">tus resumable upload</a>
 */
@Tag(name = "uploads", description = "Files of memory cards, in pieces")
@RestController
@RequestMapping("/api/uploads")
class TusController {
    private static final String VERSION = "1.0.0";
    private static final String RESUMABLE = "Tus-Resumable";
    private static final String OFFSET = "Upload-Offset";
    private static final String LENGTH = "Upload-Length";
    private static final String PIECE = "application/offset+octet-stream";
    private static final Set<String> ALGORITHMS = Set.of("sha1", "sha256");

    /** The protocol's own status for a piece that is not what its sender meant. */
    private static final int CHECKSUM_MISMATCH = 460;

    private final Cards cards;
    private final CardFiles files;
    private final Problems problems;

    TusController(Cards cards, CardFiles files, Problems problems) {
        this.cards = cards;
        this.files = files;
        this.problems = problems;
    }

    @Operation(summary = "What this server can do of the tus protocol")
    @RequestMapping(method = RequestMethod.OPTIONS)
    ResponseEntity<Void> options() {
        return tus(HttpStatus.NO_CONTENT)
                .header("Tus-Version", VERSION)
                .header("Tus-Max-Size", String.valueOf(CardFiles.LARGEST))
                .header("Tus-Extension", "creation,termination,checksum,expiration")
                .header("Tus-Checksum-Algorithm", "sha1,sha256")
                .build();
    }

    @Operation(
            summary = "Begin a file of a card",
            description =
                    "tus: with Upload-Length, and Upload-Metadata that names card and path, and"
                            + " where you like sha256 and modified. For analysts.")
    @PostMapping
    ResponseEntity<Object> create(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = RESUMABLE, required = false) String version,
            @RequestHeader(name = LENGTH, required = false) Long length,
            @RequestHeader(name = "Upload-Metadata", required = false) String metadata)
            throws IOException {
        if (!VERSION.equals(version)) {
            return otherVersion();
        }
        if (length == null) {
            throw new InvalidInput(LENGTH, "is missing");
        }
        var said = UploadMetadata.parse(metadata);
        var card = card(caller, said.cardId());
        var upload = files.begin(card, said, length);
        return tus(HttpStatus.CREATED)
                .location(URI.create("/api/uploads/" + upload.uploadId()))
                .build();
    }

    @Operation(summary = "How much of a file is here", description = "tus: HEAD.")
    @RequestMapping(path = "/{uploadId}", method = RequestMethod.HEAD)
    ResponseEntity<Object> head(@AuthenticationPrincipal Caller caller, @PathVariable UUID uploadId)
            throws IOException {
        var upload = upload(caller, uploadId);
        return tus(HttpStatus.OK)
                .header(OFFSET, String.valueOf(files.offset(upload)))
                .header(LENGTH, String.valueOf(upload.sizeBytes()))
                .cacheControl(CacheControl.noStore())
                .build();
    }

    @Operation(
            summary = "Add a piece to a file",
            description =
                    "tus: PATCH. With the last piece the file is taken in: look at the card for what"
                            + " became of it.")
    @PatchMapping(path = "/{uploadId}", consumes = PIECE)
    ResponseEntity<Object> patch(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID uploadId,
            @RequestHeader(name = RESUMABLE, required = false) String version,
            @RequestHeader(name = OFFSET, required = false) Long offset,
            @RequestHeader(name = "Upload-Checksum", required = false) String checksum,
            HttpServletRequest request)
            throws IOException {
        var upload = upload(caller, uploadId);
        if (!VERSION.equals(version)) {
            return otherVersion();
        }
        if (offset == null || offset < 0) {
            throw new InvalidInput(OFFSET, "must say where this piece begins");
        }
        var proof = Optional.ofNullable(checksum).map(TusController::checksum);
        if (!upload.isReceiving()) {
            // The answer to the last piece was lost on its way.
            return tus(HttpStatus.NO_CONTENT)
                    .header(OFFSET, String.valueOf(upload.sizeBytes()))
                    .build();
        }
        try {
            var length =
                    files.add(
                            cards.find(upload.cardId()).orElseThrow(),
                            upload,
                            offset,
                            request.getInputStream(),
                            proof);
            return tus(HttpStatus.NO_CONTENT).header(OFFSET, String.valueOf(length)).build();
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(LENGTH, "is less than what was sent");
        }
    }

    @Operation(summary = "Give up a file that is on its way", description = "tus: DELETE.")
    @DeleteMapping("/{uploadId}")
    ResponseEntity<Object> delete(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID uploadId)
            throws IOException {
        files.end(upload(caller, uploadId));
        return tus(HttpStatus.NO_CONTENT).build();
    }

    @ExceptionHandler
    ResponseEntity<Object> differs(UploadFiles.ChecksumDiffers e) {
        var problem =
                problems.of(
                        HttpStatus.BAD_REQUEST,
                        "This piece did not arrive as it was sent. Send it again.");
        problem.setStatus(CHECKSUM_MISMATCH);
        problem.setTitle("Checksum Mismatch");
        return ResponseEntity.status(CHECKSUM_MISMATCH).header(RESUMABLE, VERSION).body(problem);
    }

    private Card card(Caller caller, UUID cardId) {
        var card =
                cards.find(cardId)
                        .filter(found -> caller.roles().containsKey(found.projectId()))
                        .orElseThrow(() -> new NotFound("card", cardId));
        caller.require(Role.ANALYST, card.projectId());
        return card;
    }

    private Upload upload(Caller caller, UUID uploadId) {
        var upload = cards.upload(uploadId).orElseThrow(() -> new NotFound("upload", uploadId));
        var card =
                cards.find(upload.cardId())
                        .filter(found -> caller.roles().containsKey(found.projectId()))
                        .orElseThrow(() -> new NotFound("upload", uploadId));
        caller.require(Role.ANALYST, card.projectId());
        return upload;
    }

    private ResponseEntity<Object> otherVersion() {
        return ResponseEntity.status(HttpStatus.PRECONDITION_FAILED)
                .header("Tus-Version", VERSION)
                .body(
                        problems.of(
                                HttpStatus.PRECONDITION_FAILED,
                                "Send Tus-Resumable: " + VERSION + "."));
    }

    private static UploadFiles.Checksum checksum(String header) {
        var parts = header.strip().split(" ", 2);
        if (parts.length != 2 || !ALGORITHMS.contains(parts[0])) {
            throw new InvalidInput("Upload-Checksum", "must be sha1 or sha256, and the value");
        }
        try {
            return new UploadFiles.Checksum(
                    parts[0],
                    HexFormat.of().formatHex(Base64.getDecoder().decode(parts[1].strip())));
        } catch (IllegalArgumentException e) {
            throw new InvalidInput("Upload-Checksum", "has a value that is not Base64");
        }
    }

    private static ResponseEntity.BodyBuilder tus(HttpStatus status) {
        return ResponseEntity.status(status).header(RESUMABLE, VERSION);
    }
}
