package trapline.condition;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is known of the installation at one time. */
public interface InstallationFacts {

    Instant now();

    /** Every channel over which something was sent in the last days, or is owed. */
    List<Channel> channels();

    /** Everything that waits. */
    List<Stage> stages();

    /** How full the disk with the data is, percent. */
    double diskUsedPercent();

    /**
     * @param failingSince nothing was accepted since then, though it was tried; empty: it works
     * @param reason what the channel said last, masked
     */
    record Channel(String channelId, Optional<Instant> failingSince, Optional<String> reason) {}

    /**
     * @param oldest how long the oldest message has waited there
     */
    record Stage(String name, Duration oldest) {}
}
