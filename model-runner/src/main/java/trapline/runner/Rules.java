package trapline.runner;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks the fields of one descriptor; each refusal names the field, its value and what to do. */
final class Rules {
    private final String model;

    Rules(String model) {
        this.model = model;
    }

    /**
     * @throws ModelUnavailable unless it is met
     */
    void require(boolean met, String field, Object value, String advice) {
        if (!met) {
            var said = value instanceof Optional<?> optional ? optional.orElse(null) : value;
            throw new ModelUnavailable(
                    "Model %s: the field %s says %s: %s.".formatted(model, field, said, advice));
        }
    }

    void present(Optional<?> value, String field, String advice) {
        if (value.isEmpty()) {
            throw new ModelUnavailable(
                    "Model %s: the field %s is missing: %s.".formatted(model, field, advice));
        }
    }

    void within(String field, double value, double least, double most) {
        require(
                value >= least && value <= most,
                field,
                plain(value),
                "give a number from %s to %s".formatted(plain(least), plain(most)));
    }

    void three(String field, List<Double> numbers) {
        require(
                numbers.size() == 3
                        && numbers.stream().allMatch(n -> n != null && Double.isFinite(n)),
                field,
                numbers,
                "give three numbers, for red, green and blue in the order of input.colours");
    }

    /** A name beside the descriptor, never a path to elsewhere. */
    void plainFile(String field, String file) {
        require(
                !file.isBlank()
                        && !file.contains("/")
                        && !file.contains("\\")
                        && !file.equals(".")
                        && !file.equals(".."),
                field,
                file,
                "give the plain name of a file beside the descriptor");
    }

    void categories(Map<Integer, String> categories) {
        present(
                categories.isEmpty() ? Optional.empty() : Optional.of(categories),
                "categories",
                "say which class is which category, such as {0: animal, 1: person, 2: vehicle}");
        categories.forEach(
                (index, category) ->
                        require(
                                index >= 0 && category.matches("[a-z][a-z0-9_-]{0,31}"),
                                "categories",
                                index + ": " + category,
                                "give a class index from 0 and a word of a-z"));
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
