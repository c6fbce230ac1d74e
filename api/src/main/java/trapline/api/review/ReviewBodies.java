package trapline.api.review;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import trapline.api.problem.InvalidInput;
import trapline.observation.Review;

/** What is sent to say something of captures. */
final class ReviewBodies {
    /** How many captures one call works on. */
    static final int MOST_CAPTURES = 500;

    private static final Set<String> KNOWN = Set.of("note", "tags", "flagged", "hidden", "version");

    private ReviewBodies() {}

    /** What is on a capture. */
    record Said(
            @Schema(
                            description =
                                    "The version that was looked at. If somebody has changed it"
                                            + " since, nothing happens (409). Absent: whatever it"
                                            + " is.")
                    @Min(0)
                    Integer version,
            @Schema(description = "1 to 50; one 'blank' says that nothing is there")
                    @NotNull
                    @Size(min = 1, max = Review.MOST_OBSERVATIONS)
                    List<@Valid @NotNull ObservationBody> observations) {

        OptionalInt lookedAt() {
            return version == null ? OptionalInt.empty() : OptionalInt.of(version);
        }
    }

    /** The rest, as it is described to the readers of the API. */
    record Patched(
            @Schema(description = "1 to 4000 characters; null: none") String note,
            @Schema(description = "At most 50 of 1 to 50 characters") List<String> tags,
            @Schema(description = "Somebody shall look at it again") Boolean flagged,
            @Schema(description = "Left out of lists unless it is asked for") Boolean hidden,
            @Schema(description = "The version that was looked at") Integer version) {}

    /** One thing done to many captures. */
    record Many(
            @Schema(description = "1 to 500") @NotNull @Size(min = 1, max = MOST_CAPTURES)
                    List<@NotNull UUID> captures,
            @Schema(
                            description =
                                    "verify, unverify, tag, untag, hide, show, flag, unflag, like,"
                                            + " move or rerun")
                    @NotNull
                    Action action,
            @Schema(description = "To verify: what is on each of them")
                    @Size(max = Review.MOST_OBSERVATIONS)
                    List<@Valid @NotNull ObservationBody> observations,
            @Schema(description = "To tag or untag") @Size(max = Review.MOST_TAGS)
                    List<@NotNull @Size(min = 1, max = Review.LONGEST_TAG) String> tags,
            @Schema(description = "To move: the camera that took them") UUID cameraId) {}

    /** What can be done to many captures at once. */
    enum Action {
        VERIFY,
        UNVERIFY,
        TAG,
        UNTAG,
        HIDE,
        SHOW,
        FLAG,
        UNFLAG,
        LIKE,
        MOVE,
        RERUN;

        /**
         * @throws IllegalArgumentException if there is no such action
         */
        @JsonCreator
        static Action of(String id) {
            return Arrays.stream(values())
                    .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(id))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("is no action: " + id));
        }
    }

    /**
     * @throws InvalidInput naming every field that cannot be used
     */
    static Review.Change read(ObjectNode patch) {
        var wrong = new ArrayList<InvalidInput.Field>();
        patch.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!KNOWN.contains(name)) {
                                wrong.add(new InvalidInput.Field(name, "is not known here"));
                            }
                        });
        var change =
                new Review.Change(
                        note(patch, wrong),
                        tags(patch, wrong),
                        flag(patch, "flagged", wrong),
                        flag(patch, "hidden", wrong));
        if (!wrong.isEmpty()) {
            throw new InvalidInput(wrong);
        }
        return change;
    }

    static OptionalInt version(ObjectNode patch) {
        var version = patch.path("version");
        if (version.isMissingNode() || version.isNull()) {
            return OptionalInt.empty();
        }
        if (!version.isInt() || version.asInt() < 0) {
            throw new InvalidInput("version", "must be a whole number of at least 0");
        }
        return OptionalInt.of(version.asInt());
    }

    private static Optional<Optional<String>> note(
            ObjectNode patch, List<InvalidInput.Field> wrong) {
        var node = patch.get("note");
        if (node == null) {
            return Optional.empty();
        }
        if (node.isNull()) {
            return Optional.of(Optional.empty());
        }
        var text = node.isTextual() ? node.asText().replace('\0', ' ').strip() : "";
        if (text.isEmpty() || text.length() > Review.LONGEST_NOTE) {
            wrong.add(new InvalidInput.Field("note", "must be a text of 1 to 4000 characters"));
            return Optional.empty();
        }
        return Optional.of(Optional.of(text));
    }

    private static Optional<SortedSet<String>> tags(
            ObjectNode patch, List<InvalidInput.Field> wrong) {
        var node = patch.get("tags");
        if (node == null) {
            return Optional.empty();
        }
        SortedSet<String> tags = new TreeSet<>();
        node.forEach(tag -> tags.add(tag.isTextual() ? tag.asText().strip() : ""));
        if (!node.isArray() || tags.contains("")) {
            wrong.add(
                    new InvalidInput.Field(
                            "tags", "must be at most 50 texts of 1 to 50 characters"));
            return Optional.empty();
        }
        return Optional.of(tags);
    }

    private static Optional<Boolean> flag(
            ObjectNode patch, String name, List<InvalidInput.Field> wrong) {
        var node = patch.get(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isBoolean()) {
            wrong.add(new InvalidInput.Field(name, "must be true or false"));
            return Optional.empty();
        }
        return Optional.of(node.asBoolean());
    }
}
