package trapline.camera;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pattern that somebody wrote into a file: it cannot run away, however it was written. */
final class BoundedPattern {
    private static final Logger log = LoggerFactory.getLogger(BoundedPattern.class);
    private static final Pattern NAME = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");
    private static final int LONGEST = 1000;
    private static final int MOST_STEPS = 500_000;

    private final Pattern pattern;
    private final List<String> names;

    /**
     * @throws IllegalArgumentException if it is no regular expression, in words for its author
     */
    BoundedPattern(String expression) {
        if (expression.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "the pattern is longer than %d characters".formatted(LONGEST));
        }
        try {
            pattern = Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
            names =
                    NAME.matcher(expression)
                            .results()
                            .map(name -> name.group(1))
                            .filter(name -> isGroup(expression, name))
                            .toList();
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "the pattern is wrong near character %d: %s"
                            .formatted(e.getIndex() + 1, e.getDescription()),
                    e);
        }
    }

    /** Whether it is a group, and not text in a class or behind a backslash that looks like one. */
    private static boolean isGroup(String expression, String name) {
        try {
            var unused = Pattern.compile(expression + "\\k<" + name + ">");
            return true;
        } catch (PatternSyntaxException e) {
            // Only an existing group can be referred to.
            return false;
        }
    }

    /** The named groups of the first match; empty when it does not match or would run away. */
    Optional<Map<String, String>> find(String text) {
        try {
            var matcher = pattern.matcher(new Counted(text, new AtomicInteger()));
            if (!matcher.find()) {
                return Optional.empty();
            }
            var groups = new HashMap<String, String>();
            for (var name : names) {
                var value = matcher.group(name);
                if (value != null && !value.isBlank()) {
                    groups.put(name, value.strip());
                }
            }
            return Optional.of(groups);
        } catch (RunawayPattern e) {
            log.warn(
                    "A pattern ran away on a path and counts as not matching; write it more"
                            + " narrowly: {}",
                    pattern);
            return Optional.empty();
        }
    }

    private static class RunawayPattern extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Text that counts how often it is looked at. */
    private record Counted(CharSequence text, AtomicInteger steps) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (steps.incrementAndGet() > MOST_STEPS) {
                throw new RunawayPattern();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end), steps);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
