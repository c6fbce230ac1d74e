package trapline.api.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import trapline.api.access.Caller;
import trapline.api.problem.Forbidden;
import trapline.api.problem.NotFound;

@Tag(name = "config", description = "The files that admins edit")
@RestController
@RequestMapping("/api/config")
class ConfigController {
    private final ConfigStatus status;
    private final ConfigFolder folder;
    private final ConfigEdits edits;
    private final ConfigEditors editors;

    ConfigController(
            ConfigStatus status, ConfigFolder folder, ConfigEdits edits, ConfigEditors editors) {
        this.status = status;
        this.folder = folder;
        this.edits = edits;
        this.editors = editors;
    }

    @Operation(
            summary = "How the configuration stands",
            description =
                    "For editors of the configuration. When the files have mistakes, the last good"
                            + " version runs.")
    @GetMapping
    ConfigStatus.ConfigView show(@AuthenticationPrincipal Caller caller) {
        editors.require(caller);
        return status.view();
    }

    @Operation(
            summary = "List the files",
            description = "For editors of the configuration. Those that are built in too.")
    @GetMapping("/files")
    List<ConfigViews.FileItem> files(@AuthenticationPrincipal Caller caller) {
        editors.require(caller);
        return edits.files();
    }

    @Operation(summary = "Show a file", description = "For editors of the configuration.")
    @GetMapping("/file")
    ConfigViews.FileText file(@AuthenticationPrincipal Caller caller, @RequestParam String path) {
        editors.require(caller);
        return edits.file(path);
    }

    @Operation(
            summary = "The JSON schema of a kind of file",
            description = "For everybody: it says what may stand there, not what does.")
    @GetMapping("/schemas/{name}")
    JsonNode schema(@PathVariable String name) {
        return folder.schema(name).orElseThrow(() -> new NotFound("schema", name));
    }

    @Operation(
            summary = "Check a change",
            description =
                    "For editors of the configuration. Says what would be wrong and what would"
                            + " differ; nothing is written.")
    @PostMapping("/check")
    ConfigViews.Checked check(
            @AuthenticationPrincipal Caller caller, @Valid @RequestBody ConfigViews.Change change) {
        editors.require(caller);
        return edits.check(change);
    }

    @Operation(
            summary = "Apply a change",
            description =
                    "For editors of the configuration. It is checked first, written as a whole,"
                            + " takes effect at once, and is kept in the history. A file that was"
                            + " changed since it was looked at is not overwritten (409).")
    @PostMapping("/changes")
    @ResponseStatus(HttpStatus.CREATED)
    ConfigViews.Applied apply(
            @AuthenticationPrincipal Caller caller, @Valid @RequestBody ConfigViews.Change change) {
        editors.require(caller);
        return edits.apply(change, caller.shownAs());
    }

    @Operation(
            summary = "List the changes",
            description = "For editors of the configuration. The newest first, at most 100.")
    @GetMapping("/changes")
    List<ConfigViews.VersionItem> history(@AuthenticationPrincipal Caller caller) {
        editors.require(caller);
        return edits.history();
    }

    @Operation(
            summary = "Show a change",
            description = "For editors of the configuration. Line by line.")
    @GetMapping("/changes/{version}")
    ConfigViews.VersionDetails details(
            @AuthenticationPrincipal Caller caller, @PathVariable long version) {
        editors.require(caller);
        return edits.details(version);
    }

    @Operation(
            summary = "Take back a change",
            description =
                    "For editors of the configuration. Its files get what they held before it; a"
                            + " change like any other, with its own place in the history.")
    @PostMapping("/changes/{version}/roll-back")
    @ResponseStatus(HttpStatus.CREATED)
    ConfigViews.Applied rollBack(
            @AuthenticationPrincipal Caller caller, @PathVariable long version) {
        editors.require(caller);
        return edits.rollBack(version, caller.shownAs());
    }

    @Operation(
            summary = "List the editors of the configuration",
            description = "For server admins, who all are editors without being named.")
    @GetMapping("/editors")
    List<ConfigEditors.Editor> editors(@AuthenticationPrincipal Caller caller) {
        requireServerAdmin(caller);
        return editors.all();
    }

    @Operation(summary = "Name an editor of the configuration", description = "For server admins.")
    @PutMapping("/editors/{accountId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void name(@AuthenticationPrincipal Caller caller, @PathVariable UUID accountId) {
        requireServerAdmin(caller);
        if (!editors.name(accountId, caller.shownAs())) {
            throw new NotFound("account", accountId);
        }
    }

    @Operation(
            summary = "Dismiss an editor of the configuration",
            description = "For server admins.")
    @DeleteMapping("/editors/{accountId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void dismiss(@AuthenticationPrincipal Caller caller, @PathVariable UUID accountId) {
        requireServerAdmin(caller);
        editors.dismiss(accountId);
    }

    private static void requireServerAdmin(Caller caller) {
        if (!caller.serverAdmin()) {
            throw new Forbidden("This needs a server admin.");
        }
    }
}
