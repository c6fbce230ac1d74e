package trapline.api.camera;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import trapline.api.problem.InvalidInput;
import trapline.camera.Camera;
import trapline.camera.CameraChange;

/**
 * Reads a change to a camera in the manner of RFC 7396: what is absent stays, what is null is taken
 * away.
 */
final class CameraPatch {
    private static final int LONGEST_NAME = 100;
    private static final int MOST_TAGS = 20;
    private static final int LONGEST_TAG = 50;
    private static final int LONGEST_INDEPENDENCE_SECONDS = 24 * 60 * 60;
    private static final Set<String> KNOWN =
            Set.of("name", "state", "zone", "site", "independenceSeconds", "tags", "simExpiresOn");

    private final ObjectNode patch;
    private final List<InvalidInput.Field> wrong = new ArrayList<>();

    private CameraPatch(ObjectNode patch) {
        this.patch = patch;
    }

    /** As it is described to the readers of the API. */
    record Body(
            @Schema(description = "1 to 100 characters") String name,
            @Schema(description = "approved or retired") String state,
            @Schema(description = "Of its clock, such as Europe/Berlin; null: its site's")
                    String zone,
            @Schema(description = "A place by its name, made if it is new; null: none") String site,
            @Schema(
                            description =
                                    "Captures no further apart than this are one event, 1 to 86400;"
                                            + " null: the installation's")
                    Integer independenceSeconds,
            @Schema(description = "Words to group cameras by, at most 20 of 1 to 50 characters")
                    List<String> tags,
            @Schema(description = "The last day on which its SIM works; null: not known")
                    String simExpiresOn) {}

    /**
     * @throws InvalidInput naming every field that cannot be used
     */
    static CameraChange read(ObjectNode patch) {
        return new CameraPatch(patch).change();
    }

    private CameraChange change() {
        var unknown = new TreeSet<String>();
        patch.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(KNOWN);
        unknown.forEach(name -> say(name, "is not known here"));
        if (patch.path("tags").isNull()) {
            say("tags", "cannot be taken away; give an empty list");
        }
        if (patch.path("name").isNull() || patch.path("state").isNull()) {
            say(patch.path("name").isNull() ? "name" : "state", "cannot be taken away");
        }
        var change =
                new CameraChange(
                        field("name", this::name).flatMap(Function.identity()),
                        field("state", this::state).flatMap(Function.identity()),
                        field("zone", this::zone),
                        field("site", this::site),
                        field("independenceSeconds", this::independence),
                        field("tags", this::tags).flatMap(Function.identity()),
                        field("simExpiresOn", this::date));
        if (!wrong.isEmpty()) {
            throw new InvalidInput(wrong);
        }
        return change;
    }

    /** Empty: absent. Inside, empty: null, or wrong and said so. */
    private <T> Optional<Optional<T>> field(String name, Function<JsonNode, Optional<T>> read) {
        var node = patch.get(name);
        if (node == null) {
            return Optional.empty();
        }
        return Optional.of(node.isNull() ? Optional.empty() : read.apply(node));
    }

    private Optional<String> name(JsonNode node) {
        return shortText("name", node);
    }

    private Optional<String> site(JsonNode node) {
        return shortText("site", node);
    }

    private Optional<String> shortText(String field, JsonNode node) {
        var text = node.isTextual() ? node.asText().strip() : "";
        if (text.isEmpty()
                || text.length() > LONGEST_NAME
                || text.chars().anyMatch(Character::isISOControl)) {
            say(field, "must be a text of 1 to %d characters".formatted(LONGEST_NAME));
            return Optional.empty();
        }
        return Optional.of(text);
    }

    private Optional<Camera.State> state(JsonNode node) {
        return switch (node.asText()) {
            case "approved" -> Optional.of(Camera.State.APPROVED);
            case "retired" -> Optional.of(Camera.State.RETIRED);
            default -> {
                say("state", "must be approved or retired");
                yield Optional.empty();
            }
        };
    }

    private Optional<ZoneId> zone(JsonNode node) {
        try {
            return Optional.of(ZoneId.of(node.asText()));
        } catch (DateTimeException e) {
            say("zone", "must be a time zone, such as Europe/Berlin");
            return Optional.empty();
        }
    }

    private Optional<Duration> independence(JsonNode node) {
        if (!node.isInt() || node.asInt() < 1 || node.asInt() > LONGEST_INDEPENDENCE_SECONDS) {
            say(
                    "independenceSeconds",
                    "must be a whole number from 1 to %d".formatted(LONGEST_INDEPENDENCE_SECONDS));
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(node.asInt()));
    }

    private Optional<Set<String>> tags(JsonNode node) {
        var tags = new TreeSet<String>();
        node.forEach(tag -> tags.add(tag.isTextual() ? tag.asText().strip() : ""));
        if (!node.isArray()
                || tags.size() > MOST_TAGS
                || tags.stream()
                        .anyMatch(
                                tag ->
                                        tag.isEmpty()
                                                || tag.length() > LONGEST_TAG
                                                || tag.chars().anyMatch(Character::isISOControl))) {
            say(
                    "tags",
                    "must be at most %d texts of 1 to %d characters"
                            .formatted(MOST_TAGS, LONGEST_TAG));
            return Optional.empty();
        }
        return Optional.of(tags);
    }

    private Optional<LocalDate> date(JsonNode node) {
        try {
            return Optional.of(LocalDate.parse(node.asText()));
        } catch (DateTimeException e) {
            say("simExpiresOn", "must be a date, such as 2027-01-31");
            return Optional.empty();
        }
    }

    private void say(String field, String message) {
        wrong.add(new InvalidInput.Field(field, message));
    }
}
