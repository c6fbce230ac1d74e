package trapline.api.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import trapline.api.problem.InvalidInput;
import trapline.observation.HumanObservation;

/** One thing that a person says is on a capture, in the words of Camtrap DP. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ObservationBody(
        @Schema(description = "animal, human, vehicle, blank, unknown or unclassified") @NotNull
                String observationType,
        @Schema(description = "The species or other group, 1 to 200 characters")
                String scientificName,
        @Schema(description = "How many of it, 1 to 10000") Integer count,
        @Schema(description = "female or male") String sex,
        @Schema(description = "adult, subadult or juvenile") String lifeStage,
        @Schema(description = "In your own words, 1 to 200 characters") String behavior,
        @Schema(description = "The box that it is about") UUID detectionId) {

    HumanObservation observation() {
        return new HumanObservation(
                HumanObservation.Type.of(observationType)
                        .orElseThrow(
                                () ->
                                        new InvalidInput(
                                                "observationType",
                                                "must be animal, human, vehicle, blank, unknown or"
                                                        + " unclassified")),
                Optional.ofNullable(scientificName),
                count == null ? OptionalInt.empty() : OptionalInt.of(count),
                Optional.ofNullable(sex)
                        .map(
                                id ->
                                        HumanObservation.Sex.of(id)
                                                .orElseThrow(
                                                        () ->
                                                                new InvalidInput(
                                                                        "sex",
                                                                        "must be female or"
                                                                                + " male"))),
                Optional.ofNullable(lifeStage)
                        .map(
                                id ->
                                        HumanObservation.LifeStage.of(id)
                                                .orElseThrow(
                                                        () ->
                                                                new InvalidInput(
                                                                        "lifeStage",
                                                                        "must be adult, subadult"
                                                                                + " or"
                                                                                + " juvenile"))),
                Optional.ofNullable(behavior),
                Optional.ofNullable(detectionId));
    }

    static ObservationBody of(HumanObservation one) {
        return new ObservationBody(
                one.type().id(),
                one.scientificName().orElse(null),
                one.count().isPresent() ? one.count().getAsInt() : null,
                one.sex().map(HumanObservation.Sex::id).orElse(null),
                one.lifeStage().map(HumanObservation.LifeStage::id).orElse(null),
                one.behavior().orElse(null),
                one.detectionId().orElse(null));
    }
}
