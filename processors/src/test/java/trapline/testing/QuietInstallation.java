package trapline.testing;

import java.time.Instant;
import java.util.List;
import trapline.condition.InstallationFacts;

/** An installation about which there is nothing to say. */
public record QuietInstallation(Instant now) implements InstallationFacts {

    @Override
    public List<Channel> channels() {
        return List.of();
    }

    @Override
    public List<Stage> stages() {
        return List.of();
    }

    @Override
    public double diskUsedPercent() {
        return 10;
    }
}
