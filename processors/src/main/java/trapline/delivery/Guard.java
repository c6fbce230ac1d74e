package trapline.delivery;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps an installation that is not for real from writing to anybody but those who agreed to it.
 *
 * @param production whether everybody may be written to
 * @param allowed who may be written to otherwise, as rules name them
 */
public record Guard(boolean production, Set<String> allowed) {

    /** Everybody may be written to. */
    public static final Guard PRODUCTION = new Guard(true, Set.of());

    public Guard {
        allowed =
                allowed.stream()
                        .map(address -> address.strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
    }

    boolean allows(String recipient) {
        return production || allowed.contains(recipient.strip().toLowerCase(Locale.ROOT));
    }
}
