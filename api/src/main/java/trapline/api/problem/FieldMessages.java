package trapline.api.problem;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.TypeMismatchException;
import org.springframework.validation.FieldError;

/** Says what a field should have been, without words of the language it is written in. */
final class FieldMessages {
    private FieldMessages() {}

    static InvalidInput.Field of(FieldError error) {
        var message =
                error.isBindingFailure() ? wanted(requiredType(error)) : error.getDefaultMessage();
        return new InvalidInput.Field(
                error.getField(), message == null ? "cannot be used" : message);
    }

    private static Class<?> requiredType(FieldError error) {
        if (error.contains(TypeMismatchException.class)) {
            var required = error.unwrap(TypeMismatchException.class).getRequiredType();
            return required == null ? Object.class : required;
        }
        return Object.class;
    }

    /** The field of a JSON body that could not be read, if the mistake is in one field. */
    static Optional<InvalidInput.Field> of(JsonMappingException failure) {
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return Optional.of(new InvalidInput.Field(path(unknown), "is not known here"));
        }
        if (failure instanceof InvalidFormatException format) {
            return Optional.of(
                    new InvalidInput.Field(path(format), wanted(format.getTargetType())));
        }
        if (failure instanceof MismatchedInputException mismatch && !mismatch.getPath().isEmpty()) {
            return Optional.of(
                    new InvalidInput.Field(path(mismatch), wanted(mismatch.getTargetType())));
        }
        if (failure.getCause() instanceof IllegalArgumentException wrong
                && !failure.getPath().isEmpty()) {
            return Optional.of(
                    new InvalidInput.Field(path(failure), String.valueOf(wrong.getMessage())));
        }
        return Optional.empty();
    }

    private static String path(JsonMappingException failure) {
        List<JsonMappingException.Reference> path = failure.getPath();
        return path.stream()
                .map(
                        reference ->
                                reference.getFieldName() == null
                                        ? String.valueOf(reference.getIndex())
                                        : reference.getFieldName())
                .collect(Collectors.joining("."));
    }

    static String wanted(Class<?> type) {
        if (type == null) {
            return "cannot be used";
        }
        if (type.isEnum()) {
            return "must be one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(FieldMessages::id)
                            .collect(Collectors.joining(", "));
        }
        if (type == UUID.class) {
            return "must be an id, such as 01890a5d-ac96-774b-bcce-b302099a8057";
        }
        if (type == Instant.class) {
            return "must be a time with its offset, such as 2026-05-01T06:30:00Z";
        }
        if (Number.class.isAssignableFrom(type) || (type.isPrimitive() && type != boolean.class)) {
            return "must be a number";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "must be true or false";
        }
        return type == String.class ? "must be a text" : "cannot be used";
    }

    private static String id(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
