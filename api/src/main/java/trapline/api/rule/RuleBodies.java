package trapline.api.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** What requests about rules carry. */
final class RuleBodies {
    private RuleBodies() {}

    /** A new rule. */
    record Made(
            @NotNull UUID projectId,
            @Schema(description = "As it would stand in rules.yaml") @NotNull ObjectNode rule) {}

    /** A change. */
    record Changed(
            @Schema(description = "The version that was looked at") @NotNull @Min(1)
                    Integer version,
            @Schema(description = "As it would stand in rules.yaml") @NotNull ObjectNode rule) {}

    /** A rule to try. */
    record Tried(
            @NotNull UUID projectId,
            @Schema(description = "As it would stand in rules.yaml") @NotNull ObjectNode rule,
            @Schema(description = "1 to 90; else 7") @Min(1) @Max(90) Integer days) {

        int length() {
            return days == null ? 7 : days;
        }
    }
}
