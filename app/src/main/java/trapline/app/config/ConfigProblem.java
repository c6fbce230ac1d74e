package trapline.app.config;

/**
 * One mistake in a file of route-config.
 *
 * @param file relative to route-config
 * @param line from 1
 * @param column from 1
 * @param what is wrong
 * @param howToFix what to do about it
 */
public record ConfigProblem(String file, int line, int column, String what, String howToFix) {

    @Override
    public String toString() {
        return "%s:%d:%d: %s %s".formatted(file, line, column, what, howToFix);
    }
}
