package trapline.api.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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
import trapline.api.problem.InvalidInput;
import trapline.api.problem.NotFound;
import trapline.camera.Cameras;

@Tag(name = "access")
@RestController
@RequestMapping("/api/keys")
class KeysController {
    private final ApiKeys keys;
    private final Cameras cameras;
    private final Clock clock;

    KeysController(ApiKeys keys, Cameras cameras, Clock clock) {
        this.keys = keys;
        this.cameras = cameras;
        this.clock = clock;
    }

    record NewKey(
            @NotNull UUID projectId,
            @NotBlank @Size(max = 100) String name,
            @NotNull Role role,
            @Schema(description = "From when on it is refused; absent: never") Instant expiresAt,
            @Schema(description = "What it may be used for; absent: whatever its role may")
                    Set<@NotNull KeyScope> scopes,
            @Schema(description = "For a device's own key: the only camera it brings files of")
                    UUID cameraId) {}

    /** A key, with its secret only in the answer to its making. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record KeyView(
            UUID keyId,
            UUID projectId,
            String name,
            Role role,
            Instant createdAt,
            Optional<Instant> expiresAt,
            Optional<Instant> revokedAt,
            Optional<Set<KeyScope>> scopes,
            Optional<UUID> cameraId,
            Optional<String> secret) {

        static KeyView of(ApiKey key, Optional<String> secret) {
            return new KeyView(
                    key.keyId(),
                    key.projectId(),
                    key.name(),
                    key.role(),
                    key.createdAt(),
                    key.expiresAt(),
                    key.revokedAt(),
                    key.scopes(),
                    key.cameraId(),
                    secret);
        }
    }

    @Operation(summary = "List keys", description = "Of the projects that the caller administers.")
    @GetMapping
    List<KeyView> list(
            @AuthenticationPrincipal Caller caller, @RequestParam Optional<UUID> project) {
        caller.person();
        return keys.all(caller.scope(Role.ADMIN, project)).stream()
                .map(key -> KeyView.of(key, Optional.empty()))
                .toList();
    }

    @Operation(
            summary = "Make a key",
            description = "The secret is in this answer and nowhere else. Keep it safe.")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    KeyView create(@AuthenticationPrincipal Caller caller, @Valid @RequestBody NewKey asked) {
        var person = caller.person();
        caller.require(Role.ADMIN, asked.projectId());
        var expiresAt = Optional.ofNullable(asked.expiresAt());
        if (expiresAt.filter(at -> !at.isAfter(clock.instant())).isPresent()) {
            throw new InvalidInput("expiresAt", "must lie in the future");
        }
        var scopes = Optional.ofNullable(asked.scopes());
        if (scopes.filter(Set::isEmpty).isPresent()) {
            throw new InvalidInput("scopes", "must name at least one");
        }
        var cameraId = Optional.ofNullable(asked.cameraId());
        cameraId.ifPresent(camera -> checkCamera(camera, asked.projectId()));
        var created =
                keys.create(
                        asked.projectId(),
                        asked.name(),
                        asked.role(),
                        person,
                        expiresAt,
                        // A device brings files, and nothing else.
                        cameraId.isPresent() ? Optional.of(Set.of(KeyScope.UPLOAD)) : scopes,
                        cameraId);
        return KeyView.of(created.key(), Optional.of(created.secret()));
    }

    private void checkCamera(UUID cameraId, UUID projectId) {
        if (cameras.find(cameraId)
                .filter(camera -> camera.projectId().equals(projectId))
                .isEmpty()) {
            throw new InvalidInput("cameraId", "is no camera of this project");
        }
    }

    @Operation(summary = "Revoke a key", description = "It is refused from now on.")
    @DeleteMapping("/{keyId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@AuthenticationPrincipal Caller caller, @PathVariable UUID keyId) {
        caller.person();
        var key =
                keys.find(keyId)
                        .filter(found -> caller.roles().containsKey(found.projectId()))
                        .orElseThrow(() -> new NotFound("key", keyId));
        caller.require(Role.ADMIN, key.projectId());
        keys.revoke(keyId);
    }
}
