package trapline.api.problem;

import java.util.List;

/** Fields of a request that cannot be used, each with what would be right. */
public class InvalidInput extends RuntimeException {
    private final List<Field> fields;

    public InvalidInput(List<Field> fields) {
        super("Fields that cannot be used: " + fields.stream().map(Field::field).toList());
        this.fields = List.copyOf(fields);
    }

    public InvalidInput(String field, String message) {
        this(List.of(new Field(field, message)));
    }

    public List<Field> fields() {
        return fields;
    }

    /**
     * @param field the parameter's or JSON field's name
     * @param message what is right, such as {@code must be between 1 and 200}
     */
    public record Field(String field, String message) {}
}
