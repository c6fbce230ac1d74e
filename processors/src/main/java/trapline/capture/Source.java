package trapline.capture;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * Where files come from, as far as intake must know it.
 *
 * @param project the project's name
 * @param zone the zone its cameras' clocks show; empty: the installation's
 * @param approvesNewCameras whether a camera that nobody has seen before may alert at once
 * @param freshFor a file that had lain in the source longer than this when it was taken is backlog
 * @param cameraAccounts accounts that are used by one camera each, so the account says who it is
 */
public record Source(
        String sourceId,
        String project,
        Optional<ZoneId> zone,
        boolean approvesNewCameras,
        Duration freshFor,
        Set<String> cameraAccounts) {

    public Source {
        cameraAccounts = Set.copyOf(cameraAccounts);
        if (freshFor.isNegative()) {
            throw new IllegalArgumentException("freshFor of source " + sourceId + " is negative");
        }
    }
}
