package trapline.api.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import trapline.api.access.Caller;
import trapline.api.access.Role;
import trapline.api.problem.Conflict;

@Tag(name = "privacy", description = "How projects guard people and rare animals")
@RestController
@RequestMapping("/api/projects/{projectId}/privacy")
class PrivacyController {
    private final Privacies privacies;

    PrivacyController(Privacies privacies) {
        this.privacies = privacies;
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record PrivacyView(
            boolean concealed,
            Optional<Integer> positionDigits,
            List<String> sensitiveTaxa,
            int version) {
        static PrivacyView of(ProjectPrivacy privacy) {
            return new PrivacyView(
                    privacy.concealed(),
                    privacy.positionDigits(),
                    privacy.sensitiveTaxa(),
                    privacy.version());
        }
    }

    record NewPrivacy(
            @NotNull Boolean concealed,
            @Schema(description = "Decimals of a degree that leave the house; absent: all")
                    @Min(0)
                    @Max(4)
                    Integer positionDigits,
            @Schema(description = "Round only where one of these was seen; absent: everywhere")
                    @Size(max = 100)
                    List<@NotBlank @Size(max = 100) String> sensitiveTaxa,
            @Schema(description = "That of the decision you looked at") @NotNull Integer version) {}

    @Operation(summary = "Show how a project guards people and rare animals")
    @GetMapping
    ResponseEntity<PrivacyView> show(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID projectId) {
        caller.require(Role.VIEWER, projectId);
        return answer(projectId);
    }

    @Operation(
            summary = "Decide how a project guards people and rare animals",
            description = "For its admins. It counts at once, for every picture there is.")
    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<PrivacyView> decide(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID projectId,
            @Valid @RequestBody NewPrivacy asked) {
        caller.require(Role.ADMIN, projectId);
        var privacy =
                new ProjectPrivacy(
                        asked.concealed(),
                        Optional.ofNullable(asked.positionDigits()),
                        asked.sensitiveTaxa() == null ? List.of() : asked.sensitiveTaxa(),
                        asked.version());
        if (!privacies.decide(projectId, privacy, caller.shownAs())) {
            throw new Conflict("Somebody has changed this meanwhile. Look at it again.");
        }
        return answer(projectId);
    }

    private ResponseEntity<PrivacyView> answer(UUID projectId) {
        var privacy = privacies.of(projectId);
        return ResponseEntity.ok()
                .eTag("\"" + privacy.version() + "\"")
                .body(PrivacyView.of(privacy));
    }
}
