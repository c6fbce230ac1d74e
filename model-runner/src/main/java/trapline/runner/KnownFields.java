package trapline.runner;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;

/**
 * Looks for fields that a record does not have, before the record is made. Otherwise a typo in a
 * field's name would be reported as that field missing.
 */
final class KnownFields {
    private KnownFields() {}

    /**
     * @return the first unknown field with its line, and what may have been meant
     */
    static Optional<String> unknown(JsonParser parser, Class<?> type) throws IOException {
        return parser.nextToken() == JsonToken.START_OBJECT
                ? unknown(parser, type, "")
                : Optional.empty();
    }

    private static Optional<String> unknown(JsonParser parser, Class<?> type, String path)
            throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            var line = parser.currentLocation().getLineNr();
            var component = component(type, name);
            if (component.isEmpty()) {
                return Optional.of(message(type, path, name, line));
            }
            var start = parser.nextToken();
            var inner = recordOf(component.get().getGenericType());
            if (start == JsonToken.START_OBJECT && inner.isPresent()) {
                var deeper = unknown(parser, inner.get(), path + name + ".");
                if (deeper.isPresent()) {
                    return deeper;
                }
            } else {
                parser.skipChildren();
            }
        }
        return Optional.empty();
    }

    private static String message(Class<?> type, String path, String name, int line) {
        var known =
                Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .sorted()
                        .toList();
        var meant =
                Words.nearest(name, known)
                        .map("Did you mean %s?"::formatted)
                        .orElseGet(() -> "Known are %s.".formatted(String.join(", ", known)));
        return ":%d: the field %s is not known. %s".formatted(line, path + name, meant);
    }

    private static Optional<RecordComponent> component(Class<?> type, String name) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getName().equals(name))
                .findFirst();
    }

    /** The record that a field holds, itself or as an option. */
    private static Optional<Class<?>> recordOf(Type type) {
        if (type instanceof ParameterizedType optional && optional.getRawType() == Optional.class) {
            return recordOf(optional.getActualTypeArguments()[0]);
        }
        return type instanceof Class<?> plain && plain.isRecord()
                ? Optional.of(plain)
                : Optional.empty();
    }
}
