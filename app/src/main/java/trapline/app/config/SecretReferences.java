package trapline.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Resolves {@code {{env:NAME}}} and {@code {{file:/path}}}; what they hold never appears anywhere.
 */
public final class SecretReferences {
    private static final Pattern REFERENCE =
            Pattern.compile("\\{\\{(env|file):([^}:]+(?::[^}]*)?)}}");

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
            return new Resolved(
                    Optional.of(Files.readString(Path.of(path)).strip()), Optional.empty());
        } catch (IOException e) {
            return new Resolved(
                    Optional.empty(), Optional.of("The file %s cannot be read.".formatted(path)));
        }
    }
}
