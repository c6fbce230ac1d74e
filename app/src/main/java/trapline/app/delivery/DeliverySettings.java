package trapline.app.delivery;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import trapline.delivery.Guard;

/**
 * Who may be written to.
 *
 * @param production false: only who is allowed below gets messages; what is owed to others fails
 *     and says so
 * @param allowed recipients as rules name them, where this is not for real
 */
@Validated
@ConfigurationProperties("trapline.delivery")
public record DeliverySettings(
        @DefaultValue("true") boolean production, @DefaultValue Set<String> allowed) {

    public DeliverySettings {
        allowed = Set.copyOf(allowed);
    }

    Guard guard() {
        return new Guard(production, allowed);
    }
}
