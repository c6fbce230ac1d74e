package trapline.app.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import trapline.alert.CheckStep;
import trapline.condition.InstallationFacts;
import trapline.delivery.ChannelStates;
import trapline.stage.Lane;
import trapline.stage.Stages;

/** How channels, stages and the disk are at this moment. */
record InstallationNow(ChannelStates channelStates, Stages stageTable, Path data, Clock clock)
        implements CheckStep.Installation {

    @Override
    public InstallationFacts now() {
        return new Facts(channelStates, stageTable, data, clock.instant());
    }

    private record Facts(ChannelStates channelStates, Stages stageTable, Path data, Instant now)
            implements InstallationFacts {

        @Override
        public List<Channel> channels() {
            return channelStates.now();
        }

        /** Backlog may wait for long; what comes live may not. */
        @Override
        public List<Stage> stages() {
            return stageTable.depths().stream()
                    .filter(depth -> depth.lane() == Lane.LIVE)
                    .map(
                            depth ->
                                    new Stage(
                                            (depth.stage() + " " + depth.part()).strip(),
                                            depth.oldest()))
                    .toList();
        }

        @Override
        public double diskUsedPercent() {
            try {
                var store = Files.getFileStore(data);
                return 100.0
                        * (store.getTotalSpace() - store.getUsableSpace())
                        / Math.max(1, store.getTotalSpace());
            } catch (IOException e) {
                throw new UncheckedIOException("The disk of " + data + " cannot be asked.", e);
            }
        }
    }
}
