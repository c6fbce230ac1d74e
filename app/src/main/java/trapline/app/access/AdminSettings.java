package trapline.app.access;

import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The admin that a new installation gets.
 *
 * @param email what they log in with
 * @param password empty: one is made and shown once
 */
@ConfigurationProperties("trapline.admin")
public record AdminSettings(
        @DefaultValue("admin@trapline.local") String email,
        @DefaultValue Optional<String> password) {

    /** Without the password. */
    @Override
    public String toString() {
        return "AdminSettings[%s]".formatted(email);
    }
}
