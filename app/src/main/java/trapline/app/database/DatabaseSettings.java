package trapline.app.database;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which PostgreSQL is used.
 *
 * @param url of yours, {@code jdbc:postgresql://...}; empty: an embedded one in the data folder
 * @param connections at most so many at once
 * @param answer a statement that takes longer has failed and is tried again
 */
@Validated
@ConfigurationProperties("trapline.database")
public record DatabaseSettings(
        @DefaultValue Optional<String> url,
        @DefaultValue Optional<String> user,
        @DefaultValue Optional<String> password,
        @DefaultValue("24") @Min(8) @Max(200) int connections,
        @DefaultValue("30s") Duration answer) {

    /** Without the password. */
    @Override
    public String toString() {
        return "DatabaseSettings[%s]".formatted(url.isPresent() ? "by URL" : "embedded");
    }
}
