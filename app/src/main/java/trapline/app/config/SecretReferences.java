package trapline.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Resolves {@code {{env:NAME}}} and {@code {{file:/path}}}; what they hold never appears anywhere.
 */
public final class SecretReferences {
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*(env|file):([^}]+?)\\s*}}");

    /** No secret is longer; what is, is another file. */
    private static final long LONGEST = 64_000;

    private final Map<String, String> environment;

    public SecretReferences(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** What a value came to, or why it did not. */
    record Resolved(Optional<String> value, Optional<String> problem) {}

    /** Whether the value names where it is, and nothing besides. */
    static boolean isReference(String value) {
        return REFERENCE.matcher(value).matches();
    }

    /** Whether the value is a reference that says what holds when there is nothing. */
    static boolean hasDefault(String value) {
        var matcher = REFERENCE.matcher(value);
        return matcher.matches()
                && matcher.group(1).equals("env")
                && matcher.group(2).contains(":");
    }

    Resolved resolve(String value) {
        var matcher = REFERENCE.matcher(value);
        if (!matcher.matches()) {
            return new Resolved(Optional.of(value), Optional.empty());
        }
        return matcher.group(1).equals("env")
                ? fromEnvironment(matcher.group(2))
                : fromFile(matcher.group(2));
    }

    private Resolved fromEnvironment(String name) {
        var colon = name.indexOf(':');
        var variable = colon < 0 ? name : name.substring(0, colon);
        var value = Optional.ofNullable(environment.get(variable)).filter(v -> !v.isEmpty());
        if (value.isEmpty() && colon >= 0) {
            value = Optional.of(name.substring(colon + 1));
        }
        return new Resolved(
                value,
                value.isPresent()
                        ? Optional.empty()
                        : Optional.of(
                                "The environment variable %s is not set.".formatted(variable)));
    }

    private static Resolved fromFile(String path) {
        try {
            var file = Path.of(path);
            if (!Files.isRegularFile(file) || Files.size(file) > LONGEST) {
                return none("The file %s is not there, or is no file of a secret.", path);
            }
            var secret = Files.readString(file).strip();
            return secret.isEmpty()
                    ? none("The file %s is empty.", path)
                    : new Resolved(Optional.of(secret), Optional.empty());
        } catch (IOException | InvalidPathException e) {
            return none("The file %s cannot be read.", path);
        }
    }

    private static Resolved none(String why, String path) {
        return new Resolved(Optional.empty(), Optional.of(why.formatted(path)));
    }
}
