package trapline.app.runner;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Model runners on other machines, in place of models in this process.
 *
 * @param addresses such as {@code http://gpu1:8090}; empty: models run in this process
 * @param key that the runners want
 * @param keyFile a file that holds the key, instead of the key itself
 * @param timeout the longest that one picture may take
 * @param shareBlobs the runners read pictures from the same blob folder, so only keys are sent
 */
@Validated
@ConfigurationProperties("trapline.runners")
public record RunnersSettings(
        @DefaultValue List<String> addresses,
        @DefaultValue Optional<String> key,
        @DefaultValue Optional<String> keyFile,
        @DefaultValue("60s") Duration timeout,
        @DefaultValue("false") boolean shareBlobs) {

    private static final Pattern PRINTABLE = Pattern.compile("[!-~]{1,500}");

    public RunnersSettings {
        addresses = addresses.stream().map(String::strip).filter(a -> !a.isEmpty()).toList();
        addresses.forEach(RunnersSettings::uri);
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("trapline.runners.timeout must be above zero");
        }
    }

    /** Whether pictures are looked at on other machines. */
    public boolean isUsed() {
        return !addresses.isEmpty();
    }

    List<URI> uris() {
        return addresses.stream().map(RunnersSettings::uri).toList();
    }

    /**
     * @throws IllegalArgumentException if the key cannot be read, or cannot stand in a header; the
     *     message does not hold it
     */
    Optional<String> secret() {
        var secret = given(key).or(() -> given(keyFile).map(RunnersSettings::read));
        if (secret.isPresent() && !PRINTABLE.matcher(secret.get()).matches()) {
            throw new IllegalArgumentException(
                    "trapline.runners.key has characters that a key cannot have");
        }
        return secret;
    }

    private static URI uri(String address) {
        var uri = URI.create(address);
        var usable =
                ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                        && uri.getHost() != null
                        && uri.getRawUserInfo() == null
                        && uri.getRawQuery() == null
                        && uri.getRawFragment() == null;
        if (!usable) {
            throw new IllegalArgumentException(
                    "trapline.runners.addresses must be like http://gpu1:8090, without a user, a"
                            + " query or a fragment");
        }
        return address.endsWith("/") ? URI.create(address.substring(0, address.length() - 1)) : uri;
    }

    private static Optional<String> given(Optional<String> text) {
        return text.map(String::strip).filter(stripped -> !stripped.isEmpty());
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "trapline.runners.key-file cannot be read: " + file, e);
        }
    }
}
