package trapline.api.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Files;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import trapline.api.access.Caller;
import trapline.api.access.Role;
import trapline.api.capture.CaptureSelection;
import trapline.api.page.Cursor;
import trapline.api.page.Page;
import trapline.api.problem.Conflict;
import trapline.api.problem.InvalidInput;
import trapline.api.problem.NotFound;

@Tag(name = "exports", description = "Files for other programs, made in the background")
@RestController
@RequestMapping("/api/exports")
class ExportsController {
    private static final int OPEN_AT_ONCE = 5;

    private final Exports exports;
    private final ExportFiles files;
    private final ExportJob job;
    private final CaptureSelection selection;

    ExportsController(
            Exports exports, ExportFiles files, ExportJob job, CaptureSelection selection) {
        this.exports = exports;
        this.files = files;
        this.job = job;
        this.selection = selection;
    }

    record NewExport(
            @NotNull UUID projectId,
            @NotNull ExportFormat format,
            @Schema(
                            description =
                                    "The filters of the list of captures, by the same names; absent:"
                                            + " all",
                            type = "object")
                    JsonNode filters,
            @Valid ExportOptions options) {}

    @Operation(
            summary = "Ask for an export",
            description =
                    "It is made in the background: look at it again until its state is done, then"
                            + " fetch its link within seven days. What comes in later is not in it."
                            + " People are concealed and positions rounded as the project says.")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ExportView create(@AuthenticationPrincipal Caller caller, @Valid @RequestBody NewExport asked) {
        caller.require(Role.VIEWER, asked.projectId());
        if (!job.makes(asked.format())) {
            throw new InvalidInput("format", "is not made by this server");
        }
        var filters = selection.checked(asked.filters());
        if (exports.open(caller) >= OPEN_AT_ONCE) {
            throw new Conflict(
                    "You have %d unfinished exports. Wait for one, or cancel one."
                            .formatted(OPEN_AT_ONCE));
        }
        return ExportView.of(
                exports.add(
                        caller,
                        asked.projectId(),
                        asked.format(),
                        filters,
                        asked.options() == null ? ExportOptions.USUAL : asked.options()));
    }

    @Operation(
            summary = "List exports",
            description = "Newest first: your own, and all of the projects that you administer.")
    @GetMapping
    Page<ExportView> list(
            @AuthenticationPrincipal Caller caller,
            @RequestParam Optional<UUID> project,
            @RequestParam Optional<String> cursor,
            @RequestParam(defaultValue = "" + Page.USUAL) @Min(1) @Max(Page.MOST) int limit) {
        var last = cursor.map(text -> Cursor.parse(Cursor.Kind.EXPORTS, text));
        return Page.of(
                exports.page(caller, caller.scope(Role.VIEWER, project), last, limit).stream()
                        .map(ExportView::of)
                        .toList(),
                limit,
                one -> new Cursor(Cursor.Kind.EXPORTS, one.createdAt(), one.exportId()));
    }

    @Operation(summary = "Show an export", description = "How far it is, and the link when done.")
    @GetMapping("/{exportId}")
    ExportView show(@AuthenticationPrincipal Caller caller, @PathVariable UUID exportId) {
        return ExportView.of(visible(caller, exportId));
    }

    @Operation(
            summary = "Fetch the file of an export",
            description = "Takes Range, so that a broken download goes on where it was.")
    @GetMapping("/{exportId}/file")
    ResponseEntity<Resource> file(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID exportId) {
        var export = visible(caller, exportId);
        var file = files.file(exportId);
        if (!export.state().equals("done") || !Files.isRegularFile(file)) {
            throw new NotFound("file of export", exportId);
        }
        return ResponseEntity.ok()
                .eTag("\"" + export.sha256().orElseThrow() + "\"")
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(export.fileName().orElseThrow())
                                .build()
                                .toString())
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(new FileSystemResource(file));
    }

    @Operation(
            summary = "Cancel an export, or delete its file",
            description = "What is done is deleted; what is not is stopped.")
    @DeleteMapping("/{exportId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@AuthenticationPrincipal Caller caller, @PathVariable UUID exportId) {
        var export = visible(caller, exportId);
        exports.cancel(exportId);
        if (export.state().equals("done")) {
            exports.expire(exportId);
            files.delete(exportId);
        }
    }

    /** Who asked for it sees it, and who administers the project; nobody else knows of it. */
    private ExportRow visible(Caller caller, UUID exportId) {
        return exports.find(exportId)
                .filter(export -> caller.roles().containsKey(export.projectId()))
                .filter(export -> isTheirs(caller, export))
                .orElseThrow(() -> new NotFound("export", exportId));
    }

    private static boolean isTheirs(Caller caller, ExportRow export) {
        return caller.roles().get(export.projectId()) == Role.ADMIN
                || (caller.accountId().isPresent() && caller.accountId().equals(export.accountId()))
                || (caller.keyId().isPresent() && caller.keyId().equals(export.keyId()));
    }
}
