package trapline.api.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import trapline.api.problem.InvalidInput;
import trapline.event.EventChange;
import trapline.event.Severity;

/**
 * Reads a change to an event in the manner of RFC 7396: what is absent stays, what is null is taken
 * away.
 *
 * @param version that was looked at
 */
record EventPatch(EventChange change, OptionalInt version) {
    private static final Set<String> KNOWN = Set.of("note", "severity", "assignedTo", "version");

    /** As it is described to the readers of the API. */
    record Body(
            @Schema(description = "1 to 4000 characters; null: none") String note,
            @Schema(description = "info, warning or critical") String severity,
            @Schema(description = "Who looks after it, 1 to 200 characters; null: nobody")
                    String assignedTo,
            @Schema(
                            description =
                                    "The version that was looked at. If somebody has changed the"
                                            + " event since, nothing happens (409).")
                    Integer version) {}

    /**
     * @throws InvalidInput naming every field that cannot be used
     */
    static EventPatch read(ObjectNode patch) {
        var wrong = new ArrayList<InvalidInput.Field>();
        var unknown = new TreeSet<String>();
        patch.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(KNOWN);
        unknown.forEach(name -> wrong.add(new InvalidInput.Field(name, "is not known here")));
        var change =
                new EventChange(
                        text(patch, "note", EventChange.LONGEST_NOTE, wrong),
                        severity(patch, wrong),
                        text(patch, "assignedTo", EventChange.LONGEST_NAME, wrong));
        var version = version(patch, wrong);
        if (!wrong.isEmpty()) {
            throw new InvalidInput(wrong);
        }
        return new EventPatch(change, version);
    }

    private static Optional<Optional<String>> text(
            ObjectNode patch, String name, int longest, List<InvalidInput.Field> wrong) {
        var node = patch.get(name);
        if (node == null) {
            return Optional.empty();
        }
        if (node.isNull()) {
            return Optional.of(Optional.empty());
        }
        var text = node.isTextual() ? node.asText().strip() : "";
        if (text.isEmpty() || text.length() > longest || text.indexOf('\0') >= 0) {
            wrong.add(
                    new InvalidInput.Field(
                            name, "must be a text of 1 to %d characters".formatted(longest)));
            return Optional.empty();
        }
        return Optional.of(Optional.of(text));
    }

    private static Optional<Severity> severity(ObjectNode patch, List<InvalidInput.Field> wrong) {
        var node = patch.get("severity");
        if (node == null) {
            return Optional.empty();
        }
        var found =
                Arrays.stream(Severity.values())
                        .filter(severity -> severity.id().equals(node.asText()))
                        .findFirst();
        if (found.isEmpty()) {
            wrong.add(new InvalidInput.Field("severity", "must be one of info, warning, critical"));
        }
        return found;
    }

    private static OptionalInt version(ObjectNode patch, List<InvalidInput.Field> wrong) {
        JsonNode node = patch.get("version");
        if (node == null) {
            return OptionalInt.empty();
        }
        if (!node.isInt() || node.asInt() < 1) {
            wrong.add(new InvalidInput.Field("version", "must be a whole number from 1"));
            return OptionalInt.empty();
        }
        return OptionalInt.of(node.asInt());
    }
}
