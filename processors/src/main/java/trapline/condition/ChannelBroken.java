package trapline.condition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import trapline.event.Fact;

/**
 * Nothing gets through on a channel.
 *
 * @param after for so long
 */
public record ChannelBroken(Duration after) implements OnInstallation {

    @Override
    public Map<String, Verdict> judge(InstallationFacts facts) {
        var verdicts = new TreeMap<String, Verdict>();
        for (var channel : facts.channels()) {
            verdicts.put("channel " + channel.channelId(), judge(facts, channel));
        }
        return verdicts;
    }

    private Verdict judge(InstallationFacts facts, InstallationFacts.Channel channel) {
        if (channel.failingSince().isEmpty()) {
            return Verdict.over();
        }
        var failing = Duration.between(channel.failingSince().get(), facts.now());
        if (failing.compareTo(after) < 0) {
            return Verdict.undecided();
        }
        var told = new ArrayList<Fact>();
        told.add(new Fact("Failing for", Silence.inWords(failing)));
        channel.reason().ifPresent(reason -> told.add(new Fact("It said", reason)));
        return Verdict.holds(
                "Nothing gets through on the channel " + channel.channelId(),
                told.toArray(Fact[]::new));
    }
}
