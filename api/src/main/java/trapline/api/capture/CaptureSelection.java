package trapline.api.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.Validator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import trapline.api.access.Scope;
import trapline.api.page.Cursor;
import trapline.api.problem.InvalidInput;

/**
 * The captures that the filters of the list choose, for other packages: they hold the filters as
 * JSON, with the names of the list's parameters, and never need to know what they mean.
 */
public class CaptureSelection {
    /** These belong to pages, not to what is chosen; the project is said elsewhere. */
    private static final List<String> NOT_FILTERS = List.of("project", "cursor", "limit");

    private final CaptureLists lists;
    private final ObjectMapper json;
    private final Validator validator;

    CaptureSelection(CaptureLists lists, ObjectMapper json, Validator validator) {
        this.lists = lists;
        this.json = json;
        this.validator = validator;
    }

    /** Takes what was found, some at a time. */
    @FunctionalInterface
    public interface Taker {
        /**
         * @return false to stop
         */
        boolean take(List<UUID> captures) throws IOException;
    }

    /**
     * Checks filters, as the list checks its parameters.
     *
     * @return them without what says nothing
     * @throws InvalidInput naming the filter that cannot be used
     */
    public JsonNode checked(JsonNode filters) {
        var given = json.createObjectNode();
        if (filters instanceof ObjectNode fields) {
            fields.properties()
                    .forEach(
                            field -> {
                                if (!field.getValue().isNull()
                                        && !field.getValue().asText("x").isEmpty()) {
                                    given.set(field.getKey(), field.getValue());
                                }
                            });
        } else if (filters != null && !filters.isNull()) {
            throw new InvalidInput("filters", "must be an object");
        }
        NOT_FILTERS.stream()
                .filter(given::has)
                .findFirst()
                .ifPresent(
                        name -> {
                            throw new InvalidInput("filters." + name, "is no filter");
                        });
        var query = query(given);
        var wrong =
                validator.validate(query).stream()
                        .map(
                                one ->
                                        new InvalidInput.Field(
                                                "filters." + one.getPropertyPath(),
                                                one.getMessage()))
                        .toList();
        if (!wrong.isEmpty()) {
            throw new InvalidInput(wrong);
        }
        return given;
    }

    /**
     * How many there are. It counts them one by one, so ask in the background.
     *
     * @param until what was received later does not count
     */
    public long count(Scope scope, JsonNode filters, Instant until) {
        return lists.count(scope, query(filters), until);
    }

    /** All of them, newest first, at most {@code batch} at a time. */
    public void each(Scope scope, JsonNode filters, Instant until, int batch, Taker taker)
            throws IOException {
        var query = query(filters);
        Optional<Cursor> behind = Optional.empty();
        while (true) {
            var places = lists.places(scope, query, until, behind, batch);
            if (places.isEmpty() || !taker.take(places.stream().map(Cursor::id).toList())) {
                return;
            }
            behind = Optional.of(places.get(places.size() - 1));
        }
    }

    private CaptureQuery query(JsonNode filters) {
        var written = filters.deepCopy();
        if (written.path("state").isTextual()) {
            ((ObjectNode) written)
                    .put("state", written.get("state").asText().toUpperCase(Locale.ROOT));
        }
        try {
            return json.treeToValue(written, CaptureQuery.class);
        } catch (UnrecognizedPropertyException e) {
            throw new InvalidInput("filters." + e.getPropertyName(), "is not known here");
        } catch (JsonMappingException e) {
            var field = e.getPath().isEmpty() ? "" : "." + e.getPath().get(0).getFieldName();
            throw new InvalidInput("filters" + field, "cannot be read");
        } catch (JsonProcessingException e) {
            throw new InvalidInput("filters", "cannot be read");
        }
    }
}
