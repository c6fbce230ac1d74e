package trapline.api.quarantine;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import trapline.api.access.Caller;
import trapline.api.access.Role;
import trapline.api.capture.BytesAnswer;
import trapline.api.page.Page;
import trapline.api.problem.Conflict;
import trapline.api.problem.NotFound;
import trapline.blob.BlobStore;
import trapline.capture.Reprocessing;

@Tag(name = "quarantine", description = "Files that could not be used, each with its reason")
@RestController
@RequestMapping("/api/quarantine")
class QuarantineController {
    private final QuarantineLists lists;
    private final BlobStore blobs;
    private final Reprocessing reprocessing;

    QuarantineController(QuarantineLists lists, BlobStore blobs, Reprocessing reprocessing) {
        this.lists = lists;
        this.blobs = blobs;
        this.reprocessing = reprocessing;
    }

    @Operation(summary = "List files in quarantine", description = "Newest first. For analysts.")
    @GetMapping
    Page<QuarantineView> list(
            @AuthenticationPrincipal Caller caller, @Valid @ParameterObject QuarantineQuery query) {
        var scope = caller.scope(Role.ANALYST, Optional.ofNullable(query.project()));
        return lists.page(scope, query);
    }

    @Operation(summary = "Show a file in quarantine", description = "For analysts.")
    @GetMapping("/{quarantineId}")
    QuarantineView show(@AuthenticationPrincipal Caller caller, @PathVariable UUID quarantineId) {
        return find(caller, quarantineId, Role.ANALYST);
    }

    @Operation(
            summary = "The file itself",
            description =
                    "For admins. It is only ever saved, never shown: nobody knows what it is.")
    @GetMapping("/{quarantineId}/bytes")
    ResponseEntity<Resource> bytes(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID quarantineId)
            throws IOException {
        var file = find(caller, quarantineId, Role.ADMIN);
        var key =
                lists.blobKey(caller.administered(), quarantineId)
                        .orElseThrow(() -> none(quarantineId));
        return BytesAnswer.download(blobs.file(key), "quarantine-" + quarantineId, file.sha256());
    }

    @Operation(
            summary = "Try a file again",
            description =
                    "For analysts. By the profiles and limits that count now. What becomes of it"
                            + " goes the way of every capture, but never alerts.")
    @PostMapping("/{quarantineId}/reprocess")
    QuarantineView.Tried reprocess(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID quarantineId)
            throws IOException {
        var before = find(caller, quarantineId, Role.ANALYST);
        if (!QuarantineQuery.State.WAITING.id().equals(before.state())) {
            throw new Conflict("This file was used already, so there is nothing to try again.");
        }
        var usable = reprocessing.reprocess(quarantineId);
        return new QuarantineView.Tried(usable, find(caller, quarantineId, Role.ANALYST));
    }

    private QuarantineView find(Caller caller, UUID quarantineId, Role least) {
        var file = lists.find(caller.scope(), quarantineId).orElseThrow(() -> none(quarantineId));
        caller.require(least, file.projectId());
        return file;
    }

    private static NotFound none(UUID quarantineId) {
        return new NotFound("file in quarantine", quarantineId);
    }
}
